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

  /// What may be missing, and who has not answered.
  var notes: [SafeText] {
    guard let answer = model.list.answer else { return [] }
    let forgiving: [SafeText] = answer.forgiving ? ["Dashes and look-alikes were forgiven."] : []
    return forgiving
      + model.context.accounts.compactMap { account in
        switch answer.progress[account.name] {
        case .none, .answered(_, incomplete: .none): nil
        case .waiting: "\(account.name.safe) is still answering; list shows what has come."
        case .answered(_, incomplete: .some(let why)): "\(account.name.safe) incomplete: \(why)"
        case .failed(let why): "\(account.name.safe) did not answer: \(why)"
        }
      }
  }

  /// What is said instead of rows; what is near is offered.
  var nothing: [SafeText] {
    guard let answer = model.list.answer else { return [] }
    let text = SafeText(sanitizing: model.list.answeredText)
    let names = answer.near.map { row in
      let reference = row.transaction.reference
      return reference.isEmpty
        ? row.transaction.id.safe : reference.safe.truncatedMiddle(to: 40)
    }
    if !names.isEmpty {
      return ["Nothing exactly; close: \(names.joined(separator: ", "))."] + notes
    }
    let sentence: SafeText =
      text.isEmpty ? "No payments here yet." : "Nothing found for \(text)."
    return [sentence] + notes
  }
}
