import Payments
import SupportDesk
import TextSafety

// Drafts of refunds on the disk, so that a crash or a dropped line takes no typing with it.

extension DeskModel {
  /// How long typing rests before the draft is written.
  static let draftRestMilliseconds = 500

  /// Asks for the draft to be written once typing rests, when an event changed what stands in the form.
  func noticeTyping(since before: [String]?) -> [DeskEffect] {
    guard let before, let form, form.texts != before else { return [] }
    return [.schedule(.draftRested, milliseconds: Self.draftRestMilliseconds)]
  }

  /// Writes what stands in the form; a decision that is recorded is the journal's from then on.
  mutating func keepDraft() -> [DeskEffect] {
    guard let form, !isDecisionRecorded else { return [] }
    guard !form.isPristine else { return dropDraft(of: form.detail.row.id) }
    let draft = RefundDraft(form, at: now)
    if var known = memory.drafts[draft.key] {
      known.saved = draft.saved
      guard known != draft else { return [] }
    }
    return remember(.drafted(draft))
  }

  /// Forgets the draft of a payment, where one is kept.
  mutating func dropDraft(of key: PaymentKey) -> [DeskEffect] {
    memory.drafts[key] == nil ? [] : remember(.draftDone(key))
  }

  /// The draft that a form begins with; `nil` when none is kept, it is too old, or was decided since.
  ///
  /// A decision is written before its draft is removed: when the program ends in between, the decision counts.
  func keptDraft(for read: PaymentDetail) -> RefundDraft? {
    guard let draft = memory.drafts[read.row.id], draft.isCurrent(at: now) else { return nil }
    return hasDecided(on: read) { $0.created >= draft.saved } ? nil : draft
  }

  /// The decision whose words a form begins with since it was never sent; `nil` when there is none, or another followed.
  func unsentDecision(for read: PaymentDetail) -> Intent? {
    guard let unsent = unsentDecisions[read.row.id] else { return nil }
    let hasFollower = hasDecided(on: read) { $0.id != unsent.id && $0.created >= unsent.created }
    return hasFollower ? nil : unsent
  }

  /// Whether this agent decided on a refund of the payment that is like this.
  private func hasDecided(on read: PaymentDetail, where isLater: (Intent) -> Bool) -> Bool {
    read.intents.contains { intent in
      intent.kind == .refund && intent.actor == context.actor && isLater(intent)
    }
  }

  /// Takes away what was typed into the form, and the draft with it.
  mutating func clearForm() -> [DeskEffect] {
    guard let form else {
      return editForm { $0.replace(with: "") }
    }
    drafts[form.detail.row.id] = nil
    changeForm { $0.clear() }
    return dropDraft(of: form.detail.row.id) + explain("Cleared; nothing of it is kept.")
  }

  /// Whether the decision on the confirm screen stands in the journal.
  private var isDecisionRecorded: Bool {
    switch confirm?.phase {
    case .undoable, .sending, .discarding: true
    case .settling, .ready, .preparing, .recording, .none: false
    }
  }
}
