import Payments
import SupportDesk
import TextSafety

// Drafts of refunds and rulings on the disk, so that a crash or a dropped line takes no typing with it.

extension DeskModel {
  /// How long typing rests before the draft is written.
  static let draftRestMilliseconds = 500

  /// What was typed into the form that is open; empty without one.
  var typedTexts: [String] { layers.lazy.map(\.dialog.draftTexts).first { !$0.isEmpty } ?? [] }

  /// Asks for the draft to be written once typing rests, when an event changed what stands in the form.
  func noticeTyping(since before: [String]) -> [DeskEffect] {
    guard !before.isEmpty, !typedTexts.isEmpty, typedTexts != before else { return [] }
    return [.schedule(.draftRested, milliseconds: Self.draftRestMilliseconds)]
  }

  /// Writes what stands in the form; a decision that is recorded is the journal's from then on.
  mutating func keepDraft() -> [DeskEffect] {
    guard let form else { return ruling.map { keepDraft(of: $0) } ?? [] }
    guard !isDecisionRecorded else { return [] }
    guard !form.isPristine else { return dropDraft(of: form.detail.row.id) }
    let draft = RefundDraft(form, at: now)
    if var known = memory.remembered.drafts[draft.key] {
      known.saved = draft.saved
      guard known != draft else { return [] }
    }
    return remember(.drafted(draft))
  }

  /// Writes what stands in the form of a ruling; once it is made, its matter is over and the draft with it.
  private mutating func keepDraft(of ruling: RulingFormModel) -> [DeskEffect] {
    let draft = RulingDraft(ruling, at: now)
    guard !draft.evidence.isEmpty else { return dropDraft(of: ruling.id) }
    guard memory.remembered.rulings[draft.id]?.evidence != draft.evidence else { return [] }
    return remember(.ruling(draft))
  }

  /// Forgets the draft of a ruling, where one is kept.
  mutating func dropDraft(of id: RulingFormModel.ID) -> [DeskEffect] {
    memory.remembered.rulings[id] == nil ? [] : remember(.rulingDone(id))
  }

  /// Forgets what was written about matters that are over, as far as this desk knows of it.
  mutating func dropDrafts(except matters: Set<AttentionItem.ID>) -> [DeskEffect] {
    let over = memory.remembered.rulings.values.filter { !matters.contains($0.id.item) }
    return over.sorted { $0.saved < $1.saved }.flatMap { dropDraft(of: $0.id) }
  }

  /// Forgets the draft of a payment, where one is kept.
  mutating func dropDraft(of key: PaymentKey) -> [DeskEffect] {
    memory.remembered.drafts[key] == nil ? [] : remember(.draftDone(key))
  }

  /// The draft that a form begins with; `nil` when none is kept, it is too old, or was decided since.
  ///
  /// A decision is written before its draft is removed: when the program ends in between, the decision counts.
  func keptDraft(for read: PaymentDetail) -> RefundDraft? {
    guard let draft = memory.remembered.drafts[read.row.id], draft.isCurrent(at: now) else {
      return nil
    }
    return hasDecided(on: read) { $0.created >= draft.saved } ? nil : draft
  }

  /// The decision whose words a form begins with since it was never sent; `nil` when there is none, or another followed.
  func unsentDecision(for read: PaymentDetail) -> Intent? {
    guard let unsent = drafts.unsent[read.row.id] else { return nil }
    let hasFollower = hasDecided(on: read) { $0.id != unsent.id && $0.created >= unsent.created }
    return hasFollower ? nil : unsent
  }

  /// Whether this agent decided on a refund of the payment that is like this.
  private func hasDecided(on read: PaymentDetail, where isLater: (Intent) -> Bool) -> Bool {
    read.intents.contains { intent in
      intent.kind == .refund && intent.actor == context.actor && isLater(intent)
    }
  }

  /// Whether the decision on the confirm screen stands in the journal.
  private var isDecisionRecorded: Bool {
    switch confirm?.phase {
    case .undoable, .sending, .discarding: true
    case .settling, .ready, .preparing, .recording, .none: false
    }
  }
}
