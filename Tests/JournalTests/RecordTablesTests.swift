import GRDB
import Journal
import Payments
import Testing
import TextSafety

/// I21, I25: tables that are about the whole record, and rows that cross payments, count as their events say.
struct RecordTablesTests {
  private let fixture: JournalFixture
  private let journal: Journal
  private let name = MerchantName(
    provider: Sample.identity.provider, mode: .live, origin: Sample.identity.origin,
    kind: .credential, name: "c0ffee")

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
    try journal.name(Sample.identity, [name], cause: "in use", at: Sample.start)
    try journal.rememberAccount(Sample.account, Sample.identity, mode: .live, at: Sample.start)
  }

  static let edits = [
    "UPDATE merchant_name SET merchant = 'evil'", "DELETE FROM merchant_name",
    "INSERT INTO merchant_name SELECT provider, mode, origin, kind, 'z', event, account_origin, merchant FROM merchant_name",
    "UPDATE account SET merchant = merchant || ' '", "DELETE FROM account",
    "INSERT INTO merchant_doubt VALUES ('uk-store', 1, 'other')",
    "INSERT INTO stray_tag VALUES ('neropay', 'o', 'm', 'TD-AAAAAA-AAAA', 1, NULL)",
  ]

  @Test(arguments: edits) func `an edited table decides nothing, until it is accepted`(
    sql: String
  ) throws {
    let book = try journal.merchantBook()
    let lost = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    try fixture.behindTheRules(sql)
    #expect(throws: JournalError.self) { try decide(journal) }
    guard case .damaged(_, let words) = journal.obstacle else {
      Issue.record("\(String(describing: journal.obstacle))")
      return
    }
    #expect(words.hasSuffix("differs from the events"))
    #expect(try journal.merchantBook() == book, "which merchants there are the events still say")
    let next = try fixture.journal()
    #expect(next.obstacle != nil)
    _ = try next.accept(evidence: "compared", actor: Sample.amina, at: Sample.at(20))
    #expect(throws: JournalError.openIntent(try #require(try next.intent(lost.id)))) {
      try decide(next)
    }
    #expect(try next.merchantBook() == book)
    _ = try next.verifyChain()
  }

  @Test(arguments: edits) func `who only resolves merchants meets it too`(sql: String) throws {
    let book = try journal.merchantBook()
    try fixture.behindTheRules(sql)
    let next = try fixture.journal()
    #expect(try next.merchantBook() == book)
    #expect(next.obstacle != nil)
  }

  @Test(arguments: [
    "DELETE FROM settled_refund", "UPDATE settled_refund SET refund_id = 'rf_x'",
    "UPDATE settled_refund SET event = 1",
  ])
  func `a refund that settled a decision settles no other, whatever its row says`(
    sql: String
  ) throws {
    let first = try journal.send(fixture.intent(), fixture.write())
    _ = try journal.record(
      Sample.answer(200), attempt: 1, of: first.id, event: .succeeded,
      settlement: Settlement(message: "Done.", refundID: "rf_1"), at: Sample.at(3))
    try fixture.behindTheRules(sql)
    #expect(try journal.decision(settledBy: "rf_1", at: Sample.identity)?.id == first.id)
    #expect(throws: JournalError.rowsDiffer(Sample.key)) { try decide(journal) }
    #expect(try journal.isFrozen(Sample.key))
    #expect(try journal.verifyWhole().locked == [Sample.key])
  }

  private func decide(_ journal: Journal) throws {
    _ = try journal.prepare(
      fixture.intent(minor: 100), write: fixture.write(), at: Sample.at(40))
  }
}
