package import Payments
import SupportDesk
import TextSafety

/// What was written for a ruling that was not made yet.
///
/// Only the evidence: which of the provider's rows it was is chosen anew, on what the provider says by then.
package struct RulingDraft: Hashable, Sendable {
  /// What would be decided about which matter.
  package var id: RulingFormModel.ID
  /// What people call the payment, for the sentence that says a draft is kept.
  package var reference: String
  /// The evidence as written.
  package var evidence: String
  /// When it was last changed.
  package var saved: Instant

  /// Makes a draft.
  package init(id: RulingFormModel.ID, reference: String, evidence: String, saved: Instant) {
    self.id = id
    self.reference = reference
    self.evidence = evidence
    self.saved = saved
  }

  /// Whether it is young enough to be of use; kept as long as drafts of refunds are.
  package func isCurrent(at now: Instant) -> Bool { RefundDraft.isCurrent(saved, at: now) }
}

extension RulingDraft {
  /// Takes what stands in a form; what may be a card number is never kept.
  init(_ form: RulingFormModel, at now: Instant) {
    let text = form.evidence.text
    self.init(
      id: form.id, reference: form.item.reference.text,
      evidence: looksLikeCardNumber(text) ? "" : text, saved: now)
  }
}
