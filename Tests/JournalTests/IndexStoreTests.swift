import Foundation
import GRDB
import Host
import Journal
import Payments
import Testing
import TextSafety

struct IndexStoreTests {
  private let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  private var path: String { "\(fixture.directory)/index.sqlite" }

  @Test func `the index is a file for its owner only, and keeps what it knows`() throws {
    try fill(TransactionIndex(path: path))
    let index = try TransactionIndex(path: path)
    #expect(try index.count(Sample.account) == 1)
    #expect(try index.freshness(Sample.account) == Sample.start)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test(arguments: ["DROP TABLE entry", "DROP TABLE document", "DROP TABLE freshness"])
  func `an index whose tables were taken away is made anew`(sql: String) throws {
    try fill(TransactionIndex(path: path))
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: path, configuration: configuration).write { db in
      try db.execute(sql: sql)
    }
    let index = try TransactionIndex(path: path)
    #expect(try index.count(Sample.account) == 0)
    try fill(index)
    #expect(try index.count(Sample.account) == 1)
  }

  @Test func `an older reading never replaces a newer one`() throws {
    let index = try TransactionIndex(path: ":memory:")
    var transaction = Sample.transaction()
    func read(_ status: Status, at seconds: Int64) throws -> Status? {
      transaction.status = status
      try index.upsert([transaction], account: Sample.account, asOf: Sample.at(seconds))
      return try index.transaction(Sample.key)?.transaction.status
    }
    #expect(try read(.pending, at: 10) == .pending)
    #expect(try read(.paid, at: 20) == .paid)
    #expect(try read(.pending, at: 19) == .paid)
    #expect(try read(.refunded, at: 20) == .refunded)
    #expect(try index.freshness(Sample.account) == Sample.at(20))
    #expect(try index.count(Sample.account) == 1)
    #expect(try index.search(Query(terms: [.status([.pending])]), limit: 5).total == 0)
  }

  @Test func `what changes is found by its new words and not by its old ones`() throws {
    let index = try TransactionIndex(path: ":memory:")
    try fill(index)
    var transaction = Sample.transaction()
    transaction.details = "express parcel"
    try index.upsert([transaction], account: Sample.account, asOf: Sample.at(1))
    func count(_ term: QueryTerm) throws -> Int {
      try index.search(Query(terms: [term]), limit: 5).total
    }
    #expect(try count(.text("express")) == 1)
    transaction.details = "slow parcel"
    try index.upsert([transaction], account: Sample.account, asOf: Sample.at(2))
    #expect(try count(.text("express")) == 0)
    #expect(try count(.text("slow")) == 1)
    try index.annotate(
      Sample.key, refundIDs: ["rf_1"], tickets: ["5512"], actors: [Actor("Amina")],
      states: [.unknown], refunded: .partly)
    #expect(try count(.text("5512")) == 1)
    #expect(try count(.id([TextPattern(parts: ["rf_", ""])])) == 1)
    #expect(try count(.decidedBy(["amina"])) == 1)
    #expect(try count(.marked([.outcomeUnknown])) == 1)
    #expect(try count(.refunded([.partly])) == 1)
    try index.annotate(
      Sample.key, refundIDs: [], tickets: [], actors: [], states: [], refunded: .no)
    #expect(try count(.text("5512")) == 0)
    #expect(try count(.id([TextPattern(parts: ["rf_", ""])])) == 0)
    #expect(try count(.marked([.outcomeUnknown])) == 0)
  }

  @Test func `decisions annotate a payment by themselves`() throws {
    let index = try TransactionIndex(path: ":memory:")
    try fill(index)
    var intent = fixture.intent(minor: 1599)
    intent.state = .succeeded
    intent.refundID = "rf_7"
    try index.annotate(
      Sample.key, intents: [intent], amount: Sample.transaction().amount.money, status: .paid)
    for term: QueryTerm in [
      .text("rf_7"), .text("5512"), .decidedBy(["amina"]), .refunded([.yes]),
    ] {
      #expect(try index.search(Query(terms: [term]), limit: 5).total == 1, "\(term)")
    }
  }

  @Test func `a removed account is gone`() throws {
    let index = try TransactionIndex(path: ":memory:")
    try fill(index)
    try index.remove(account: Sample.account)
    #expect(try index.count(Sample.account) == 0)
    #expect(try index.freshness(Sample.account) == nil)
    #expect(try index.search(Query(terms: [.text("order")]), limit: 5).total == 0)
    try fill(index)
    #expect(try index.search(Query(terms: [.text("order")]), limit: 5).total == 1)
  }

  @Test(arguments: ["notes", "key", "other database", "journal"])
  func `a file that is no index stays as it is`(kind: String) throws {
    switch kind {
    case "other database":
      try DatabaseQueue(path: path).write { db in try db.execute(sql: "CREATE TABLE mine (x)") }
    case "journal":
      let journal = try fixture.journal()
      try journal.note("seen", on: Sample.key, actor: Sample.amina, at: Sample.start)
      try fixture.raw().writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
      try FileManager.default.copyItem(atPath: fixture.path, toPath: path)
    default: try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: JournalError.notOurs(path)) { try TransactionIndex(path: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `an index without a mark is one of an older version`() throws {
    try fill(TransactionIndex(path: path))
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "PRAGMA application_id = 0")
    }
    #expect(try TransactionIndex(path: path).count(Sample.account) == 1)
  }

  @Test func `a damaged index of ours is replaced`() throws {
    try fill(TransactionIndex(path: path))
    try DatabaseQueue(path: path).writeWithoutTransaction { db in
      _ = try db.checkpoint(.truncate)
    }
    try overwrite(from: 100)
    let index = try TransactionIndex(path: path)
    #expect(try index.count(Sample.account) == 0)
    try fill(index)
    #expect(try index.count(Sample.account) == 1)
  }

  @Test func `an index of another shape is replaced`() throws {
    try fill(TransactionIndex(path: path))
    try DatabaseQueue(path: path).write { db in try db.execute(sql: "PRAGMA user_version = 1") }
    let index = try TransactionIndex(path: path)
    #expect(try index.count(Sample.account) == 0)
    try fill(index)
    #expect(try TransactionIndex(path: path).count(Sample.account) == 1)
  }

  @Test func `a file that breaks while it is open is replaced, and work goes on`() throws {
    let index = try TransactionIndex(path: path)
    for number in 0..<300 {
      try index.upsert(
        [Sample.transaction(Sample.key("\(number)"))], account: Sample.account, asOf: Sample.start)
    }
    try DatabaseQueue(path: path).writeWithoutTransaction { db in
      _ = try db.checkpoint(.truncate)
    }
    try overwrite(from: 100)
    // A page that is still in memory may be read well; what is written finds out.
    _ = try index.search(.everything, limit: 5)
    try fill(index)
    #expect(try index.transaction(Sample.key)?.transaction == Sample.transaction())
    #expect(try index.search(Query(terms: [.text("order1001")]), limit: 5).total >= 1)
  }

  @Test func `an index on a network file system is refused`() throws {
    #expect(throws: JournalError.networkFileSystem("nfs4", path: path)) {
      try TransactionIndex(path: path, fileSystem: FileSystemCheck { _ in "nfs4" })
    }
  }

  @Test func `several processes fill one index`() async throws {
    let indexes = try (0..<3).map { _ in try TransactionIndex(path: path) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, index) in indexes.enumerated() {
        group.addTask {
          for page in 0..<10 {
            let transactions = (0..<20).map {
              Sample.transaction(Sample.key("\(number)-\(page)-\($0)"))
            }
            try index.upsert(transactions, account: Sample.account, asOf: Sample.start)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try indexes[1].count(Sample.account) == 600)
  }

  /// Writes nonsense over the file from a byte on: the first hundred are the header.
  private func overwrite(from offset: UInt64) throws {
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    let size = try handle.seekToEnd()
    try handle.seek(toOffset: offset)
    try handle.write(contentsOf: Data(repeating: 0x5A, count: Int(size - offset)))
    try handle.close()
  }

  private func fill(_ index: TransactionIndex) throws {
    try index.upsert([Sample.transaction()], account: Sample.account, asOf: Sample.start)
  }
}
