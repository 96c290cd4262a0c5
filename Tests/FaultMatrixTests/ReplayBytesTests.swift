import DeskBench
import Foundation
import Journal
import Payments
import ProviderClient
import Synchronization
import Testing
import TextSafety
import TilldeskCrypto

@testable import SupportDesk

/// A request is built once; what goes out later is read back from the journal, byte for byte (I2).
struct ReplayBytesTests {
  private static let replays = 50
  private static let secretText = "sk_test_example_only"

  @Test(.timeLimit(.minutes(2)), arguments: IntentKind.allCases)
  func `fifty replays have one body, one key, and signatures of their own`(
    kind: IntentKind
  ) async throws {
    let clock = TestClock()
    let wire = Wire(clock: clock)
    let provider = try neroPay(wire, clock)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "journal.sqlite").path
    let journal = try Journal(
      path: path, owner: OwnerLock(besideJournal: path, process: 1, random: .system),
      random: .system)
    let intent = try prepared(kind, by: provider, in: journal, at: clock.now)

    for attempt in 1...Self.replays {
      // Each attempt is as late as can be: from the record, at another time.
      clock.advance(milliseconds: 1000)
      let write = PreparedWrite(try #require(try journal.write(of: intent.id)), for: intent)
      let sealed = try provider.seal(write)
      let stored = StoredAttempt(sealed)
      let number = try journal.beginAttempt(intent.id, sealed: stored, at: clock.now)
      #expect(number == attempt)
      let reply = await provider.send(sealed, for: write, through: .open).reply()
      _ = try journal.record(
        StoredAnswer(reply), attempt: number, of: intent.id,
        event: attempt == 1 ? .outcomeLost : nil, settlement: Settlement(reply, at: clock.now),
        at: clock.now)
    }
    try check(wire.requests, kind: kind, since: clock)
    #expect(try journal.intent(intent.id)?.state == .unknown)
  }

  // MARK: - Helpers

  private func check(_ requests: [HTTPRequest], kind: IntentKind, since clock: TestClock) throws {
    let secret = try Secret(text: Self.secretText)
    try #require(requests.count == Self.replays)
    #expect(Set(requests.map(\.body)).count == 1)
    #expect(Set(requests.map { $0["Idempotency-Key"] }).count == 1)
    #expect(Set(requests.map(\.url)).count == 1)
    #expect(
      requests[0].body
        == Array((kind == .cancel ? "{}" : #"{"amount":5.00,"reason":"parcel lost"}"#).utf8))
    #expect(Set(requests.map { $0["X-NeroPay-Timestamp"] }).count == Self.replays)
    for request in requests {
      let timestamp = try #require(request["X-NeroPay-Timestamp"])
      let expected = HMACSHA256.hex(
        key: secret, message: Array("\(timestamp).".utf8) + request.body)
      #expect(request["X-NeroPay-Signature"] == expected)
    }
  }

  private func neroPay(_ wire: Wire, _ clock: TestClock) throws -> any PaymentProvider {
    try ProviderCatalogue.standard.make(
      account: ProviderAccount(
        provider: ProviderName(rawValue: "neropay"), baseURL: "https://eu.neropay.app/v2",
        secret: try Secret(text: Self.secretText)),
      transport: wire, clock: { clock.now }, random: .system)
  }

  /// A decision on a payment of 15.99, made durable.
  private func prepared(
    _ kind: IntentKind, by provider: any PaymentProvider, in journal: Journal, at time: Instant
  ) throws -> Intent {
    let paid = Money(minor: 1599, currency: .gbp)
    let payment = Transaction(
      key: PaymentKey(account: provider.identity, id: TransactionID("6636598")),
      reference: "NP-ORDER1001", kind: .payment, status: kind == .refund ? .paid : .pending,
      providerStatus: kind == .refund ? "succeeded" : "pending", amount: QuotedAmount(paid),
      created: nil)
    let id = try #require(IntentID("0123456789abcdef0123456789abcdef"))
    let amount = kind == .refund ? Money(minor: 500, currency: .gbp) : paid
    let write =
      switch kind {
      case .refund:
        try provider.prepareRefund(
          RefundOrder(
            transaction: payment, amount: amount, reason: "parcel lost", intent: id,
            idempotencyKey: IdempotencyKey(of: id)))
      case .cancel:
        try provider.prepareCancel(
          CancelOrder(
            transaction: payment, intent: id, idempotencyKey: IdempotencyKey(of: id)))
      }
    let intent = Intent(
      id: id, kind: kind, key: payment.key, account: try #require(AccountName("uk-store")),
      mode: .live, amount: amount, reason: "parcel lost", note: "", ticket: "",
      actor: Actor("amina"), seen: PaymentFingerprint(payment, refunds: []), decisionToken: nil,
      retryOf: nil, state: .prepared, created: time, updated: time)
    return try journal.prepare(intent, write: StoredWrite(write), at: time)
  }
}

/// A network that takes every request and never answers.
private final class Wire: HTTPTransport {
  private let clock: TestClock
  private let sent = Mutex<[HTTPRequest]>([])

  init(clock: TestClock) { self.clock = clock }

  /// Every request so far.
  var requests: [HTTPRequest] { sent.withLock { $0 } }

  func read(_ request: HTTPRequest) async -> HTTPReply { take(request) }

  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    take(request)
  }

  private func take(_ request: HTTPRequest) -> HTTPReply {
    sent.withLock { $0.append(request) }
    return HTTPReply(
      connected: true, status: nil, headers: [:], body: [], failure: .timeout(seconds: 30),
      started: clock.now, ended: clock.now)
  }
}

extension HTTPRequest {
  /// The value of a header.
  fileprivate subscript(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}
