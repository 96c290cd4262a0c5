import Payments
package import SupportDesk
import TextSafety

extension RulingFormModel {
  /// Whether nothing was written or chosen yet, so that there is nothing to keep.
  package var isPristine: Bool { evidence.isEmpty && choice == nil }

  /// Changes the evidence; nothing happens in another field.
  mutating func edit(_ change: (inout LineEditor) -> Void) {
    guard field == .evidence else { return }
    let before = evidence.text
    change(&evidence)
    guard evidence.text != before else { return }
    mistakes[.review] = nil
    mistakes[.evidence] =
      looksLikeCardNumber(evidence.text) ? ActionRefusal.cardNumber.sentence : nil
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
    case .match: check(.match)
    case .evidence: check(.evidence)
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
    guard verdict == .happened, dossier.matches != matches else { return }
    matches = dossier.matches
    if choice != nil {
      choice = nil
      mistakes[.match] = matches.isEmpty ? nil : "The rows changed meanwhile; choose again."
    }
    if matches.isEmpty, field == .match { field = .evidence }
  }

  /// The ruling that the form stands for.
  package var ruling: Ruling {
    guard verdict == .happened else { return .didNotHappen }
    guard case .row(let index) = choice, matches.indices.contains(index) else {
      return .happened(refundID: nil)
    }
    return .happened(refundID: matches[index].id)
  }

  private mutating func check(_ field: Field) {
    switch field {
    case .match:
      mistakes[.match] =
        choice == nil ? "Choose with ← → which of them it was, or none of them." : nil
    case .evidence: mistakes[.evidence] = evidenceMistake
    case .review: break
    }
  }

  private var evidenceMistake: SafeText? {
    if looksLikeCardNumber(evidence.text) { return ActionRefusal.cardNumber.sentence }
    let isWritten = evidence.text.contains { $0.isLetter || $0.isNumber }
    return isWritten ? nil : "Say what you saw and where, so that another person can check it."
  }
}
