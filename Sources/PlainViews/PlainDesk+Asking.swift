import Payments
import SupportDesk
import TextSafety
import ViewModels

// The questions, as they stand on their lines.

extension PlainDesk {
  /// Writes the question at hand, unless it stands already.
  mutating func ask() {
    guard case .asking(let question) = stage else {
      openQuestion = nil
      return
    }
    guard question != openQuestion else { return }
    switch question {
    case .takeBack: announceUndo()
    case .word, .reference:
      // What was typed before this question was written does not answer it.
      if turn.outputs.last != .listen { turn.outputs.append(.listen) }
    case .field(.reason): offerReasons()
    case .ruling(.match): offerMatches()
    case .verdict: offerVerdicts()
    case .field(.review):
      say("Enter reviews again; amount, reason, ticket or note changes it; back leaves.")
    case .place, .field, .note, .ruling, .quit: break
    }
    openQuestion = question
    guard let prompt = prompt(of: question) else { return }
    var lines = Self.lines(of: prompt)
    let last = lines.removeLast()
    turn.outputs += lines.map(PlainOutput.line) + [.prompt(last + " ")]
  }

  /// The words of a question; `nil` where nothing is asked.
  func prompt(of question: PlainQuestion) -> SafeText? {
    switch question {
    case .place(let place): prompt(of: place)
    case .field(let field): model.form.flatMap { prompt(of: field, in: $0) }
    case .note: model.note.map { prompt(of: $0) }
    case .verdict: "Which, 1 or 2:"
    case .ruling(let field): model.ruling.map { prompt(of: field, in: $0) }
    case .word: model.confirm.map(wordPrompt)
    case .reference:
      model.confirm.map {
        "And the last \($0.referenceWord.count) characters of the reference, or back:"
      }
    case .takeBack: nil
    case .quit: "yes or no:"
    }
  }

  private func prompt(of place: PlainPlace) -> SafeText {
    switch place {
    case .search: "Search>"
    case .payment: "Payment, \(mode)>"
    case .matters: "Attention>"
    case .matter: "Matter, \(mode)>"
    }
  }

  /// LIVE or test, of the payment or the matter at hand.
  private var mode: SafeText {
    if model.attention.isOpen { return model.attention.selectedItem?.mode.word ?? "" }
    return model.currentRow?.mode.word ?? "not found"
  }

  // MARK: - The refund form

  private func prompt(of field: RefundFormModel.Field, in form: RefundFormModel) -> SafeText {
    switch field {
    case .amount, .all: return amountPrompt(form)
    case .reason: return "Reason, a number or words, Enter keeps \(kept(form.reason)):"
    case .ticket: return "Ticket, \(optional(form.ticket)):"
    case .note: return "Note, stays here, \(optional(form.note)):"
    case .review: return "Draft:"
    }
  }

  private func amountPrompt(_ form: RefundFormModel) -> SafeText {
    guard form.amount.isEmpty else { return "Amount, Enter keeps \(kept(form.amount)):" }
    guard let remaining = form.remaining else { return "Amount:" }
    let bound = remaining.bound
    let certainty: SafeText = remaining.isCertain ? "up to" : Remaining.boundWord
    return
      "Amount in \(SafeText(sanitizing: bound.currency.code)), \(certainty) \(SafeText(sanitizing: bound.decimalText)), or full:"
  }

  private func optional(_ line: LineEditor) -> SafeText {
    line.isEmpty ? "Enter for none" : "Enter keeps \(kept(line)), - for none"
  }

  private func kept(_ line: LineEditor) -> SafeText {
    SafeText(sanitizing: line.text).truncated(to: 40)
  }

  private mutating func offerReasons() {
    for (index, reason) in RefundFormModel.reasons.enumerated() {
      say("\(index + 1). \(SafeText(sanitizing: reason))")
    }
  }

  // MARK: - The form of a ruling

  private func prompt(of field: RulingFormModel.Field, in form: RulingFormModel) -> SafeText {
    switch field {
    case .match: "Which was it, a number or none:"
    case .amount:
      form.amount.isEmpty
        ? form.verdict == .release
          ? "How much went back of it in all, 0 for nothing:" : "How much was refunded elsewhere:"
        : "Amount, Enter keeps \(kept(form.amount)):"
    case .who: form.who.isEmpty ? "Who made it:" : "Who made it, Enter keeps \(kept(form.who)):"
    case .refundID: "The provider's id of it, \(optional(form.refundID)):"
    case .evidence:
      form.evidence.isEmpty
        ? "Evidence, what you saw and where:" : "Evidence, Enter keeps \(kept(form.evidence)):"
    case .review: "Enter tries again, evidence changes it, back leaves:"
    }
  }

  private mutating func offerVerdicts() {
    let verdicts: [(SafeText, DeskAction)] = [
      ("1. It happened.", .issue(.ruleHappened)),
      ("2. It did not happen.", .issue(.ruleNotHappened)),
    ]
    for (words, action) in verdicts {
      say(action.refusal(in: model).map { "\(words) Not now: \($0)" } ?? words, indent: 4)
    }
  }

  private mutating func offerMatches() {
    guard let ruling = model.ruling else { return }
    for (index, match) in ruling.matches.enumerated() {
      say("\(index + 1). \(matchText(match))", indent: 4)
    }
  }

  // MARK: - Confirming

  private func wordPrompt(_ confirm: ConfirmModel) -> SafeText {
    let purpose = ConfirmWords(confirm, context: model.context, now: now).purpose
    return "Type \(SafeText(sanitizing: confirm.wantedWord)) \(purpose), or back:"
  }

  /// Says how long a decision can be taken back: at first, and every few seconds of a long time.
  mutating func announceUndo() {
    guard case .undoable(_, let sendsAt) = model.confirm?.phase else {
      announcedSecond = nil
      return
    }
    let left = max(0, sendsAt.milliseconds(since: now) + 999) / 1000
    if announcedSecond == nil {
      say("Goes out in \(left) s. Press Enter to take it back.")
    } else if left > 0, left % Self.undoEvery == 0, left != announcedSecond {
      say("Goes out in \(left) s. Enter takes it back.")
    }
    announcedSecond = left
  }

  /// Seconds between two announcements.
  private static let undoEvery: Int64 = 5
}
