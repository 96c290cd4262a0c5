import Payments
import SupportDesk
import TextSafety
import ViewModels

/// Where was searched, and how much of it is here.
struct SearchText {
  let model: DeskModel

  /// Which of the rows were just written, and what comes next.
  func place(in pages: PlainPages) -> SafeText {
    let total = max(model.list.answer?.total ?? 0, pages.rows.count)
    let least: SafeText = model.list.answer?.totalIsLowerBound == true ? "at least " : ""
    guard pages.writtenCount < total else {
      return total == 1 ? "1 payment. Type 1 to open it." : "\(total) payments. A number opens one."
    }
    guard pages.writtenCount < pages.rows.count else {
      return
        "These are \(pages.rows.count) of \(least)\(total); more words in the search find the others."
    }
    return "\(pages.writtenCount) of \(least)\(total). A number opens one, more shows the next."
  }

  /// What may be missing: in full, and in short for those who have heard it.
  struct Note: Hashable {
    let full: SafeText
    let short: SafeText
  }

  /// What may be missing, and who has not answered.
  var notes: [Note] {
    guard let answer = model.list.answer else { return [] }
    let forgiving: SafeText = "Dashes and look-alikes were forgiven."
    return (answer.forgiving ? [Note(full: forgiving, short: forgiving)] : [])
      + model.context.accounts.compactMap { account in
        note(on: account.name.safe, answer.progress[account.name])
      }
  }

  private func note(on name: SafeText, _ progress: SearchAnswer.Progress?) -> Note? {
    switch progress {
    case .none, .answered(_, incomplete: .none, bound: .none): return nil
    case .waiting:
      let sentence: SafeText = "\(name) is still answering; list shows what has come."
      return Note(full: sentence, short: sentence)
    case .answered(_, incomplete: .some(let why), _):
      return Note(full: "\(name) incomplete: \(why)", short: "\(name) incomplete.")
    case .answered(_, incomplete: .none, bound: .some(let bound)):
      return Note(full: "\(name): \(bound.sentence)", short: "\(name): \(bound.brief).")
    case .failed(let why):
      return Note(full: "\(name) did not answer: \(why)", short: "\(name) did not answer.")
    }
  }

  /// What is said instead of rows; what is near is offered.
  var nothing: SafeText {
    guard let answer = model.list.answer else { return "Nothing was searched for yet." }
    let text = SafeText(sanitizing: model.list.answeredText)
    let names = answer.near.map { $0.fullName.truncatedMiddle(to: 80) }
    if !names.isEmpty { return "Nothing exactly; close: \(names.joined(separator: ", "))." }
    guard !text.isEmpty else { return "No payments here yet." }
    let sentences = ["Nothing found for \(text)."] + model.context.writeObstacles
    return sentences.joined(separator: " ")
  }
}
