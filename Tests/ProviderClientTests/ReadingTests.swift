import Payments
import ProviderClient
import Testing
import TextSafety

/// Replies to reads: the samples of the documents, and what else is accepted or refused.
struct ReadingTests {
  static let neroList = """
    {"success":true,"data":[
     {"id":6636598,"trx":"NP-ORDER1001","status":"succeeded","amount":"15.99","currency":"GBP","created_at":"2026-04-22T02:37:11Z"},
     {"id":6636599,"trx":"NP-ORDER1002","status":"pending","amount":"9.99","currency":"GBP","created_at":"2026-04-22T03:10:11Z"}]}
    """

  static let neroOne =
    #"{"success":true,"data":{"id":6636598,"trx":"NP-ORDER1001","status":"succeeded","amount":"15.99","currency":"GBP","remark":"make_payment","created_at":"2026-04-22T02:37:11Z"}}"#

  static let verify = """
    {"status":200,"message":"Request successfully processed","data":{
     "merchant":"Shop","transactionReference":"Fa5JliRhi6vblnEHY","merchantRef":"TX187","grossAmount":50.75,
     "requestedAmount":50.00,"transactionFee":0.75,"settlementAmount":49.25,"customerId":"cus_1",
     "currencyCode":"USD","authorizationType":"OPEN","transactionDate":"2025-03-11T14:43:50.172275","status":2},
     "errors":[]}
    """

  static let aiicList = """
    {"success":true,"transactions":[{"id":"txn_abc123","type":"credit","status":"pending","amount":1000,"currency":"NZD",
     "sourceAccountId":"acc_123","targetAccountId":"acc_456","reference":"Payment for services","description":"d",
     "createdAt":"2025-05-04T09:42:00Z","completedAt":"2025-05-04T09:42:00Z","failureReason":null}],
     "pagination":{"page":1,"limit":20,"totalPages":8,"hasNext":true,"hasPrev":false},"totalCount":150}
    """

  @Test func `NeroPay's list sample`() async throws {
    let provider = try Sample.neroPay(RecordingTransport(.whole(200, Self.neroList)))
    let page = try await provider.search(SearchRequest())
    #expect(page.next == nil)
    #expect(page.incomplete == nil)
    #expect(page.rows.map(\.id.raw) == ["6636598", "6636599"])
    #expect(page.rows.map(\.reference) == ["NP-ORDER1001", "NP-ORDER1002"])
    #expect(page.rows.map(\.status) == [.paid, .pending])
    #expect(page.rows.map(\.providerStatus) == ["succeeded", "pending"])
    #expect(page.rows.map(\.amount.money?.minor) == [1599, 999])
    #expect(page.rows.map(\.kind) == [.payment, .payment])
    #expect(page.rows[0].created?.instant == Instant(seconds: 1_776_825_431))
    #expect(page.rows[0].key.account == provider.identity)
  }

  @Test func `NeroPay's refund entries are those of the same reference, each once`() async throws {
    let rows = [
      (1, "NP-ORDER1001", "refund_transaction"), (2, "NP-ORDER1001", "make_payment"),
      (3, "np-order1001", "refund_transaction"), (1, "NP-ORDER1001", "refund_transaction"),
    ].map { id, reference, remark in
      #"{"id":\#(id),"trx":"\#(reference)","status":"succeeded","amount":"5.00","currency":"GBP","remark":"\#(remark)"}"#
    }
    let transport = RecordingTransport(
      .whole(200, #"{"success":true,"data":[\#(rows.joined(separator: ","))]}"#),
      // Nothing said that the short page is the last.
      .whole(200, #"{"success":true,"data":[]}"#))
    let provider = try Sample.neroPay(transport)
    let payment = Sample.payment("6636598", Money(minor: 1599, currency: .gbp), of: provider)
    let list = try await provider.refunds(of: payment)
    let entries = list.rows
    #expect(list.listing.isComplete)
    #expect(entries.map(\.id) == ["1"])
    #expect(entries.map(\.link) == [.sameReference])
    #expect(entries.map(\.amount.minor) == [500])
    #expect(transport.kinds == [.read, .read])
  }

  @Test func `NeroPay's single sample, by id and by reference`() async throws {
    for name in ["6636598", "NP-ORDER1001", "np-order1001"] {
      let reply = HTTPReply.whole(
        200, Self.neroOne, headers: ["date": "Wed, 22 Apr 2026 02:17:21 GMT"])
      let provider = try Sample.neroPay(RecordingTransport(reply))
      let read = try await provider.retrieve(TransactionLocator(name))
      #expect(read.transaction.id == TransactionID("6636598"))
      #expect(read.transaction.remark == "make_payment")
      #expect(read.refunds.isEmpty)
      #expect(read.asOf == Sample.now.adding(milliseconds: 250))
      #expect(read.clockSkewMilliseconds == 9627)
    }
  }

  @Test func `an answer about another payment than the one asked for is not believed`() async throws
  {
    let nero = try Sample.neroPay(RecordingTransport(.whole(200, Self.neroOne)))
    await #expect(throws: ProviderError.self) { try await nero.retrieve(TransactionLocator("7")) }
    let nectar = try Sample.nectar(RecordingTransport(.whole(200, Self.verify)))
    await #expect(throws: ProviderError.self) { try await nectar.retrieve(TransactionLocator("7")) }
  }

  @Test func `a payment of another connected account is not shown`() async throws {
    let row =
      #"{"id":1,"status":"succeeded","amount":"1.00","currency":"GBP","account_id":"NP9_9"}"#
    let own =
      #"{"id":2,"status":"succeeded","amount":"1.00","currency":"GBP","account_id":"NP1_2"}"#
    let list = try Sample.neroPay(
      RecordingTransport(.whole(200, #"{"success":true,"data":[\#(row),\#(own)]}"#))
    ) { $0.neropayAccount = "NP1_2" }
    let page = try await list.search(SearchRequest())
    #expect(page.rows.map(\.id.raw) == ["2"])
    #expect(page.incomplete == nil)
    let one = try Sample.neroPay(
      RecordingTransport(.whole(200, #"{"success":true,"data":\#(row)}"#))
    ) { $0.neropayAccount = "NP1_2" }
    await #expect(throws: ProviderError.self) { try await one.retrieve(TransactionLocator("1")) }
  }

  @Test func `rows that cannot be read are counted and not hidden`() async throws {
    let body =
      #"{"success":true,"data":[{"trx":"no id"},{"id":1,"status":"succeeded","amount":"1.00","currency":"GBP"}]}"#
    let provider = try Sample.neroPay(RecordingTransport(.whole(200, body)))
    let page = try await provider.search(SearchRequest())
    #expect(page.rows.count == 1)
    #expect(page.incomplete?.text.contains("1 ") == true)
  }

  @Test func `Nectar's verify sample`() async throws {
    let provider = try Sample.nectar(RecordingTransport(.whole(200, Self.verify)))
    let row = try await provider.retrieve(TransactionLocator("TX187")).transaction
    #expect(row.id == TransactionID("Fa5JliRhi6vblnEHY"))
    #expect(row.reference == "TX187")
    #expect(row.amount.money == Money(minor: 5000, currency: .usd))
    #expect(row.status == .authorized)
    #expect(row.providerStatus == "2 AUTHORIZED")
    #expect(row.customer == "cus_1")
    #expect(row.facts.contains(.init(label: "Fee", value: "0.75")))
    #expect(row.facts.contains(.init(label: "Gross amount", value: "50.75")))
  }

  @Test func `Nectar's references have two names each`() async throws {
    // A2: `reference` is the gateway's own. M: in the history it is the merchant's.
    let a2 =
      #"{"status":200,"message":"ok","data":{"reference":"GW1","merchantRef":"M1","grossAmount":1.00,"currencyCode":"USD","status":"COMPLETED"},"errors":[]}"#
    let provider = try Sample.nectar(RecordingTransport(.whole(200, a2)))
    let one = try await provider.retrieve(TransactionLocator("M1")).transaction
    #expect(one.id.raw == "GW1")
    #expect(one.reference == "M1")
    #expect(one.status == .paid)
    #expect(one.amount.money == Money(minor: 100, currency: .usd))
    let history =
      #"{"status":200,"message":"ok","data":{"content":[{"transactionReference":"GW1","reference":"M1","requestedAmount":1.00,"currencyCode":"USD","createdDate":"2025-03-11T14:43:50","status":0}],"last":true},"errors":[]}"#
    let list = try Sample.nectar(RecordingTransport(.whole(200, history)))
    let row = try #require(try await list.search(SearchRequest()).rows.first)
    #expect(row.key == one.key)
    #expect(row.reference == "M1")
  }

  @Test func `AIIC Pay's query sample`() async throws {
    let provider = try Sample.aiic(RecordingTransport(.whole(200, Self.aiicList)))
    let page = try await provider.search(SearchRequest())
    let row = try #require(page.rows.first)
    #expect(row.id.raw == "txn_abc123")
    #expect(row.kind == .payment)
    #expect(row.status == .pending)
    #expect(row.amount.money == Money(minor: 1000, currency: .nzd))
    #expect(row.reference == "Payment for services")
    #expect(row.created?.zone == .stated)
    #expect(page.next?.page == 2)
  }

  @Test(arguments: [
    ("succeeded", Status.paid), ("pending", .pending), ("initiated", .pending),
    ("cancelled", .cancelled), ("canceled", .cancelled), ("failed", .failed),
    ("Declined", .failed), ("partial_refunded", .partlyRefunded),
    ("Partial Refunded", .partlyRefunded), ("refunded", .refunded), ("processing", .pending),
    ("requires_payment_method", .pending), ("paid", .paid), ("completed", .paid),
    ("on_hold", .unrecognised), ("", .unrecognised),
  ])
  func `NeroPay's words become ours and are kept`(word: String, status: Status) async throws {
    let body = #"{"success":true,"data":[{"id":1,"status":"\#(word)"}]}"#
    let provider = try Sample.neroPay(RecordingTransport(.whole(200, body)))
    let row = try #require(try await provider.search(SearchRequest()).rows.first)
    #expect(row.status == status)
    #expect(row.providerStatus.raw == word)
  }

  @Test(arguments: [
    (0, Status.paid, "0 COMPLETED"), (1, .pending, "1 PENDING"), (2, .authorized, "2 AUTHORIZED"),
    (3, .paid, "3 CAPTURED"), (4, .failed, "4 DECLINED"), (5, .cancelled, "5 CANCELED"),
    (6, .refunded, "6 REFUNDED"), (7, .disputed, "7 CHARGED BACK"), (8, .pending, "8 IN PROGRESS"),
    (9, .cancelled, "9 VOIDED"), (10, .review, "10 PENDING REVIEW"),
    (11, .partlyRefunded, "11 PARTIALLY REFUNDED"), (12, .review, "12 UNDER INVESTIGATION"),
    (13, .failed, "13 FAILED TO CAPTURE"), (14, .failed, "14 EXPIRED"),
    (15, .review, "15 SUSPENDED"),
    (16, .paid, "16 TRANSFERRED"), (17, .pending, "17 SCHEDULED"), (18, .unrecognised, "18"),
    (-1, .unrecognised, "-1"), (42, .unrecognised, "42"),
  ])
  func `Nectar's codes become words, and unknown ones stay numbers`(
    code: Int, status: Status, words: String
  ) async throws {
    let body =
      #"{"status":200,"message":"ok","data":{"content":[{"transactionReference":"1","status":\#(code)}],"last":true},"errors":[]}"#
    let provider = try Sample.nectar(RecordingTransport(.whole(200, body)))
    let row = try #require(try await provider.search(SearchRequest()).rows.first)
    #expect(row.status == status)
    #expect(row.providerStatus.raw == words)
  }

  @Test(arguments: [
    (#""status":"COMPLETED""#, Status.paid), (#""status":"6""#, .refunded),
    (#""status":"paid","statusCode":11"#, .partlyRefunded),
    (#""status":"PARTIALLY_REFUNDED""#, .partlyRefunded), (#""status":"cancelled""#, .cancelled),
    (#""status":"elsewhere""#, .unrecognised), (#""other":1"#, .unrecognised),
    (#""status":6,"partialRefund":true"#, .partlyRefunded),
    (#""status":6,"partialRefund":false"#, .refunded),
    (#""status":6,"remainingAmount":13.00"#, .partlyRefunded),
    (#""status":6,"remainingAmount":0.00"#, .refunded),
  ])
  func `Nectar's status comes in several forms`(fields: String, status: Status) async throws {
    let body =
      #"{"status":200,"message":"ok","data":{"content":[{"transactionReference":"1",\#(fields)}],"last":true},"errors":[]}"#
    let provider = try Sample.nectar(RecordingTransport(.whole(200, body)))
    #expect(try await provider.search(SearchRequest()).rows.first?.status == status)
  }

  @Test(arguments: [
    ("completed", Status.paid), ("pending", .pending), ("processing", .pending),
    ("failed", .failed), ("cancelled", .cancelled), ("canceled", .cancelled),
    ("reversed", .unrecognised),
  ])
  func `AIIC Pay's words become ours`(word: String, status: Status) async throws {
    let body = #"{"success":true,"transactions":[{"id":"1","type":"credit","status":"\#(word)"}]}"#
    let provider = try Sample.aiic(RecordingTransport(.whole(200, body)))
    let row = try #require(try await provider.search(SearchRequest()).rows.first)
    #expect(row.status == status)
    #expect(row.providerStatus.raw == word)
  }

  @Test(arguments: [
    (#""type":"credit""#, Transaction.Kind.payment), (#""type":"debit""#, .otherEntry),
    (#""type":"transfer""#, .otherEntry), (#""type":"refund""#, .refundEntry),
    (#""type":"new""#, .otherEntry), (#""other":1"#, .otherEntry),
  ])
  func `only credits of AIIC Pay are payments`(field: String, kind: Transaction.Kind) async throws {
    let body = #"{"success":true,"transactions":[{"id":"1","status":"completed",\#(field)}]}"#
    let provider = try Sample.aiic(RecordingTransport(.whole(200, body)))
    #expect(try await provider.search(SearchRequest()).rows.first?.kind == kind)
  }
}
