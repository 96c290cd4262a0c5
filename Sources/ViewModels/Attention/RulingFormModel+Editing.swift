package import Payments
package import SupportDesk
import TextSafety

extension RulingFormModel {
  /// Whether nothing was written or chosen yet, so that there is nothing to keep.
  package var isPristine: Bool {
    evidence.isEmpty && choice == nil && who.isEmpty && refundID.isEmpty
      && amount.text == (item.finding?.amount?.decimalText ?? "")
  }

  /// The line that is typed into now; `nil` where something is chosen or pressed.
  package var editor: LineEditor? { field.line.map { self[keyPath: $0] } }

  /// Changes the line of the field; nothing happens where there is none.
  mutating func edit(_ change: (inout LineEditor) -> Void) {
    guard let path = field.line else { return }
    let before = self[keyPath: path].text
    change(&self[keyPath: path])
    let after = self[keyPath: path].text
    guard after != before else { return }
    mistakes[.review] = nil
    mistakes[field] =
      field != .amount && looksLikeCardNumber(after) ? ActionRefusal.cardNumber.sentence : nil
  }

  /// Chooses the next or the previous row; none of them comes last.
  mutating func choose(step: Int) {
    let choices = matches.indices.map(Choice.row) + [.noneOfThem]
    let index = choice.flatMap(choices.firstIndex)
    let next = index.map { ($0 + step + choices.count) % choices.count }
    choice = choices[next ?? (step > 0 ? 0 : choices.count - 1)]
    mistakes[.match] = nil
    mistakes[.review] = nil
  }

  /// Goes to the next or the previous field, round the ends.
  mutating func goToField(step: Int) {
    let fields = fields
    let index = fields.firstIndex(of: field) ?? 0
    field = fields[(index + step + fields.count) % fields.count]
  }

  /// Enter in a field: goes on where it is filled, else says what is missing.
  mutating func accept() {
    switch field {
    case .match, .amount, .who, .refundID, .evidence: check(field)
    case .review: return
    }
    guard mistakes[field] == nil else { return }
    goToField(step: 1)
  }

  /// Checks everything; returns the first field with a mistake.
  mutating func firstMistakenField() -> Field? {
    for field in fields { check(field) }
    return fields.first { mistakes[$0] != nil && $0 != .review }
  }

  /// Takes the evidence as read anew; rows that are others than before are chosen among again.
  mutating func take(_ dossier: Dossier) {
    item = dossier.item
    guard dossier.matches != matches, verdict == .happened || verdict == .didNotHappen else {
      return
    }
    matches = dossier.matches
    if choice != nil {
      choice = nil
      mistakes[.match] = matches.isEmpty ? nil : "The rows changed meanwhile; choose again."
    }
    if matches.isEmpty, field == .match { field = .evidence }
  }

  /// The ruling that the form stands for.
  package var ruling: Ruling {
    guard verdict == .happened else {
      return .didNotHappen(noneOfThem: !matches.isEmpty, despiteGap: item.gap != nil)
    }
    guard case .row(let index) = choice, matches.indices.contains(index) else {
      return .happened(refundID: nil)
    }
    return .happened(refundID: matches[index].id)
  }

  /// What was stated as gone back; `nil` where it cannot be read.
  package var money: Money? { currency.flatMap { try? readAmount(in: $0).get() } }

  /// The currency of what is stated; `nil` where no decision tells it.
  private var currency: Currency? { item.intent?.amount.currency ?? item.currency }

  private func readAmount(in currency: Currency) -> Result<Money, AmountMistake> {
    verdict == .release
      ? TypedAmount.total(amount.text, currency: currency)
      : TypedAmount.parse(amount.text, currency: currency, remaining: nil)
  }

  /// What the person says that a finding was; `nil` where the form is about something else, or is not filled.
  package var answer: FindingAnswer? {
    switch verdict {
    case .ours: .ours
    case .notThisOne: .notThisOne
    case .elsewhere:
      money.map { money in
        .elsewhere(
          amount: money, who: who.text.trimmingSpaces,
          refundID: refundID.isEmpty ? nil : ForeignText(refundID.text.trimmingSpaces))
      }
    case .happened, .didNotHappen, .release: nil
    }
  }

  private mutating func check(_ field: Field) {
    switch field {
    case .match:
      mistakes[.match] =
        choice == nil ? "Choose with ← → which of them it was, or none of them." : nil
    case .amount: mistakes[.amount] = amountMistake
    case .who:
      mistakes[.who] = who.isWritten ? nil : "Say who made it: a name, a team, the provider."
    case .refundID: mistakes[.refundID] = nil
    case .evidence: mistakes[.evidence] = evidenceMistake
    case .review: break
    }
  }

  private var amountMistake: SafeText? {
    guard let currency else { return "Its currency is not known; open the payment first." }
    if amount.isEmpty {
      return verdict == .release
        ? "Say how much went back of this payment in all; 0 for nothing."
        : "Say how much was refunded elsewhere."
    }
    switch readAmount(in: currency) {
    case .success: return nil
    case .failure(let mistake): return mistake.sentence
    }
  }

  private var evidenceMistake: SafeText? {
    if looksLikeCardNumber(evidence.text) { return ActionRefusal.cardNumber.sentence }
    return evidence.isWritten
      ? nil : "Say what you saw and where, so that another person can check it."
  }
}

extension RulingFormModel.Field {
  /// The line that is typed into; `nil` where something is chosen or pressed.
  package var line: WritableKeyPath<RulingFormModel, LineEditor>? {
    switch self {
    case .amount: \.amount
    case .who: \.who
    case .refundID: \.refundID
    case .evidence: \.evidence
    case .match, .review: nil
    }
  }
}

extension LineEditor {
  /// Whether there is a word in it.
  fileprivate var isWritten: Bool { text.contains { $0.isLetter || $0.isNumber } }
}
