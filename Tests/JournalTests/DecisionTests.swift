import Journal
import Payments
import Testing
import TextSafety

struct DecisionTests {
  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  @Test func `what was prepared reads back byte for byte (I2)`() throws {
    let intent = fixture.intent(token: "t-1")
    let write = fixture.write()
    let prepared = try journal.prepare(intent, write: write, at: Sample.at(5))
    #expect(prepared.created == Sample.at(5))
    #expect(prepared.updated == Sample.at(5))
    #expect(prepared.reason == "requested_by_customer")
    #expect(prepared.note == "parcel lost")
    #expect(prepared.seen == intent.seen)
    #expect(try journal.intent(intent.id) == prepared)
    #expect(try journal.intent(decisionToken: "t-1") == prepared)
    #expect(try journal.intents(for: Sample.key) == [prepared])
    #expect(try journal.write(of: intent.id) == write)
    #expect(try journal.attempts(of: intent.id).isEmpty)
  }

  @Test func `an attempt is durable before it may be sent (I1)`() throws {
    let intent = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    let sealed = Sample.attempt(nonce: "n-1")
    #expect(try journal.beginAttempt(intent.id, sealed: sealed, at: Sample.at(1)) == 1)
    #expect(try journal.intent(intent.id)?.state == .sending)
    let attempts = try journal.attempts(of: intent.id)
    #expect(attempts.map(\.attempt) == [sealed])
    #expect(attempts.map(\.answer) == [nil])
  }

  @Test(arguments: [
    (IntentEvent.succeeded, IntentState.succeeded), (.accepted, .pending), (.rejected, .rejected),
    (.failed, .failed), (.outcomeLost, .unknown), (.notSent, .notSent),
  ])
  func `an answer and what it settles are one change`(
    event: IntentEvent, state: IntentState
  ) throws {
    let intent = try journal.send(fixture.intent(), fixture.write())
    let answer = Sample.answer(200, verdict: event.rawValue, body: "\u{0}raw")
    let remaining = ReportedRemaining(money: Money(minor: 1099, currency: .gbp), asOf: Sample.at(2))
    let settled = try journal.record(
      answer, attempt: 1, of: intent.id, event: event,
      settlement: Settlement(
        message: "Done.", refundID: "rf_1", reportedRemaining: remaining,
        knownRefunds: [Sample.refund("rf_1")]),
      at: Sample.at(2))
    #expect(settled.state == state)
    #expect(settled.updated == Sample.at(2))
    // What settles nothing is no evidence of a refund either (I23).
    let isTrusted = event != .outcomeLost && event != .notSent
    #expect(settled.refundID == (isTrusted ? "rf_1" : nil))
    #expect(settled.message == "Done.")
    #expect(settled.reportedRemaining == (isTrusted ? remaining : nil))
    #expect(try journal.attempts(of: intent.id).map(\.answer) == [answer])
    #expect(
      try journal.knownRefunds(for: Sample.key) == (isTrusted ? [Sample.refund("rf_1")] : []))
  }

  @Test func `an attempt is answered once`() throws {
    let intent = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    #expect(throws: JournalError.noOpenAttempt(1)) {
      try journal.record(
        Sample.answer(200), attempt: 1, of: intent.id, event: .succeeded,
        settlement: Settlement(message: ""), at: Sample.at(3))
    }
    #expect(throws: JournalError.noOpenAttempt(2)) {
      try journal.record(
        Sample.answer(200), attempt: 2, of: intent.id, event: .succeeded,
        settlement: Settlement(message: ""), at: Sample.at(3))
    }
  }

  @Test(arguments: IntentState.allCases.filter(\.isTerminal))
  func `nothing follows a terminal state (I9)`(state: IntentState) throws {
    let intent = try terminal(state)
    let rulings: Set<IntentEvent> = [.ruledDone, .ruledNotDone]
    let attempts: Set<IntentEvent> = [.attemptStarted, .replayed]
    for event in rulings {
      #expect(throws: JournalError.impossible(event, state)) {
        try journal.rule(
          event, on: intent.id, evidence: "seen", refundID: nil, actor: Sample.amina,
          at: Sample.at(9))
      }
    }
    for event in IntentEvent.allCases where !rulings.union(attempts).contains(event) {
      #expect(throws: JournalError.impossible(event, state)) {
        try journal.apply(
          event, to: intent.id, actor: Sample.amina, cause: "test",
          settlement: Settlement(message: ""), at: Sample.at(9))
      }
    }
    #expect(throws: JournalError.impossible(.attemptStarted, state)) {
      try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(9))
    }
    #expect(try journal.intent(intent.id) == intent)
  }

  @Test func `a refusal of a replay leaves the outcome unknown (I7)`() throws {
    let intent = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    #expect(try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(20)) == 2)
    for event in [IntentEvent.rejected, .failed, .notSent] {
      #expect(throws: JournalError.impossible(event, .unknown)) {
        try journal.record(
          Sample.answer(401), attempt: 2, of: intent.id, event: event,
          settlement: Settlement(message: ""), at: Sample.at(21))
      }
    }
    let kept = try journal.record(
      Sample.answer(401), attempt: 2, of: intent.id, event: nil,
      settlement: Settlement(message: "The replay was refused; the first may have gone through."),
      at: Sample.at(21))
    #expect(kept.state == .unknown)
    #expect(kept.updated == intent.updated)
    #expect(kept.message.hasPrefix("The replay"))
    #expect(try journal.attempts(of: intent.id).map(\.answer?.httpStatus) == [200, 401])
  }

  @Test(arguments: [true, false], [IntentEvent.rejected, .failed, .notSent])
  func `a no to a replay speaks for its own attempt, whatever its HTTP status (I22)`(
    _ isKeyed: Bool, _ event: IntentEvent
  ) throws {
    let intent = try journal.settle(
      fixture.intent(), fixture.write(keyed: isKeyed), as: .outcomeLost)
    _ = try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(20))
    for status in [200, 201, 401, 404] {
      #expect(throws: JournalError.impossible(event, .unknown)) {
        try journal.record(
          Sample.answer(status), attempt: 2, of: intent.id, event: event,
          settlement: Settlement(message: "Declined."), at: Sample.at(21))
      }
    }
    #expect(throws: JournalError.impossible(event, .unknown)) {
      try journal.apply(
        event, to: intent.id, actor: Sample.amina, cause: "read back",
        settlement: Settlement(message: "Failed."), at: Sample.at(22))
    }
    #expect(try journal.intent(intent.id)?.state == .unknown)
  }

  @Test func `a success under the same key speaks for every attempt (I22)`() throws {
    let intent = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    _ = try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(20))
    let settled = try journal.record(
      Sample.answer(200), attempt: 2, of: intent.id, event: .succeeded,
      settlement: Settlement(message: "Done."), at: Sample.at(21))
    #expect(settled.state == .succeeded)
  }

  @Test func `what came with an answer that settles nothing is nothing to go by (I23)`() throws {
    let intent = try journal.send(fixture.intent(), fixture.write())
    let told = Settlement(
      message: "Cut.", refundID: "rf_1",
      reportedRemaining: ReportedRemaining(
        money: Money(minor: 100, currency: .gbp), asOf: Sample.start),
      knownRefunds: [Sample.refund("rf_1")])
    let lost = try journal.record(
      Sample.answer(500), attempt: 1, of: intent.id, event: .outcomeLost, settlement: told,
      at: Sample.at(2))
    #expect(lost.refundID == nil)
    #expect(lost.reportedRemaining == nil)
    #expect(lost.message == "Cut.")
    #expect(try journal.knownRefunds(for: intent.key).isEmpty)
    _ = try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(20))
    let kept = try journal.record(
      Sample.answer(401), attempt: 2, of: intent.id, event: nil, settlement: told,
      at: Sample.at(21))
    #expect(kept.refundID == nil)
    #expect(try journal.decision(settledBy: "rf_1", at: Sample.identity) == nil)
  }

  @Test func `one replay is under way at a time`() throws {
    let intent = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    _ = try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(20))
    let other = try fixture.journal()
    for journal in [journal, other] {
      #expect(throws: JournalError.notOwner) {
        try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(21))
      }
    }
    #expect(throws: JournalError.notOwner) {
      try other.rule(
        .ruledDone, on: intent.id, evidence: "seen", refundID: nil, actor: Actor("sefa"),
        at: Sample.at(21))
    }
    _ = try journal.record(
      Sample.answer(nil), attempt: 2, of: intent.id, event: nil,
      settlement: Settlement(message: ""), at: Sample.at(22))
    #expect(try other.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(40)) == 3)
  }

  @Test func `at most one decision on a payment is open (I3)`() throws {
    let first = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    for kind in IntentKind.allCases {
      let second = fixture.intent(kind, minor: 300)
      #expect(throws: JournalError.openIntent(first)) {
        try journal.prepare(second, write: fixture.write(), at: Sample.at(1))
      }
      #expect(try journal.intent(second.id) == nil)
    }
    _ = try journal.prepare(
      fixture.intent(of: Sample.key("other")), write: fixture.write(), at: Sample.at(1))
  }

  @Test func `a pending refund bars another of its amount only (I3)`() throws {
    let pending = try journal.settle(fixture.intent(), fixture.write(), as: .accepted)
    #expect(throws: JournalError.sameAmountPending(pending)) {
      try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(9))
    }
    _ = try journal.settle(fixture.intent(minor: 499), fixture.write(), as: .succeeded)
    _ = try journal.apply(
      .succeeded, to: pending.id, actor: Journal.desk, cause: "poll",
      settlement: Settlement(message: "Done."), at: Sample.at(10))
    _ = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(11))
  }

  @Test func `a pending cancel bars everything (I3)`() throws {
    let pending = try journal.settle(fixture.intent(.cancel), fixture.write(), as: .accepted)
    #expect(pending.isOpen)
    #expect(throws: JournalError.openIntent(pending)) {
      try journal.prepare(fixture.intent(minor: 1), write: fixture.write(), at: Sample.at(9))
    }
  }

  @Test func `a decision token names one decision, whatever became of it (I16)`() throws {
    let first = try journal.settle(fixture.intent(token: "t-1"), fixture.write(), as: .rejected)
    #expect(throws: JournalError.decisionTokenUsed(first)) {
      try journal.prepare(
        fixture.intent(of: Sample.key("other"), token: "t-1"), write: fixture.write(),
        at: Sample.at(9))
    }
  }

  @Test func `an id or a key is never used twice (I6)`() throws {
    let write = fixture.write()
    let intent = try journal.settle(fixture.intent(), write, as: .rejected)
    #expect(throws: JournalError.duplicate) {
      try journal.prepare(fixture.intent(minor: 7), write: write, at: Sample.at(9))
    }
    #expect(throws: JournalError.duplicate) {
      var again = intent
      again.state = .prepared
      _ = try journal.prepare(again, write: fixture.write(), at: Sample.at(9))
    }
    let next = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(9))
    let lost = try journal.send(fixture.intent(of: Sample.key("b")), fixture.write())
    _ = try journal.record(
      Sample.answer(nil), attempt: 1, of: lost.id, event: .outcomeLost,
      settlement: Settlement(message: ""), at: Sample.at(10))
    _ = try journal.beginAttempt(lost.id, sealed: Sample.attempt(nonce: "n"), at: Sample.at(11))
    #expect(throws: JournalError.duplicate) {
      try journal.beginAttempt(next.id, sealed: Sample.attempt(nonce: "n"), at: Sample.at(12))
    }
  }

  @Test func `a failed decision is tried again as a new one`() throws {
    let first = try journal.settle(fixture.intent(), fixture.write(), as: .notSent)
    let again = try journal.settle(
      fixture.intent(retryOf: first.id), fixture.write(), as: .succeeded, at: Sample.at(30))
    #expect(try journal.intent(again.id)?.retryOf == first.id)
    #expect(try journal.intents(for: Sample.key).map(\.state) == [.notSent, .succeeded])
  }

  @Test func `an approval hands the decision to the process that approved`() throws {
    let intent = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    let asked = try apply(.approvalRequested, intent)
    #expect(asked.state == .awaitingApproval)
    let supervisor = try fixture.journal()
    let approved = try supervisor.apply(
      .approved, to: intent.id, actor: Actor("sefa"), cause: "approval",
      settlement: Settlement(message: "Approved."), at: Sample.at(60))
    #expect(approved.state == .prepared)
    #expect(throws: JournalError.notOwner) {
      try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(61))
    }
    #expect(
      try supervisor.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(61)) == 1)
  }

  @Test func `another process sends nothing of this one's (I10)`() throws {
    let intent = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    let other = try fixture.journal()
    #expect(throws: JournalError.notOwner) {
      try other.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(1))
    }
    #expect(throws: JournalError.notOwner) {
      try other.apply(
        .discarded, to: intent.id, actor: Sample.amina, cause: "undo",
        settlement: Settlement(message: ""), at: Sample.at(1))
    }
    #expect(try apply(.discarded, intent).state == .discarded)
  }

  @Test func `what looks like a card number is not stored`() throws {
    #expect(throws: JournalError.cardNumber) {
      try journal.prepare(
        fixture.intent(note: "card 4111 1111 1111 1111"), write: fixture.write(), at: Sample.start)
    }
    #expect(throws: JournalError.cardNumber) {
      try journal.note(
        "4111-1111-1111-1111", on: Sample.key, actor: Sample.amina, at: Sample.start)
    }
    #expect(try journal.verifyChain() == 0)
  }

  @Test func `an unknown id is told apart from silence`() throws {
    let id = fixture.intent().id
    #expect(throws: JournalError.noSuchIntent(id)) {
      try journal.beginAttempt(id, sealed: Sample.attempt(), at: Sample.start)
    }
    #expect(try journal.intent(id) == nil)
    #expect(try journal.write(of: id) == nil)
  }

  // MARK: - Helpers

  private func apply(_ event: IntentEvent, _ intent: Intent) throws -> Intent {
    try journal.apply(
      event, to: intent.id, actor: Sample.amina, cause: "test", settlement: Settlement(message: ""),
      at: Sample.at(8))
  }

  private func terminal(_ state: IntentState) throws -> Intent {
    let intent = fixture.intent()
    switch state {
    case .succeeded: return try journal.settle(intent, fixture.write(), as: .succeeded)
    case .rejected: return try journal.settle(intent, fixture.write(), as: .rejected)
    case .failed: return try journal.settle(intent, fixture.write(), as: .failed)
    case .notSent: return try journal.settle(intent, fixture.write(), as: .notSent)
    case .ruledDone, .ruledNotDone:
      _ = try journal.settle(intent, fixture.write(), as: .outcomeLost)
      let later = Sample.at(3600)
      try journal.record(
        StoredLook(providerStatus: "succeeded", hint: .nothingSeen), words: "Asked again.",
        of: intent.id, actor: Sample.amina, at: later)
      return try journal.rule(
        state == .ruledDone ? .ruledDone : .ruledNotDone, on: intent.id, evidence: "called them",
        refundID: nil, actor: Sample.amina, at: later)
    case .discarded:
      _ = try journal.prepare(intent, write: fixture.write(), at: Sample.start)
      return try apply(.discarded, intent)
    case .declined, .expired, .withdrawn:
      _ = try journal.prepare(intent, write: fixture.write(), at: Sample.start)
      _ = try apply(.approvalRequested, intent)
      return try apply(
        state == .declined ? .declined : state == .expired ? .approvalExpired : .withdrawn, intent)
    case .prepared, .awaitingApproval, .sending, .pending, .unknown, .needsHuman:
      return intent
    }
  }
}
