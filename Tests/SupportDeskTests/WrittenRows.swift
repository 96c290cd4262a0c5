import DeskBench
import Foundation
import Journal
import Payments
import ProviderClient
import SupportDesk
import Synchronization
import Testing
import TextSafety
import TilldeskCrypto

/// A desk on one account whose provider answers what a test writes down.
final class WrittenRows: Sendable {
  var desk: SupportDesk { place.desk }
  var journal: Journal { place.journal }
  let identity: AccountIdentity
  let clock = TestClock()
  private let shelf: Shelf
  private let place: DeskBench

  /// - Parameter provider: `aiic`, of which every row is one of a query, or `nectar`, of which the first is the payment.
  init(_ provider: String) throws {
    let clock = clock
    shelf = Shelf(isNectar: provider == "nectar", clock: clock)
    var account = ProviderAccount(
      provider: ProviderName(rawValue: provider), baseURL: "http://127.0.0.1:9/v1",
      secret: try Secret(text: provider == "aiic" ? Self.seed : "key_test_example_only"))
    if provider == "aiic" { account.options.amountUnit = .minor }
    let made = try ProviderCatalogue.standard.make(
      account: account, transport: shelf, clock: { clock.now }, random: .seeded(1))
    identity = made.identity
    place = try DeskBench(
      [SupportDesk.Connection("store", made)], in: BenchFolder(), clock: clock)
  }

  /// What the provider answers from now on.
  func write(_ rows: [String], pagination: String = #""hasNext":false"#) {
    shelf.rows.withLock { $0 = rows }
    shelf.pagination.withLock { $0 = pagination }
  }

  /// The bodies of what was asked for, in order.
  var asked: [String] { shelf.asked.withLock(\.self) }

  /// A refund whose answer is lost; its end is not known.
  func lostRefund(of id: String, minor: Int64) async throws -> Intent {
    let detail = try await open(id)
    let paid = try #require(detail.ledger?.paid)
    let review = try await desk.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: minor, currency: paid.currency),
        seen: detail.fingerprint))
    return try await desk.send(try desk.prepare(review).id).intent
  }

  /// A payment read live.
  func open(_ id: String) async throws -> PaymentDetail {
    try await desk.openLive(PaymentKey(account: identity, id: TransactionID(id)))
  }

  private static let seed = Data(repeating: 7, count: 32).base64EncodedString()

  private final class Shelf: HTTPTransport {
    let rows = Mutex<[String]>([])
    let pagination = Mutex(#""hasNext":false"#)
    let asked = Mutex<[String]>([])
    let isNectar: Bool
    let clock: TestClock

    init(isNectar: Bool, clock: TestClock) {
      self.isNectar = isNectar
      self.clock = clock
    }

    /// What is sent arrives, and its answer is lost.
    func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
      guard await gate.isOpen() else {
        return .withheld(started: clock.now, ended: clock.now)
      }
      return HTTPReply(
        connected: true, status: nil, headers: [:], body: [], failure: .brokenOff("lost"),
        started: clock.now,
        ended: clock.now)
    }

    func read(_ request: HTTPRequest) async -> HTTPReply {
      asked.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
      let pagination = pagination.withLock { $0 }
      let now = clock.now
      let rows = rows.withLock { $0 }
      let body =
        isNectar
        ? #"{"status":200,"message":"ok","data":\#(rows.first ?? "{}"),"errors":[]}"#
        : #"{"success":true,"transactions":[\#(rows.joined(separator: ","))],"pagination":{\#(pagination)}}"#
      return HTTPReply(
        connected: true, status: 200, headers: [:], body: Array(body.utf8), failure: nil,
        started: now, ended: now)
    }
  }
}
