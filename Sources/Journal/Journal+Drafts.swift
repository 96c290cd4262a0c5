import GRDB
import Payments

extension Journal {
  /// The event of a new intent: everything that stands before any network use.
  func preparation(of intent: Intent, write: StoredWrite, claim: ClaimNames?) -> EventDraft {
    var draft = EventDraft(
      kind: .prepared, actor: intent.actor, time: intent.created, key: intent.key,
      intent: intent.id, cause: "confirmed", result: .prepared)
    var request = write
    request.body = []
    draft.facts.intent = intent.withoutText
    draft.facts.write = request
    draft.facts.decisionHash = DecisionHash.of(intent, write)
    draft.texts.put(intent.reason, as: .reason)
    draft.texts.put(intent.note, as: .note)
    draft.texts.put(intent.ticket, as: .ticket)
    draft.texts.put(intent.message, as: .message)
    draft.texts.put(write.body, as: .body)
    draft.texts.put(claim?.reference ?? "", as: .reference)
    draft.texts.put(claim?.customer ?? "", as: .customer)
    return draft
  }

  /// A transition; the row changes only if state and owner are still those that were read.
  func step(
    _ event: IntentEvent, of row: IntentRow, to result: IntentState, actor: Actor, at time: Instant
  ) -> EventDraft {
    var draft = EventDraft(
      kind: .intent(event), actor: actor, time: time, key: row.intent.key, intent: row.intent.id,
      result: result)
    draft.facts.formerOwner = row.owner
    return draft
  }

  /// A transition, or an answer alone, with what is known after it.
  func outcome(
    _ event: IntentEvent?, of row: IntentRow, settlement: Settlement, actor: Actor,
    at time: Instant, _ db: Database
  ) throws -> EventDraft {
    var draft: EventDraft
    if let event {
      guard let result = row.intent.state.after(event) else {
        throw JournalError.impossible(event, row.intent.state)
      }
      draft = step(event, of: row, to: result, actor: actor, at: time)
    } else {
      draft = EventDraft(
        kind: .answered, actor: actor, time: time, key: row.intent.key, intent: row.intent.id)
    }
    draft.texts.put(settlement.message, as: .message)
    // Of what settles nothing only the words are kept (I23).
    guard event?.isEvidence ?? false else { return draft }
    draft.facts.refundID = settlement.refundID
    draft.facts.remaining = settlement.reportedRemaining
    if !settlement.knownRefunds.isEmpty {
      let known = try KnownRefunds.fetch(row.intent.key, db)
      try draft.put(KnownRefunds.merge(settlement.knownRefunds, into: known, looked: false))
    }
    return draft
  }
}

extension Journal {
  /// Puts an answer into the event that it brings about; its body stands beside the chain.
  func keep(_ answer: StoredAnswer, of attempt: Int, in draft: inout EventDraft) {
    draft.attempt = attempt
    draft.cause = "answer"
    var kept = answer
    kept.body = []
    draft.facts.answer = kept
    draft.texts.put(answer.body, as: .answer)
  }
}

extension EventDraft {
  /// Puts the list of known refunds in, its free text beside it.
  mutating func put(_ refunds: [ReportedRefund]) throws {
    let split = try KnownRefunds.split(refunds)
    facts.refunds = split.facts
    texts.put(split.details, as: .details)
  }
}
