import GRDB
import Payments
import Testing
import TextSafety

@testable import Journal

/// One refund of the provider settles one decision (I23).
struct SettledRefundTests {
  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  @Test(arguments: [IntentEvent.succeeded, .accepted, .failed])
  func `an answer that names another decision's refund is kept, and locks the payment`(
    _ event: IntentEvent
  ) throws {
    let first = try settled(Sample.key("a"), as: .succeeded, "rf_1")
    let second = try settled(Sample.key("b"), as: event, "rf_1")
    #expect(first.state == .succeeded)
    #expect(second.state == .unknown)
    #expect(second.refundID == nil)
    #expect(second.message.contains("rf_1"))
    #expect(try journal.frozenPayments() == [Sample.key("b")])
    #expect(try journal.attempts(of: second.id).first?.answer?.httpStatus == 200)
    #expect(try journal.decision(settledBy: "rf_1", at: Sample.identity)?.id == first.id)
    #expect(try journal.verifyChain() > 0)
  }

  @Test func `a read that names it settles nothing`() throws {
    let first = try settled(Sample.key("a"), as: .succeeded, "rf_1")
    let second = try journal.settle(
      fixture.intent(of: Sample.key("b")), fixture.write(), as: .outcomeLost)
    #expect(throws: JournalError.refundTaken(first)) {
      try journal.apply(
        .succeeded, to: second.id, actor: Journal.desk, cause: "read back",
        settlement: Settlement(message: "Listed.", refundID: "rf_1"), at: Sample.at(9))
    }
    #expect(try journal.intent(second.id) == second)
  }

  @Test func `a refund that is told again of the same decision is no duplicate`() throws {
    let pending = try settled(Sample.key("a"), as: .accepted, "rf_1")
    let done = try journal.apply(
      .succeeded, to: pending.id, actor: Journal.desk, cause: "read back",
      settlement: Settlement(message: "Listed.", refundID: "rf_1"), at: Sample.at(9))
    #expect(done.state == .succeeded)
    #expect(try journal.frozenPayments().isEmpty)
  }

  @Test func `ids are compared byte for byte, and merchants apart`() throws {
    _ = try settled(Sample.key("a"), as: .succeeded, "rf_\u{E9}")
    _ = try settled(Sample.key("b"), as: .succeeded, "rf_e\u{301}")
    _ = try settled(Sample.key("c"), as: .succeeded, "RF_e\u{301}")
    let other = AccountIdentity(
      provider: Sample.identity.provider, origin: Sample.identity.origin, merchant: "another")
    _ = try settled(
      PaymentKey(account: other, id: TransactionID("d")), as: .succeeded, "rf_\u{E9}")
    #expect(try journal.frozenPayments().isEmpty)
    #expect(try journal.verifyChain() > 0)
  }

  @Test func `a refund cannot be given to another decision behind the journal's back`() throws {
    let first = try settled(Sample.key("a"), as: .succeeded, "rf_1")
    let second = try settled(Sample.key("b"), as: .succeeded, "rf_2")
    let raw = try fixture.raw()
    for statement in [
      "UPDATE settled_refund SET intent = '\(second.id.text)' WHERE intent = '\(first.id.text)'",
      "DELETE FROM settled_refund",
    ] {
      #expect(throws: DatabaseError.self) { try raw.write { try $0.execute(sql: statement) } }
    }
  }

  @Test func `a refund stays a decision's when the rows that say so are gone`() throws {
    let first = try settled(Sample.key("a"), as: .succeeded, "rf_1")
    func forget(_ change: String, rule: String) throws {
      try fixture.raw().write { db in
        let sql = try #require(
          try String.fetchOne(
            db, sql: "SELECT sql FROM sqlite_master WHERE name = ?", arguments: [rule]))
        try db.execute(sql: "DROP TRIGGER \(rule)")
        try db.execute(sql: change)
        try db.execute(sql: sql)
      }
    }
    try forget("DELETE FROM settled_refund", rule: "settled_refund_kept")
    #expect(try journal.decision(settledBy: "rf_1", at: Sample.identity)?.id == first.id)
    let lost = try journal.settle(
      fixture.intent(of: Sample.key("b")), fixture.write(), as: .outcomeLost)
    #expect(throws: JournalError.refundTaken(first)) {
      try journal.rule(
        .ruledDone, on: lost.id, evidence: "portal", refundID: "rf_1", actor: Sample.amina,
        at: Sample.at(60))
    }
    try forget("UPDATE intent SET refund_id = NULL", rule: "intent_terminal")
    #expect(try journal.decision(settledBy: "rf_1", at: Sample.identity)?.id == first.id)
    #expect(
      try journal.decision(settledBy: "rf_1", at: Sample.identity, besides: first.id) == nil)
  }

  // MARK: - Journals from before the rule

  @Test func `duplicates of earlier versions are locked, and ids nobody may trust are dropped`()
    throws
  {
    let first = try settled(Sample.key("a"), as: .succeeded, "rf_1")
    let second = try asBefore(.succeeded, Sample.key("b"), "rf_1")
    let lost = try asBefore(.outcomeLost, Sample.key("c"), "rf_9")
    let ruled = try asBefore(.outcomeLost, Sample.key("d"), "rf_8")
    _ = try journal.rule(
      .ruledDone, on: ruled.id, evidence: "seen", refundID: nil, actor: Sample.amina,
      at: Sample.at(60))
    try rewind([first.id: "rf_1", second.id: "rf_1", lost.id: "rf_9", ruled.id: "rf_8"])

    #expect(try journal.verifyChain() > 0)
    #expect(try journal.intent(second.id)?.refundID == "rf_1", "the record stays as it was")
    #expect(try journal.intent(lost.id)?.refundID == nil)
    #expect(try journal.intent(ruled.id)?.refundID == nil)
    #expect(Set(try journal.lockDuplicates(at: Sample.at(70)).map(\.id)) == [first.id, second.id])
    #expect(Set(try journal.frozenPayments()) == [Sample.key("a"), Sample.key("b")])
    #expect(try journal.lockDuplicates(at: Sample.at(71)).isEmpty)
    #expect(try journal.verifyChain() > 0)
    // A terminal state is as immutable as before.
    #expect(throws: DatabaseError.self) {
      try fixture.raw().write { db in
        try db.execute(sql: "UPDATE intent SET refund_id = 'x' WHERE state = 'succeeded'")
      }
    }
  }

  // MARK: - Helpers

  private func settled(
    _ key: PaymentKey, as event: IntentEvent, _ refundID: ForeignText
  ) throws -> Intent {
    let intent = try journal.send(fixture.intent(of: key), fixture.write())
    return try journal.record(
      Sample.answer(200), attempt: 1, of: intent.id, event: event,
      settlement: Settlement(message: "Told.", refundID: refundID), at: Sample.at(2))
  }

  /// An answer as it was recorded when any id was kept.
  private func asBefore(
    _ event: IntentEvent, _ key: PaymentKey, _ refundID: ForeignText
  ) throws -> Intent {
    let intent = try journal.send(fixture.intent(of: key), fixture.write())
    return try journal.change { db in
      let row = try journal.requireIntent(intent.id, db)
      var draft = try journal.outcome(
        event, of: row, settlement: Settlement(message: "Told."), actor: Sample.amina,
        at: Sample.at(2), db)
      journal.keep(Sample.answer(200), of: 1, in: &draft)
      draft.facts.refundID = refundID
      try journal.append(draft, db)
      return try journal.requireIntent(intent.id, db).intent
    }
  }

  /// Makes the rows those of the version before, and brings them up to date.
  private func rewind(_ ids: [IntentID: String]) throws {
    try journal.change { db in
      let rule = try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_master WHERE name = 'intent_terminal'")
      try db.execute(
        sql: """
          DROP TABLE settled_refund; DROP TABLE duplicate_refund; DROP TRIGGER intent_terminal;
          """)
      for (id, refundID) in ids {
        try db.execute(
          sql: "UPDATE intent SET refund_id = ? WHERE id = ?", arguments: [refundID, id.text])
      }
      try db.execute(sql: #require(rule))
      for statement in Schema.settledRefundStatements { try db.execute(sql: statement) }
      try Schema.settleRefundsOnRecord(db)
    }
  }
}
