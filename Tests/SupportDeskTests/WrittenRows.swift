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

  /// - Parameter provider: `aiic`, of which every row is one of a query, `nectar`, of which the first is the payment, or
  ///   `neropay`, of which the others are its list.
  init(_ provider: String) throws {
    let clock = clock
    shelf = Shelf(provider, clock: clock)
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

  /// What the provider answers to a refund from now on; `nil` where the answer is lost.
  func answer(_ answer: (status: Int, body: String)?) { shelf.answer.withLock { $0 = answer } }

  /// No connection stands for the next refund, so that nothing of it leaves.
  func withhold() { shelf.isWithheld.withLock { $0 = true } }

  /// Whether payments cannot be read from now on.
  func hide(_ isHidden: Bool) { shelf.isHidden.withLock { $0 = isHidden } }

  /// The `Age` that a cache gives with every read from now on; `nil` where none is on the way.
  func cache(_ age: String?) { shelf.age.withLock { $0 = age } }

  /// How many writes have left.
  var sent: Int { shelf.sent.withLock(\.self) }

  /// What the provider answers to every read from now on; `nil` where what was written down counts.
  func answerReads(_ answer: (status: Int, body: String)?) {
    shelf.readAnswer.withLock { $0 = answer }
  }

  /// What the provider calls its merchant from now on.
  func call(_ merchant: String) { shelf.merchant.withLock { $0 = merchant } }

  /// What carries requests to the provider.
  var transport: any HTTPTransport { shelf }

  /// A refund whose answer is lost, where none was written down; its end is not known then.
  func lostRefund(of id: String, minor: Int64, another: Bool = false) async throws -> Intent {
    try await desk.send(try await prepared(of: id, minor: minor, another: another).id).intent
  }

  /// A refund that is on record and not sent yet.
  func prepared(of id: String, minor: Int64, another: Bool = false) async throws -> Intent {
    let detail = try await open(id)
    let paid = try #require(detail.ledger?.paid)
    let review = try await desk.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: minor, currency: paid.currency),
        seen: detail.fingerprint, another: another))
    return try desk.prepare(review)
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
    let answer = Mutex<(status: Int, body: String)?>(nil)
    let readAnswer = Mutex<(status: Int, body: String)?>(nil)
    let merchant = Mutex("NP1")
    let isWithheld = Mutex(false)
    let isHidden = Mutex(false)
    let age = Mutex<String?>(nil)
    let sent = Mutex(0)
    let provider: String
    let clock: TestClock

    init(_ provider: String, clock: TestClock) {
      self.provider = provider
      self.clock = clock
    }

    /// What is sent arrives; its answer is lost where none was written down.
    func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
      guard !isWithheld.withLock({ $0 }), await gate.isOpen() else {
        return .withheld(started: clock.now, ended: clock.now)
      }
      sent.withLock { $0 += 1 }
      if let answer = answer.withLock({ $0 }) { return reply(answer.status, answer.body) }
      return HTTPReply(
        connected: true, status: nil, headers: [:], body: [], failure: .brokenOff("lost"),
        started: clock.now,
        ended: clock.now)
    }

    func read(_ request: HTTPRequest) async -> HTTPReply {
      var reply = answered(request)
      reply.headers["age"] = age.withLock { $0 }
      return reply
    }

    private func answered(_ request: HTTPRequest) -> HTTPReply {
      asked.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
      if let answer = readAnswer.withLock({ $0 }) { return reply(answer.status, answer.body) }
      let pagination = pagination.withLock { $0 }
      let rows = rows.withLock { $0 }
      switch provider {
      case "nectar":
        return reply(
          200, #"{"status":200,"message":"ok","data":\#(rows.first ?? "{}"),"errors":[]}"#)
      case "neropay": return neroPay(request, rows)
      default:
        return reply(
          200,
          #"{"success":true,"transactions":[\#(rows.joined(separator: ","))],"pagination":{\#(pagination)}}"#
        )
      }
    }

    private func neroPay(_ request: HTTPRequest, _ rows: [String]) -> HTTPReply {
      let path = request.url.prefix { $0 != "?" }
      if path.hasSuffix("/account") {
        let merchant = merchant.withLock { $0 }
        return reply(200, #"{"success":true,"data":{"account_id":"\#(merchant)","name":"x"}}"#)
      }
      if path.hasSuffix("/transactions") {
        let isFirst = !request.url.contains("page=") || request.url.contains("page=1")
        let list = isFirst ? rows.dropFirst().joined(separator: ",") : ""
        return reply(200, #"{"success":true,"data":[\#(list)]}"#)
      }
      guard !isHidden.withLock({ $0 }) else { return reply(503, "busy") }
      guard let payment = rows.first else {
        return reply(
          404, #"{"success":false,"error":{"code":"resource_not_found","message":"no"}}"#)
      }
      return reply(200, #"{"success":true,"data":\#(payment)}"#)
    }

    private func reply(_ status: Int, _ body: String) -> HTTPReply {
      HTTPReply(
        connected: true, status: status, headers: [:], body: Array(body.utf8), failure: nil,
        started: clock.now, ended: clock.now)
    }
  }
}
