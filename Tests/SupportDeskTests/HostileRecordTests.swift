import DeskBench
import Foundation
import GRDB
import Payments
import ProviderSandbox
import SeededRandom
import Testing
import TextSafety
import TilldeskCrypto

@testable import Journal
@testable import SupportDesk

/// Records with values that no record of ours should hold: none ends the program.
///
/// An earlier release wrote them from what a provider said, or somebody with a database tool.
struct HostileRecordTests {
  @Test func `an absurd wish to wait on record holds nothing up for ever`() async throws {
    let bench = try await TestBench()
    let intent = try await bench.prepared(minor: 100)
    let attempt = try bench.journal.beginAttempt(
      intent.id, sealed: StoredAttempt(nonce: nil, timestamp: bench.clock.now),
      at: bench.clock.now)
    let answer = StoredAnswer(
      connected: true, httpStatus: 503, body: [], failure: "", retryAfterSeconds: .max,
      started: bench.clock.now, ended: bench.clock.now, verdict: "unknown")
    _ = try bench.journal.record(
      answer, attempt: attempt, of: intent.id, event: .outcomeLost,
      settlement: Settlement(message: "No answer."), at: bench.clock.now)
    #expect(try bench.desk.attention().count == 1)
    let plan = try #require(bench.desk.plan(for: intent.id))
    #expect(plan.due <= bench.clock.now.adding(seconds: 86_400))
    _ = await bench.desk.settleDue()
    // The window of replays is over before the wish is: what follows is a look, and then a person.
    bench.clock.advance(seconds: 86_401)
    _ = await bench.desk.settleDue()
    #expect(bench.moved(.neropay, "6636598").isEmpty)
    #expect(try bench.desk.attention().count == 1)
    await bench.close()
  }

  @Test func `records bitten anywhere are refused or read, and never end the program`()
    async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.refund:close-before*1"))
    _ = try await bench.refund("uk-store", "6636598", 100)
    _ = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 300)
    _ = try await bench.refund("nz-store", "txn_abc123", 500)
    bench.clock.advance(seconds: 13)
    _ = await bench.desk.settleDue()
    let pristine = bench.scratch("pristine.sqlite")
    try Self.copy(bench.journal, to: pristine)
    var random = SeededRandom(seed: 18)
    for number in 0..<120 {
      let path = bench.scratch("bitten-\(number).sqlite")
      try FileManager.default.copyItem(atPath: pristine, toPath: path)
      try Self.bite(path, &random)
      guard let desk = try? bench.desk(onJournal: path) else { continue }
      for item in (try? desk.attention()) ?? [] {
        _ = try? desk.dossier(item.id)
        if case .intent(let id) = item.id { _ = desk.plan(for: id) }
      }
      _ = try? desk.news()
      _ = try? desk.recover()
      for row in try bench.index.search(Query(terms: [], sort: .newestFirst), limit: 5).rows {
        _ = try? desk.openLocal(row.transaction.key)
        _ = try? desk.timeline(row.transaction.key)
      }
      if number.isMultiple(of: 10) { _ = await desk.settleDue() }
      try? FileManager.default.removeItem(atPath: path)
    }
    await bench.close()
  }

  @Test func `whichever event is missing, what needs somebody is told and can be settled`()
    async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("nectar.refund:close-after*1"))
    let lost = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 300).intent
    bench.clock.advance(seconds: 120)
    _ = await bench.desk.settleDue()
    try #require(try bench.journal.intent(lost.id)?.isOpen == true)
    let pristine = bench.scratch("pristine.sqlite")
    try Self.copy(bench.journal, to: pristine)
    for sequence in 1...(try bench.journal.verifyChain()) {
      let path = bench.scratch("lacking-\(sequence).sqlite")
      try FileManager.default.copyItem(atPath: pristine, toPath: path)
      let queue = try DatabaseQueue(path: path)
      try await queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        try Self.dropTriggers(db)
        for table in ["event_text WHERE event", "event WHERE sequence"] {
          try db.execute(sql: "DELETE FROM \(table) = ?", arguments: [sequence])
        }
      }
      try queue.close()
      let desk = try bench.desk(onJournal: path)
      try desk.journal.lookForDamage(at: bench.clock.now)
      try #require(desk.journal.obstacle != nil)
      #expect(try !desk.attention().isEmpty)
      _ = try desk.journal.accept(
        evidence: "no better copy", actor: Actor("root"), at: bench.clock.now)
      let told = try desk.attention()
      #expect(told.contains { $0.key == lost.key }, "without event \(sequence): \(told)")
      for item in told { #expect(try desk.dossier(item.id) != nil, "without event \(sequence)") }
      #expect(desk.attentionCount == told.count)
      if told.contains(where: { $0.matter == .frozen }) {
        _ = try await desk.release(
          lost.key, total: Money(minor: 300, currency: lost.amount.currency), evidence: "seen there"
        )
      }
      _ = try desk.recover()
      if try desk.journal.intent(lost.id)?.isOpen == true {
        _ = try await desk.rule(lost.id, .happened(refundID: nil), evidence: "seen there")
      }
      #expect(try desk.attention().isEmpty, "without event \(sequence)")
      #expect(try desk.journal.verifyChain() > 0, "without event \(sequence)")
      try? FileManager.default.removeItem(atPath: path)
    }
    await bench.close()
  }

  @Test(arguments: 1...3)
  func `events that are gone from the end with their texts left can be accepted`(
    _ count: Int
  ) async throws {
    let bench = try await TestBench()
    let done = try await bench.refund("uk-store", "6636598", 300).intent
    let path = bench.scratch("cut.sqlite")
    try Self.copy(bench.journal, to: path)
    let queue = try DatabaseQueue(path: path)
    try await queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try Self.dropTriggers(db)
      try db.execute(
        sql: "DELETE FROM event WHERE sequence > (SELECT max(sequence) FROM event) - ?",
        arguments: [count])
    }
    try queue.close()
    let desk = try bench.desk(onJournal: path)
    try desk.journal.lookForDamage(at: bench.clock.now)
    _ = try desk.journal.accept(
      evidence: "no better copy", actor: Actor("root"), at: bench.clock.now)
    #expect(try desk.attention().contains { $0.key == done.key })
    // Where the record lost the answer, what the provider lists is looked at first.
    _ = try await desk.openLive(done.key)
    _ = try await desk.release(
      done.key, total: Money(minor: 300, currency: .gbp), evidence: "seen there")
    if try desk.journal.intent(done.id)?.isOpen == true {
      _ = try await desk.rule(done.id, .happened(refundID: nil), evidence: "seen there")
    }
    _ = try desk.journal.note(
      "called back", on: done.key, actor: Actor("root"), at: bench.clock.now)
    #expect(try desk.attention().isEmpty)
    #expect(try desk.journal.verifyChain() > 0)
    await bench.close()
  }

  // MARK: - Biting

  private static func copy(_ journal: Journal, to path: String) throws {
    try journal.queue.writeWithoutTransaction { db in
      try db.execute(sql: "VACUUM INTO ?", arguments: [path])
    }
  }

  private static let values: [DatabaseValue] = [
    Int64.max.databaseValue, Int64.min.databaseValue, Int64(-1).databaseValue,
    Int64(0).databaseValue,
    Int64(1 << 53).databaseValue, "".databaseValue, "x".databaseValue,
    "9223372036854775807".databaseValue,
    "{}".databaseValue, "[[[]]]".databaseValue, "GBP:9".databaseValue, "succeeded".databaseValue,
    "unknown".databaseValue, "prepared".databaseValue, "sending".databaseValue,
    Data([0xFF, 0]).databaseValue,
    (1e300).databaseValue, .null, String(repeating: "[", count: 2000).databaseValue,
  ]

  /// Changes a few cells, whatever the triggers say.
  private static func bite(_ path: String, _ random: inout SeededRandom) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      try dropTriggers(db)
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
      ).filter { !$0.hasPrefix("sqlite") && !$0.hasPrefix("grdb") }
      for _ in 0...random.below(3) { try bite(random.pick(tables), db, &random) }
    }
    try queue.close()
  }

  private static func dropTriggers(_ db: Database) throws {
    for name in try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    {
      try db.execute(sql: "DROP TRIGGER \"\(name)\"")
    }
  }

  private static func bite(
    _ table: String, _ db: Database, _ random: inout SeededRandom
  ) throws {
    let columns = try db.columns(in: table).map(\.name)
    let column = random.pick(columns)
    let some = try Row.fetchOne(
      db, sql: "SELECT \"\(column)\" FROM \"\(table)\" LIMIT 1 OFFSET ?",
      arguments: [random.below(6)])
    guard let before = some?[0] as DatabaseValue? else { return }
    // What a constraint of the table itself refuses is left as it is.
    try? db.execute(
      sql: "UPDATE \"\(table)\" SET \"\(column)\" = ? WHERE \"\(column)\" IS ?",
      arguments: [value(insteadOf: before, &random), before])
  }

  /// Another value, or in facts other numbers.
  private static func value(
    insteadOf before: DatabaseValue, _ random: inout SeededRandom
  ) -> DatabaseValue {
    guard case .string(let text) = before.storage, text.hasPrefix("{"), !random.oneIn(4) else {
      return random.pick(values)
    }
    var facts = Array(text.utf8)
    for _ in 0...random.below(3) {
      let start = random.below(facts.count)
      guard let first = facts[start...].firstIndex(where: { (48...57).contains($0) }) else {
        continue
      }
      let end = facts[first...].firstIndex { !(48...57).contains($0) } ?? facts.count
      let number = random.pick(["9223372036854775807", "0", "99999999999999999999", "1e300"])
      facts.replaceSubrange(first..<end, with: Array(number.utf8))
    }
    return String(decoding: facts, as: UTF8.self).databaseValue
  }
}
