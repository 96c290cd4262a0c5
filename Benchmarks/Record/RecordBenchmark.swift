import Foundation
import Glibc
import Journal
import Payments
import TextSafety
import TilldeskCrypto

/// What a long record costs: to open it, to decide on it and to prove it whole.
///
/// `RecordBenchmark [EVENTS]` makes a record of so many events, a million unless said otherwise, in the temporary folder.
/// Prints what it measured; judges nothing.
@main
struct RecordBenchmark {
  private static let eventsOfRefund = 3

  static func main() throws {
    let wanted = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "tilldesk-record-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "journal.sqlite").path

    let writing = try open(path)
    try report("written, each durable") {
      for number in 1...max(1, wanted / eventsOfRefund) { try refund(number, in: writing) }
    }
    let journal = try report("opened") { try open(path) }
    try report("a refund on it, recorded") { try refund(0, in: journal) }
    let before = peakKilobytes()
    let found = try report("proved whole") { try journal.verifyWhole() }
    print(
      "\(found.events) events; memory before \(before / 1024) MB, at most \(peakKilobytes() / 1024) MB"
    )
  }

  // MARK: - The record

  private static func open(_ path: String) throws -> Journal {
    try Journal(
      path: path,
      owner: OwnerLock(
        besideJournal: path, process: ProcessInfo.processInfo.processIdentifier, random: .system),
      random: .system, bootClock: .system(), origin: EventOrigin(host: "bench"))
  }

  /// One refund from its decision to its success, as the desk records it.
  private static func refund(_ number: Int, in journal: Journal) throws {
    let time = Instant(milliseconds: 1_776_825_431_000 + Int64(number) * 1000)
    let key = PaymentKey(account: identity, id: TransactionID("txn_\(number)"))
    let amount = Money(minor: 500, currency: .gbp)
    let payment = Transaction(
      key: key, reference: ForeignText("NP-ORDER\(number)"), kind: .payment, status: .paid,
      providerStatus: "succeeded", amount: QuotedAmount(Money(minor: 1599, currency: .gbp)),
      created: nil)
    guard let id = IntentID(RandomSource.system.hex32()), let account = AccountName("uk-store")
    else { preconditionFailure("The names are names.") }
    let intent = Intent(
      id: id, kind: .refund, key: key, account: account, mode: .test, amount: amount,
      reason: "requested_by_customer", note: "parcel lost", ticket: "5512",
      actor: Actor("amina"), seen: PaymentFingerprint(payment, refunds: []), decisionToken: nil,
      retryOf: nil, state: .prepared, created: time, updated: time)
    let write = StoredWrite(
      method: "POST", origin: "https://eu.neropay.app",
      path: "/v2/transactions/txn_\(number)/refund", accountHeader: "NP6454f52b_6165",
      body: Array(#"{"amount":5.00,"reason":"requested_by_customer"}"#.utf8),
      idempotencyKey: id.text, wireAmount: "5.00", credentialFingerprint: "c0ffee")
    _ = try journal.prepare(intent, write: write, at: time)
    let attempt = try journal.beginAttempt(
      id, sealed: StoredAttempt(nonce: nil, timestamp: time), at: time)
    let answer = StoredAnswer(
      connected: true, httpStatus: 200, body: Array(#"{"success":true,"data":{}}"#.utf8),
      failure: "", retryAfterSeconds: nil, started: time, ended: time, verdict: "succeeded")
    _ = try journal.record(
      answer, attempt: attempt, of: id, event: .succeeded,
      settlement: Settlement(message: "Refunded.", refundID: ForeignText("rf_\(number)")), at: time)
  }

  private static let identity = AccountIdentity(
    provider: ProviderName(rawValue: "neropay"), origin: "https://eu.neropay.app",
    merchant: "NP6454f52b_6165")

  // MARK: - Measuring

  @discardableResult
  private static func report<Value>(_ name: String, _ work: () throws -> Value) rethrows -> Value {
    let begun = ContinuousClock.now
    let worked = processorSeconds()
    let value = try work()
    let time = ContinuousClock.now - begun
    let units = Duration.UnitsFormatStyle.units(
      allowed: [.seconds, .milliseconds], fractionalPart: .show(length: 1))
    let processor = Duration.seconds(processorSeconds() - worked)
    print(
      "\(name.padding(toLength: 26, withPad: " ", startingAt: 0)) \(time.formatted(units)) (\(processor.formatted(units)) of processors)"
    )
    return value
  }

  /// What the process had of processors so far.
  private static func processorSeconds() -> Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { sum, time in
      sum + Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
  }

  /// The most memory that this process had.
  private static func peakKilobytes() -> Int {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss)
  }
}
