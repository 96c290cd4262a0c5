import Foundation
import GRDB
import Host
import Journal
import Payments
import TextSafety
import TilldeskCrypto

/// A directory of its own for one test, with journals in it.
final class JournalFixture: Sendable {
  let directory: String
  let random: RandomSource

  init(seed: UInt64 = 1) throws {
    random = RandomSource.seeded(seed)
    directory =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("journal-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  var path: String { "\(directory)/journal.sqlite" }

  /// An owner lock, as a process of its own would hold it.
  func owner() throws -> OwnerLock {
    try OwnerLock(besideJournal: path, process: 4711, random: random)
  }

  /// A journal on the fixture's file.
  func journal(
    owner: OwnerLock? = nil, bootClock: BootClock = .unknown, pageLimit: Int? = nil,
    witness: WitnessPlaces? = nil, isLive: Bool = false
  ) throws -> Journal {
    try Journal(
      path: path, owner: owner ?? self.owner(), random: random, bootClock: bootClock,
      origin: EventOrigin(host: "bastion", sshClient: "10.1.2.3"),
      fileSystem: FileSystemCheck { _ in nil }, pageLimit: pageLimit, witness: witness,
      isLive: isLive)
  }

  /// A second connection, without the journal's rules of conduct.
  func raw() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Changes what no rule of the database would let through; the rules stand again afterwards.
  func behindTheRules(_ sql: String) throws {
    try raw().writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      let rules = try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      for rule in rules { try db.execute(sql: "DROP TRIGGER \(rule["name"] as String)") }
      try db.execute(sql: sql)
      for rule in rules { try db.execute(sql: rule["sql"] as String) }
    }
  }

  /// A decision; every one has an id of its own.
  func intent(
    _ kind: IntentKind = .refund, of key: PaymentKey = Sample.key, minor: Int64 = 500,
    currency: Currency = .gbp, token: String? = nil, note: String = "parcel lost",
    actor: String = "amina", retryOf: IntentID? = nil
  ) -> Intent {
    let amount = Money(minor: minor, currency: currency)
    return Intent(
      id: Sample.required(IntentID(random.hex32())), kind: kind, key: key,
      account: Sample.account, mode: .live, amount: amount, reason: "requested_by_customer",
      note: note, ticket: "5512", actor: Actor(actor),
      seen: PaymentFingerprint(Sample.transaction(key), refunds: []), decisionToken: token,
      retryOf: retryOf, state: .prepared, created: Sample.start, updated: Sample.start)
  }

  /// A request; every one has an idempotency key of its own.
  func write(keyed: Bool = true) -> StoredWrite {
    StoredWrite(
      method: "POST", origin: "https://eu.neropay.app", path: "/v2/transactions/6636598/refund",
      accountHeader: "NP6454f52b_6165", body: Array(#"{"amount":5.00}"#.utf8),
      idempotencyKey: keyed ? random.uuidV4() : nil, wireAmount: "5.00",
      credentialFingerprint: "c0ffee")
  }
}

/// Values that many tests use.
enum Sample {
  static let start = Instant(seconds: 1_776_825_431)
  static let account = required(AccountName("uk-store"))
  static let identity = AccountIdentity(
    provider: ProviderName(rawValue: "neropay"), origin: "https://eu.neropay.app",
    merchant: "NP6454f52b_6165")
  static let key = PaymentKey(account: identity, id: TransactionID("6636598"))
  static let amina = Actor("amina")

  static func key(_ id: String) -> PaymentKey {
    PaymentKey(account: identity, id: TransactionID(id))
  }

  static func at(_ seconds: Int64) -> Instant { start.adding(seconds: seconds) }

  static func transaction(_ key: PaymentKey = key, minor: Int64 = 1599) -> Transaction {
    Transaction(
      key: key, reference: "NP-ORDER1001", kind: .payment, status: .paid,
      providerStatus: "succeeded", amount: QuotedAmount(Money(minor: minor, currency: .gbp)),
      created: nil)
  }

  static func attempt(nonce: String? = nil) -> StoredAttempt {
    StoredAttempt(nonce: nonce, timestamp: at(1))
  }

  static func answer(_ status: Int?, verdict: String = "", body: String = "{}") -> StoredAnswer {
    StoredAnswer(
      connected: true, httpStatus: status, body: Array(body.utf8),
      failure: status == nil ? "timeout" : "", retryAfterSeconds: nil, started: at(1),
      ended: at(2), verdict: verdict)
  }

  static func refund(
    _ id: String?, minor: Int64 = 500, link: ReportedRefund.Link = .exact, details: String? = nil,
    progress: RefundProgress = .succeeded
  ) -> ReportedRefund {
    ReportedRefund(
      id: id.map { ForeignText($0) }, amount: Money(minor: minor, currency: .gbp), time: nil,
      providerStatus: "succeeded", progress: progress, link: link,
      details: details.map { ForeignText($0) })
  }

  /// A value that a literal above is known to give.
  static func required<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("A sample value is malformed.") }
    return value
  }
}

extension Journal {
  /// Takes a new intent as far as its first attempt on the wire.
  @discardableResult
  func send(
    _ intent: Intent, _ write: StoredWrite, at time: Instant = Sample.start
  ) throws -> Intent {
    let prepared = try prepare(intent, write: write, at: time)
    _ = try beginAttempt(prepared.id, sealed: Sample.attempt(), at: time)
    return prepared
  }

  /// Takes a new intent to a state by way of one answered attempt.
  @discardableResult
  func settle(
    _ intent: Intent, _ write: StoredWrite, as event: IntentEvent, at time: Instant = Sample.start
  ) throws -> Intent {
    try send(intent, write, at: time)
    return try record(
      Sample.answer(200), attempt: 1, of: intent.id, event: event,
      settlement: Settlement(message: "It came to \(event.rawValue)."), at: time)
  }
}
