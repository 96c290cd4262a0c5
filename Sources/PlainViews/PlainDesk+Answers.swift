import Payments
import SupportDesk
import TextSafety
import ViewModels

// What an answer does: it presses the keys that an agent at the screen would press.

extension PlainDesk {
  /// Takes the answer to a question.
  mutating func answer(_ question: PlainQuestion, _ raw: String) {
    let text = raw.trimmingSpaces
    switch question {
    case .place(let place): command(text, in: place)
    case .field(let field): answer(field, text)
    case .note: answerNote(text)
    case .verdict: answerVerdict(text)
    case .ruling(let field): answer(field, text)
    // Only the exact word counts; not even a space is forgiven (I12).
    case .word, .reference: answerWord(raw)
    case .takeBack: request(.cancel)
    case .quit: answerQuit(text)
    }
  }

  // MARK: - The refund form

  private mutating func answer(_ field: RefundFormModel.Field, _ text: String) {
    guard let form = model.form else { return }
    switch text.lowercased() {
    case "back": return leaveField(field)
    case "?", "help": return say(Self.formHelp)
    case "clear": return clearForm()
    default: break
    }
    switch field {
    case .amount, .all:
      if text.isEmpty, form.amount.isEmpty {
        return say("Type an amount, or full for all that remains.")
      }
      fill(.amount, with: text)
    case .reason:
      let reasons = RefundFormModel.reasons
      let index = PlainPages.index(ofNumber: text).flatMap {
        reasons.indices.contains($0) ? $0 : nil
      }
      fill(.reason, with: index.map { reasons[$0] } ?? text)
    case .ticket, .note: fill(field, with: text)
    case .review: changeOrReview(text)
    }
  }

  private static let formHelp: SafeText =
    "Enter keeps what is there. back goes to the question before, from the amount to the payment; what you typed is kept. clear takes all of it away. Nothing is sent before you have seen a review and typed the amount."

  /// Takes away what was typed, and begins anew.
  private mutating func clearForm() {
    request(.dialog(.form(.clearForm)))
    go(to: .amount)
  }

  /// Types a field and goes on; a mistake is said and asked again.
  private mutating func fill(_ field: RefundFormModel.Field, with text: String) {
    go(to: field)
    if !text.isEmpty {
      clearLine()
      if text != "-" { paste(text) }
    }
    request(.dialog(.form(.acceptField)))
    if let mistake = model.form?.mistakes[field] {
      say(mistake)
      go(to: field)
      clearLine()
      return
    }
    if model.form?.field == .review { review() }
  }

  private mutating func review() {
    let count = turn.outputs.count
    request(.dialog(.form(.pressButton)))
    guard let form = model.form, form.reviewSerial == nil, model.confirm == nil,
      turn.outputs.count == count, let mistake = form.mistakes[form.field]
    else { return }
    say(mistake)
  }

  private mutating func changeOrReview(_ text: String) {
    let fields: [String: RefundFormModel.Field] = [
      "amount": .amount, "reason": .reason, "ticket": .ticket, "note": .note,
    ]
    if text.isEmpty { return review() }
    guard let field = fields[text.lowercased()] else {
      return say("Press Enter, or type amount, reason, ticket, note or back.")
    }
    go(to: field)
  }

  /// Goes to the question before; from the first one back to the payment, with the draft kept.
  private mutating func leaveField(_ field: RefundFormModel.Field) {
    switch field {
    case .amount, .all, .review: request(.cancel)
    case .reason: go(to: .amount)
    case .ticket: go(to: .reason)
    case .note: go(to: .ticket)
    }
  }

  private mutating func go(to field: RefundFormModel.Field) {
    for _ in RefundFormModel.Field.allCases where model.form?.field != field {
      request(.dialog(.form(.nextField)))
    }
  }

  // MARK: - Typing

  mutating func clearLine() {
    request(.edit(.lineEnd))
    request(.edit(.deleteToStart))
  }

  mutating func paste(_ text: String) {
    apply(.pasted(ForeignText(text), at: now))
    let limit =
      model.form?.editor?.limit ?? model.ruling?.editor?.limit ?? model.note?.line.limit ?? .max
    if text.count > limit { say("Cut after \(limit) characters.") }
  }

  // MARK: - Confirming

  private mutating func answerWord(_ raw: String) {
    guard let confirm = model.confirm else { return }
    switch raw.trimmingSpaces.lowercased() {
    case "back": return leaveWord()
    case "?", "help":
      return say(
        "Only exactly \(SafeText(sanitizing: confirm.wantedWord)) goes on. back or Ctrl-C sends nothing; what you typed before is kept."
      )
    default: break
    }
    clearLine()
    for character in raw.prefix(confirm.typed.limit) {
      apply(.characterEntered(character, at: now))
    }
    request(.dialog(.confirmDecision))
    if let mistake = model.confirm?.mistake { say(mistake) }
    if model.confirm == nil, !model.settling.work.isEmpty { awaited = .work }
  }

  /// Goes back from the question about money; a cancel says by itself that nothing was sent.
  mutating func leaveWord() {
    if model.confirm?.review?.decision.kind == .refund { say("Nothing was sent.") }
    request(.cancel)
  }

  private mutating func answerQuit(_ text: String) {
    switch text.lowercased() {
    case "y", "yes": request(.dialog(.quitAnyway))
    case "n", "no", "back": request(.dialog(.stay))
    default: say("Type yes or no.")
    }
  }
}
