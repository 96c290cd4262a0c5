package import Payments
package import SupportDesk
import TextSafety

extension RefundFormModel {
  /// What remains of the payment; `nil` when it cannot be read exactly.
  package var remaining: Remaining? { detail.ledger?.remaining }

  /// Whether nothing was typed or chosen yet, so that there is nothing to keep.
  package var isPristine: Bool {
    amount.isEmpty && ticket.isEmpty && note.isEmpty
      && (reason.isEmpty || reason.text == Self.reasons[0])
  }

  /// The amount, where what was typed is one.
  package var money: Money? {
    if case .success(let money) = typedAmount { money } else { nil }
  }

  /// The line being typed; `nil` on a button.
  package var editor: LineEditor? { field.line.map { self[keyPath: $0] } }

  // MARK: - Typing

  /// Changes the line of the current field; nothing happens on a button.
  mutating func edit(_ change: (inout LineEditor) -> Void) {
    guard let line = field.line else { return }
    let before = self[keyPath: line].text
    change(&self[keyPath: line])
    guard self[keyPath: line].text != before else { return }
    // What is under review is no longer what stands here.
    reviewSerial = nil
    mistakes[.review] = nil
    check(field)
  }

  /// Types a character; the first one typed over an offered reason begins a reason of the agent's
  /// own.
  mutating func type(_ character: Character) {
    let replaces = field == .reason && Self.reasons.contains(reason.text)
    edit { line in
      if replaces { line.replace(with: "") }
      line.insert(character)
    }
  }

  /// Chooses the next or the previous of the offered reasons.
  mutating func choose(step: Int) {
    let count = Self.reasons.count
    let index = Self.reasons.firstIndex(of: reason.text)
    let next = index.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    edit { $0.replace(with: Self.reasons[next]) }
  }

  /// Fills in what was decided before and never sent.
  mutating func fill(from unsent: Intent) {
    amount.replace(with: unsent.amount.decimalText)
    currency = unsent.amount.currency
    if !unsent.reason.isEmpty { reason.replace(with: unsent.reason) }
    ticket.replace(with: unsent.ticket)
    note.replace(with: unsent.note)
    check(.amount)
  }

  /// Fills in all that remains; where that is not certain, says so.
  mutating func fillAll() {
    guard let remaining else { return }
    reviewSerial = nil
    mistakes[.review] = nil
    switch parse(TypedAmount.everything, left: remaining) {
    case .success(let money):
      amount.replace(with: money.decimalText)
      mistakes[.amount] = nil
    case .failure(let mistake): mistakes[.amount] = mistake.sentence
    }
  }

  // MARK: - Fields

  /// Goes to a field, leaving the current one in its final form: `12.3` becomes `12.30`, `dup`
  /// `duplicate`.
  mutating func go(to next: Field) {
    settle(field)
    field = next
  }

  /// Goes to the next or the previous field, round the ends.
  mutating func goToField(step: Int) {
    let fields = Field.allCases
    let index = fields.firstIndex(of: field) ?? 0
    go(to: fields[(index + step + fields.count) % fields.count])
  }

  /// Enter in a field of text: goes on, past the button that would overwrite a typed amount.
  mutating func accept() {
    switch field {
    case .amount:
      check(.amount)
      guard mistakes[.amount] == nil else { return }
      go(to: amount.isEmpty ? .all : .reason)
    case .all: go(to: .reason)
    case .reason: go(to: .ticket)
    case .ticket: go(to: .note)
    case .note, .review: go(to: .review)
    }
  }

  private mutating func settle(_ field: Field) {
    switch field {
    case .amount:
      if let money { amount.replace(with: money.decimalText) }
    case .reason:
      let typed = reason.text.trimmingSpaces.lowercased()
      let matches = Self.reasons.filter { $0.hasPrefix(typed) }
      if typed.isEmpty {
        reason.replace(with: Self.reasons[0])
      } else if matches.count == 1 {
        reason.replace(with: matches[0])
      }
    case .all, .ticket, .note, .review: break
    }
    check(field)
  }

  // MARK: - Checking

  /// Checks one field and keeps or clears its mistake.
  mutating func check(_ field: Field) {
    switch field {
    case .amount: mistakes[.amount] = amount.isEmpty ? nil : amountMistake
    case .reason, .ticket, .note:
      guard let line = field.line else { return }
      let isCardLike = looksLikeCardNumber(self[keyPath: line].text)
      mistakes[field] = isCardLike ? ActionRefusal.cardNumber.sentence : nil
    case .all, .review: break
    }
  }

  /// Checks everything; returns the first field with a mistake.
  mutating func firstMistakenField() -> Field? {
    for field in Field.allCases { settle(field) }
    if amount.isEmpty { mistakes[.amount] = amountMistake }
    return Field.allCases.first { mistakes[$0] != nil && $0 != .review }
  }

  private var typedAmount: Result<Money, AmountMistake>? {
    remaining.map { parse(amount.text, left: $0) }
  }

  /// Reads an amount in the currency in which the payment was seen; in another one it would be other money.
  private func parse(_ text: String, left: Remaining) -> Result<Money, AmountMistake> {
    let present = left.bound.currency
    if let currency, currency != present {
      return .failure(.otherCurrency(ForeignText(currency.code), present))
    }
    return TypedAmount.part(text, currency: present).flatMap { text in
      TypedAmount.parse(text, currency: present, left: left)
    }
  }

  private var amountMistake: SafeText? {
    switch typedAmount {
    case .success: nil
    case .failure(let mistake): mistake.sentence
    case .none: ActionRefusal.amountNotExact(detail.transaction.amount.label).sentence
    }
  }

  /// The decision that the form stands for; `nil` while the amount is none.
  package var decision: Decision? {
    guard let money else { return nil }
    return Decision(
      kind: .refund, key: detail.row.id, amount: money, reason: reason.text.trimmingSpaces,
      note: note.text.trimmingSpaces, ticket: ticket.text.trimmingSpaces, seen: detail.fingerprint)
  }
}

extension RefundFormModel.Field {
  /// Where its text is kept; `nil` for a button.
  var line: WritableKeyPath<RefundFormModel, LineEditor>? {
    switch self {
    case .amount: \.amount
    case .reason: \.reason
    case .ticket: \.ticket
    case .note: \.note
    case .all, .review: nil
    }
  }
}
