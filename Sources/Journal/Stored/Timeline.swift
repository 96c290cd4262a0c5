import GRDB
package import Payments
package import TextSafety

/// One line of a payment's history: who did what when, and what came of it.
package struct TimelineEvent: Hashable, Sendable, Identifiable {
  /// The event's place in the journal.
  package let sequence: Int64
  /// When it was recorded, by the wall clock.
  package let time: Instant
  /// Who did it.
  package let actor: Actor
  /// Where: the host, and the connection.
  package let origin: ForeignText
  /// The decision; `nil` when the event is about the payment alone.
  package let intent: IntentID?
  /// What the decision asks for; `nil` as above.
  package let intentKind: IntentKind?
  /// Its amount; `nil` as above.
  package let amount: Money?
  /// The attempt, from 1; `nil` when the event is about none.
  package let attempt: Int?
  /// What happened.
  package let kind: EventKind
  /// The state of the decision afterwards; `nil` where it did not change.
  package let state: IntentState?
  /// What the event rests on: `answer`, `poll`, `ruling`; empty when that is plain.
  package let cause: SafeText
  /// The provider's id of the refund, where the event made it known.
  package let refundID: ForeignText?
  /// The HTTP status of an answer; `nil` when there was none.
  package let httpStatus: Int?
  /// Whether it froze the payment.
  package let isFreeze: Bool
  /// The words that go with it: a note, a message; empty when there are none, or once erased.
  package let words: SafeText

  /// The event's place in the journal.
  package var id: Int64 { sequence }
}

extension Journal {
  /// Everything that was recorded about a payment, in order.
  package func timeline(for key: PaymentKey) throws(JournalError) -> [TimelineEvent] {
    try read { db in
      let log = EventLog(db: db)
      let intents = try IntentRow.fetchAll(db, "WHERE \(Columns.isKey)", Columns.values(key))
        .reduce(into: [IntentID: Intent]()) { $0[$1.intent.id] = $1.intent }
      return try log.events(of: key).map { event in
        let facts = try? EventFacts(json: event.facts)
        var texts = try log.texts(of: event.sequence)
        if facts == nil {
          texts.put("What was recorded here cannot be read any more.", as: .message)
        }
        return TimelineEvent(
          event, facts: facts ?? EventFacts(), texts: texts,
          intent: event.intent.flatMap { intents[$0] })
      }
    }
  }
}

extension TimelineEvent {
  fileprivate init(_ event: EventRecord, facts: EventFacts, texts: EventTexts, intent: Intent?) {
    sequence = event.sequence
    time = event.time
    actor = event.actor
    origin = ForeignText(event.origin)
    self.intent = event.intent
    intentKind = intent?.kind
    amount = intent?.amount
    attempt = event.attempt
    kind = event.kind
    state = event.result
    cause = SafeText(sanitizing: event.cause)
    refundID = facts.refundID
    httpStatus = facts.answer?.httpStatus
    isFreeze = event.kind == .corrected && facts.finding?.locks ?? true
    words = texts.words(of: event.kind)
  }

  /// What happened in a few words: `refund of 5.00 GBP prepared`, `attempt 1 started`.
  package var title: SafeText {
    switch kind {
    case .prepared:
      "\(decision) confirmed and recorded\(isDespiteDispute ? " despite the dispute" : "")"
    case .intent(let event): title(event)
    case .answered: "attempt \(attempt ?? 0) answered; that settles nothing"
    case .looked: "asked the provider again"
    case .noted(.note): "note"
    case .noted(.disputeHeld): "held for a dispute of the bank"
    case .noted(.disputeLifted): "no longer held for the dispute"
    case .corrected: isFreeze ? "correction: the payment is frozen" : "correction: not as recorded"
    case .resolved: "correction settled"
    case .released: "released"
    case .refundsSeen: "the provider tells of refunds"
    case .accountRemembered: "account remembered"
    case .accountConfirmed: "account confirmed"
    case .merchantNamed: "merchant named"
    case .merchantDoubted: "the provider names another merchant"
    case .tagFound: "a tag that no decision here has"
    case .erased: "free text erased"
    case .recordAccepted: "the record was accepted as it is"
    case .signaturesErased: "signatures of older versions erased"
    }
  }

  private func title(_ event: IntentEvent) -> SafeText {
    switch event {
    case .approvalRequested: "\(decision) asks for approval"
    case .approved: "\(decision) approved"
    case .declined: "\(decision) declined"
    case .approvalExpired: "\(decision) not approved in time"
    case .withdrawn: "\(decision) withdrawn"
    case .discarded: "\(decision) not sent"
    case .attemptStarted: "attempt \(attempt ?? 1) started"
    case .notSent: "\(decision) not sent: no connection"
    case .succeeded: "\(decision) succeeded"
    case .accepted: "\(decision) accepted, not final"
    case .rejected: "\(decision) rejected"
    case .failed: "\(decision) failed"
    case .outcomeLost: "\(decision): outcome unknown"
    case .replayed: "attempt \(attempt ?? 0): the same bytes under the same key"
    case .checksExhausted: "\(decision): needs a person"
    case .ruledDone: "\(decision) ruled done"
    case .ruledNotDone: "\(decision) ruled not done"
    }
  }

  private var decision: SafeText {
    switch intentKind {
    case .refund: amount.map { "refund of \($0.text)" } ?? "refund"
    case .cancel: "cancel"
    case nil: "decision"
    }
  }
}
