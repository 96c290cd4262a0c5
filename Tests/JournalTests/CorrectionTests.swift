import GRDB
import Payments
import Testing
import TextSafety

@testable import Journal

/// What turned out otherwise, in the record: holds, answers, and that a refold agrees (I9, I27).
struct CorrectionTests {
  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  private static let moved = Finding(
    kind: .movedAnyway, effect: "rf_9", amount: Money(minor: 500, currency: .gbp))

  @Test(arguments: [
    (FindingEnd.ours, Correction?.some(.stands)), (.elsewhere, nil), (.notThisOne, nil),
  ])
  func `a finding holds the amount until a person says what it was`(
    _ end: FindingEnd, _ standing: Correction?
  ) throws {
    let done = try journal.settle(fixture.intent(), fixture.write(), as: .rejected)
    #expect(try journal.intent(done.id)?.holdsAmount == false)
    try journal.correction(
      "It moved.", on: Sample.key, intent: done.id, finding: Self.moved, actor: Journal.desk,
      at: Sample.at(9))
    let held = try #require(try journal.intent(done.id))
    #expect(held.holdsAmount)
    #expect(held.state == .rejected)
    #expect(try journal.findings().map(\.finding) == [Self.moved])
    #expect(try journal.frozenPayments().isEmpty)
    try journal.resolve(
      Self.moved, of: done.id, as: end, evidence: "seen", actor: Actor("sefa"), at: Sample.at(10))
    #expect(try journal.intent(done.id)?.correction == standing)
    #expect(try journal.findings().isEmpty)
    #expect(try journal.findings(on: Sample.key).map(\.end) == [end])
    #expect(throws: JournalError.noSuchFinding) {
      try journal.resolve(
        Self.moved, of: done.id, as: end, evidence: "seen", actor: Actor("sefa"),
        at: Sample.at(11))
    }
    #expect(try journal.verifyChain() > 0, "the events make these rows again")
  }

  @Test func `what was put aside and goes is found anew, and counts as before`() throws {
    let done = try journal.settle(fixture.intent(), fixture.write(), as: .rejected)
    for time in [Int64(9), 12] {
      try journal.correction(
        "It moved.", on: Sample.key, intent: done.id, finding: Self.moved, actor: Journal.desk,
        at: Sample.at(time))
      #expect(try journal.intent(done.id)?.correction == .disputed)
      try journal.resolve(
        Self.moved, of: done.id, as: .notThisOne, evidence: "seen", actor: Actor("sefa"),
        at: Sample.at(time + 1))
      try journal.forget(Self.moved, of: done.id, on: Sample.key, at: Sample.at(time + 2))
      #expect(try journal.findings(on: Sample.key).allSatisfy { $0.end == .passed })
      #expect(try journal.intent(done.id)?.correction == nil)
    }
    // A lock of the decision for another reason is not loosened by it.
    try journal.correction(
      "Compare.", on: Sample.key, intent: done.id, actor: Journal.desk, at: Sample.at(20))
    try journal.forget(Self.moved, of: done.id, on: Sample.key, at: Sample.at(21))
    #expect(try journal.intent(done.id)?.correction == .disputed)
    #expect(try journal.verifyChain() > 0)
  }

  @Test func `two findings hold until both are settled`() throws {
    let done = try journal.settle(fixture.intent(), fixture.write(), as: .rejected)
    let second = Finding(kind: .movedAnyway, effect: "rf_10")
    for finding in [Self.moved, second] {
      try journal.correction(
        "It moved.", on: Sample.key, intent: done.id, finding: finding, actor: Journal.desk,
        at: Sample.at(9))
    }
    for (finding, holds) in [(Self.moved, true), (second, false)] {
      try journal.resolve(
        finding, of: done.id, as: .notThisOne, evidence: "seen", actor: Actor("sefa"),
        at: Sample.at(10))
      #expect(try journal.intent(done.id)?.holdsAmount == holds)
    }
    #expect(try journal.verifyChain() > 0)
  }

  @Test func `what was made elsewhere is in the ledger from then on`() throws {
    let done = try journal.settle(fixture.intent(), fixture.write(), as: .rejected)
    try journal.correction(
      "It moved.", on: Sample.key, intent: done.id, finding: Self.moved, actor: Journal.desk,
      at: Sample.at(9))
    let external = ReportedRefund(
      id: "rf_9", amount: Money(minor: 500, currency: .gbp), time: ProviderTime(of: Sample.at(9)),
      providerStatus: "stated", progress: .succeeded, link: .exact, details: "by bola",
      statedBy: Actor("sefa"))
    try journal.resolve(
      Self.moved, of: done.id, as: .elsewhere, evidence: "seen", external: external,
      actor: Actor("sefa"), at: Sample.at(10))
    var listed = external
    listed.link = .possible
    listed.statedBy = nil
    try journal.saveKnownRefunds([listed], for: Sample.key, at: Sample.at(11))
    let known = try journal.knownRefunds(for: Sample.key)
    #expect(known.map(\.link) == [.exact], "a later list takes nothing back")
    #expect(try journal.verifyChain() > 0)
  }

  @Test func `a journal from before holds again what nobody released, as a refold of it does`()
    throws
  {
    for (number, isReleased) in [(1, true), (2, false)] {
      let key = Sample.key("old-\(number)")
      let done = try journal.settle(fixture.intent(of: key), fixture.write(), as: .succeeded)
      try journal.correction(
        "It failed later.", on: key, intent: done.id, actor: Journal.desk, at: Sample.at(9))
      guard isReleased else { continue }
      _ = try journal.change { db in
        try journal.append(
          EventDraft(kind: .released, actor: Actor("sefa"), time: Sample.at(10), key: key), db)
      }
    }
    #expect(try journal.verifyChain() > 0)
    // As the migration finds it: the events are there, and the table is new.
    try journal.change { db in
      try db.execute(sql: "DELETE FROM correction")
      for statement in Schema.aftercareStatements where statement.hasPrefix("INSERT") {
        try db.execute(sql: statement)
      }
    }
    #expect(try journal.verifyChain() > 0)
    #expect(try journal.intents(for: Sample.key("old-1")).map(\.correction) == [nil])
    #expect(try journal.intents(for: Sample.key("old-2")).map(\.correction) == [.disputed])
  }

  @Test func `a locking finding bars the payment until it is released with a total`() throws {
    let done = try journal.settle(fixture.intent(), fixture.write(), as: .rejected)
    var finding = Self.moved
    finding.locks = true
    try journal.correction(
      "It moved.", on: Sample.key, intent: done.id, finding: finding, actor: Journal.desk,
      at: Sample.at(9))
    #expect(try journal.isFrozen(Sample.key))
    try journal.release(
      "looked", on: Sample.key, total: .zero(.gbp), external: nil, actor: Actor("sefa"),
      at: Sample.at(10))
    #expect(try journal.isFrozen(Sample.key) == false)
    #expect(try journal.intent(done.id)?.holdsAmount == false)
    #expect(try journal.findings().isEmpty)
    #expect(try journal.verifyChain() > 0)
  }
}
