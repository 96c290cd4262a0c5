import DeskBench
import Foundation
import Journal
import Payments
import ProviderClient
import SupportDesk
import Testing
import TextSafety
import TilldeskCrypto

/// A desk on one account of NeroPay whose payments, and whose lies, a test writes down.
final class NamingBench: Sendable {
  /// A payment, or an entry about one.
  struct Row: Sendable {
    let id: String
    let reference: String
    let kind: Transaction.Kind
    /// Another merchant than that of the account.
    var merchant: String?

    init(_ id: String, reference: String = "", kind: Transaction.Kind = .payment) {
      self.id = id
      self.reference = reference
      self.kind = kind
    }

    var json: String {
      let remark = kind == .payment ? "make_payment" : "refund_transaction"
      return
        #"{"id":"\#(id)","trx":"\#(reference)","status":"succeeded","amount":"15.99","currency":"GBP","remark":"\#(remark)"}"#
    }
  }

  var desk: SupportDesk { place.desk }
  /// The merchant of the account.
  let identity: AccountIdentity
  private let place: DeskBench

  /// - Parameter lies: Whether a read by id answers with the first payment, whatever was asked for.
  init(provider rows: [Row], lies: Bool = false) throws {
    let clock = TestClock()
    var account = ProviderAccount(
      provider: ProviderName(rawValue: "neropay"), baseURL: "http://127.0.0.1:9/v2",
      secret: try Secret(text: "sk_test_example_only"))
    account.options.neropayAccount = "NP1_1"
    let provider = try ProviderCatalogue.standard.make(
      account: account, transport: Shelf(rows: rows, lies: lies), clock: { clock.now },
      random: .seeded(1))
    identity = provider.identity
    place = try DeskBench(
      [SupportDesk.Connection("uk", provider)], in: BenchFolder(), clock: clock)
  }

  /// Puts a row into the index, whatever the provider says.
  func index(_ row: Row) throws {
    let account = AccountIdentity(
      provider: identity.provider, origin: identity.origin,
      merchant: row.merchant ?? identity.merchant)
    let money = Money(minor: 1599, currency: .gbp)
    try place.index.upsert(
      [
        Transaction(
          key: PaymentKey(account: account, id: TransactionID(row.id)),
          reference: ForeignText(row.reference), kind: row.kind, status: .paid,
          providerStatus: "succeeded",
          amount: QuotedAmount(text: "15.99", currencyCode: "GBP", money: money), created: nil)
      ], account: try #require(AccountName("uk")), asOf: Instant(milliseconds: 1))
  }

  /// Answers reads by id, else by reference in any case, and lists everything.
  private struct Shelf: HTTPTransport {
    let rows: [Row]
    let lies: Bool

    func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
      await read(request)
    }

    func read(_ request: HTTPRequest) async -> HTTPReply {
      let path = request.url.split(separator: "?").first.map(String.init) ?? ""
      let name = path.hasSuffix("/transactions") ? nil : path.split(separator: "/").last
      let now = Instant(milliseconds: 1_790_000_000_000)
      func reply(_ status: Int, _ body: String) -> HTTPReply {
        HTTPReply(
          connected: true, status: status, headers: [:], body: Array(body.utf8), failure: nil,
          started: now, ended: now)
      }
      guard let name else {
        return reply(
          200, #"{"success":true,"data":[\#(rows.map(\.json).joined(separator: ","))]}"#)
      }
      let wanted = String(name).removingPercentEncoding ?? ""
      let exact = rows.first { $0.id.utf8.elementsEqual(wanted.utf8) }
      let alias = rows.first { row in
        row.id.lowercased() == wanted.lowercased()
          || row.reference.lowercased() == wanted.lowercased()
      }
      guard let found = lies ? rows.first : exact ?? alias else {
        return reply(
          404,
          #"{"success":false,"error":{"code":"resource_not_found","message":"none","details":{}}}"#)
      }
      return reply(200, #"{"success":true,"data":\#(found.json)}"#)
    }
  }
}
