import JSON
import Payments
import ProviderClient
import Testing
import TextSafety
import TilldeskCrypto

/// Every row of the trap table (`Providers.md` §5), in its order.
struct TrapCaseTests {
  private let usd50 = Money(minor: 5000, currency: .usd)
  private let usd37 = Money(minor: 3700, currency: .usd)
  private let nzd25 = Money(minor: 2500, currency: .nzd)

  private func nectarRefund(_ reply: HTTPReply) async throws -> WriteReply {
    let provider = try Sample.nectar(RecordingTransport(reply))
    return try await Sample.send(
      try Sample.refund("Fa5JliRhi6vblnEHY", of: usd50, amount: usd37, by: provider), by: provider)
  }

  private func aiicRefund(_ reply: HTTPReply) async throws -> WriteReply {
    let provider = try Sample.aiic(RecordingTransport(reply))
    return try await Sample.send(
      try Sample.refund("txn_abc123", of: nzd25, amount: nzd25, by: provider), by: provider)
  }

  private func neroRow(_ fields: String) async throws -> Transaction {
    let provider = try Sample.neroPay(
      RecordingTransport(.whole(200, #"{"success":true,"data":[{"id":1,\#(fields)}]}"#)))
    return try #require(try await provider.search(SearchRequest()).rows.first)
  }

  @Test func `Nectar's key is sent raw, and as Bearer only when the switch says so`() async throws {
    for (form, value) in [
      (ProviderAccount.Options.Authorization.raw, Sample.secretText),
      (.bearer, "Bearer \(Sample.secretText)"),
    ] {
      let transport = RecordingTransport(.whole(401, NectarOutcomeTests.problem(401)))
      let provider = try Sample.nectar(transport) { $0.authorization = form }
      let write = try Sample.refund("R", of: usd50, amount: usd37, by: provider)
      let reply = try await Sample.send(write, by: provider)
      // A 401 is told with the other form, and the other form is never tried unasked.
      #expect(transport.requests.map { $0["Authorization"] } == [[value]])
      let other = form == .raw ? "\"bearer\"" : "\"raw\""
      #expect(reply.outcome.refusal?.advice.contains("authorization = \(other)") == true)
    }
  }

  @Test func `Nectar's code 6 with a partial refund leaves 13`() async throws {
    let reply = try await nectarRefund(.whole(200, NectarOutcomeTests.data()))
    #expect(reply.outcome.receipt?.remaining == Money(minor: 1300, currency: .usd))
    let read = try Sample.nectar(RecordingTransport(.whole(200, NectarOutcomeTests.data())))
    let live = try await read.retrieve(TransactionLocator("Fa5JliRhi6vblnEHY"))
    #expect(live.transaction.status == .partlyRefunded)
    #expect(live.transaction.providerStatus == "6 REFUNDED")
    #expect(live.refunds.map(\.amount) == [usd37])
  }

  @Test func `Nectar's outer 200 with inner 4 is declined`() async throws {
    let reply = try await nectarRefund(
      .whole(200, NectarOutcomeTests.data(code: "4", acquirer: #""51""#, history: [])))
    #expect(reply.outcome.word == "rejected")
    #expect(reply.outcome.refusal?.code == "51")
  }

  @Test func `Nectar's error whose status is the word error is read`() async throws {
    let reply = try await nectarRefund(.whole(404, NectarOutcomeTests.shapeB))
    #expect(reply.outcome.refusal?.message == "Transaction not found")
    let provider = try Sample.nectar(RecordingTransport(.whole(400, NectarOutcomeTests.shapeB)))
    await #expect(
      throws: ProviderError.refused(code: nil, message: "Transaction not found")
    ) { try await provider.retrieve(TransactionLocator("R1")) }
  }

  @Test func `nine fraction digits without a zone are read as assumed`() async throws {
    let body =
      #"{"status":200,"message":"ok","data":{"transactionReference":"R1","currencyCode":"USD","status":0,"transactionDate":"2025-06-14T21:43:59.502652783"},"errors":[]}"#
    let lagos = ZoneOffsets(name: "Africa/Lagos") { _ in 3600 }
    let provider = try Sample.nectar(RecordingTransport(.whole(200, body))) { $0.zone = lagos }
    let time = try #require(
      try await provider.retrieve(TransactionLocator("R1")).transaction.created)
    #expect(time.original == "2025-06-14T21:43:59.502652783")
    #expect(time.zone == .assumed)
    #expect(time.instant == Instant(milliseconds: 1_749_933_839_502))
  }

  @Test func `Nectar's page 1 comes back as number 0 and no page is skipped or repeated`()
    async throws
  {
    func page(_ number: Int, _ ids: [Int], last: Bool) -> HTTPReply {
      let rows = ids.map { #"{"transactionReference":"R\#($0)","status":0}"# }
      return .whole(
        200,
        #"{"status":200,"message":"ok","data":{"content":[\#(rows.joined(separator: ","))],"number":\#(number),"size":2,"last":\#(last)},"errors":[]}"#
      )
    }
    let transport = RecordingTransport(
      page(0, [1, 2], last: false), page(1, [3, 4], last: false), page(2, [5], last: true))
    let provider = try Sample.nectar(transport)
    var request = SearchRequest(limit: 2)
    var ids: [String] = []
    repeat {
      let page = try await provider.search(request)
      ids += page.rows.map(\.id.raw)
      request.cursor = page.next
    } while request.cursor != nil
    #expect(ids == ["R1", "R2", "R3", "R4", "R5"])
    #expect(transport.requests.map { $0.url.contains("&page=1&") } == [true, false, false])
    #expect(transport.requests[1].url.contains("&page=2&"))
    #expect(transport.requests[2].url.contains("&page=3&"))
  }

  @Test func `an old reference is found by verify and not by history alone`() async throws {
    let empty = #"{"status":200,"message":"ok","data":{"content":[],"last":true},"errors":[]}"#
    let transport = RecordingTransport(.whole(200, ReadingTests.verify), .whole(200, empty))
    let provider = try Sample.nectar(transport)
    let page = try await provider.search(SearchRequest(text: "TX187"))
    #expect(page.rows.map(\.id.raw) == ["Fa5JliRhi6vblnEHY"])
    #expect(transport.requests[0].url.hasSuffix("/transaction/verify/TX187"))
    #expect(transport.requests[1].url.contains("/transaction/history?startDate="))
    #expect(transport.requests[1].url.contains("&reference=TX187&"))
  }

  @Test func `a trailing remark is not JSON`() async throws {
    let printed = NectarOutcomeTests.data().replacing(
      #""partialRefund":true}"#, with: "\"partialRefund\":true // Partial\n}")
    let reply = try await nectarRefund(.whole(200, printed))
    #expect(reply.outcome.word == "unknown")
  }

  @Test func `Nectar's refund is a PUT`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.nectar(transport)
    let write = try Sample.refund("R", of: usd50, amount: usd37, by: provider)
    #expect(write.method == "PUT")
    _ = try await Sample.send(write, by: provider)
    #expect(transport.requests.map(\.method) == ["PUT"])
  }

  @Test func `37 is 37_00 for NeroPay and Nectar and 3700 for AIIC Pay`() throws {
    let wires = try [Sample.neroPay(), Sample.nectar(), Sample.aiic()].map {
      try Sample.refund("1", of: usd50, amount: usd37, by: $0).wireAmount
    }
    #expect(wires == ["37.00", "37.00", "3700"])
  }

  @Test func `AIIC Pay's 201 with pending is accepted and not final`() async throws {
    let reply = try await aiicRefund(
      .whole(201, AIICOutcomeTests.data(status: #""pending""#)))
    #expect(reply.outcome.word == "pending")
  }

  @Test func `AIIC Pay's 201 with failed is a failure`() async throws {
    let reply = try await aiicRefund(.whole(201, AIICOutcomeTests.data(status: #""failed""#)))
    #expect(reply.outcome.word == "failed")
    #expect(reply.outcome.refusal?.refundID == "ref_xyz789")
  }

  @Test func `a full refund still names its amount`() throws {
    for (provider, amount) in [
      (try Sample.neroPay(), "\"amount\":50.00"), (try Sample.nectar(), "\"refundAmount\":50.00"),
      (try Sample.aiic(), "\"amount\":5000"),
    ] {
      let write = try Sample.refund("1", of: usd50, amount: usd50, by: provider)
      #expect(String(decoding: write.body, as: UTF8.self).contains(amount))
    }
  }

  @Test(arguments: ["a/b", "say \"no\"", "Té", "😀", "\\", "line\nbreak", "‮", "</script>"])
  func `AIIC Pay's signed bytes are the sent bytes`(reason: String) async throws {
    let transport = RecordingTransport()
    let provider = try Sample.aiic(transport)
    let write = try Sample.refund(
      "txn_1", of: nzd25, amount: nzd25, reason: reason, by: provider)
    _ = try await Sample.send(write, by: provider)
    let request = try #require(transport.requests.first)
    let envelope = try JSONReader.read(request.body)
    #expect(envelope["data"]?["reason"] == .string(reason))
    let prefix = Array("{\"data\":".utf8)
    #expect(Array(request.body[prefix.count..<prefix.count + write.body.count]) == write.body)
    #expect(
      Ed25519KeyPair.verify(
        signature: try Base64.decode(try #require(envelope["signature"]?.text)),
        message: write.body, publicKey: try Base64.decode(Sample.publicKey)))
  }

  @Test func `AIIC Pay counts milliseconds and NeroPay seconds`() async throws {
    let transport = RecordingTransport()
    let nero = try Sample.neroPay(transport)
    _ = try await Sample.send(
      try Sample.refund("1", of: usd50, amount: usd37, by: nero), by: nero)
    let aiic = try Sample.aiic(transport)
    _ = try await Sample.send(
      try Sample.refund("1", of: usd50, amount: usd37, by: aiic), by: aiic)
    #expect(transport.requests[0]["X-NeroPay-Timestamp"].map(\.count) == [10])
    let timestamp = try JSONReader.read(transport.requests[1].body)["timestamp"]
    #expect(timestamp == .number("1776824231123"))
  }

  @Test func `NeroPay's amount may be a number`() async throws {
    let row = try await neroRow(#""status":"succeeded","amount":15.99,"currency":"GBP""#)
    #expect(row.amount.money == Money(minor: 1599, currency: .gbp))
    #expect(row.amount.text == "15.99")
  }

  @Test func `NeroPay's reference has three names`() async throws {
    for name in ["trx", "transaction_reference", "payment_reference"] {
      #expect(try await neroRow(#""\#(name)":"NP-1""#).reference == "NP-1")
    }
  }

  @Test func `a NeroPay row that is itself a refund is no payment`() async throws {
    for (remark, kind) in [
      ("make_payment", Transaction.Kind.payment), ("refund_transaction", .refundEntry),
      ("payout", .otherEntry),
    ] {
      let row = try await neroRow(
        #""status":"succeeded","amount":"1.00","currency":"GBP","remark":"\#(remark)""#)
      #expect(row.kind == kind)
      guard kind != .payment else { continue }
      let provider = try Sample.neroPay()
      #expect(throws: ProviderError.self) {
        try provider.prepareRefund(
          RefundOrder(
            transaction: row, amount: Money(minor: 1, currency: .gbp), reason: "",
            intent: Sample.intent(),
            idempotencyKey: Sample.key()))
      }
    }
  }

  @Test func `an idempotency conflict stops for a person`() async throws {
    let provider = try Sample.neroPay(
      RecordingTransport(.whole(409, NeroPayOutcomeTests.problem("idempotency_conflict"))))
    let write = try Sample.refund("1", of: usd50, amount: usd37, by: provider)
    let reply = try await Sample.send(write, by: provider)
    #expect(reply.outcome.word == "unknown")
    #expect(reply.needsHuman)
  }

  @Test func `a list that ignores the page ends with a word about it`() async throws {
    let rows = (1...3).map { #"{"id":\#($0),"status":"succeeded"}"# }.joined(separator: ",")
    let same = HTTPReply.whole(200, #"{"success":true,"data":[\#(rows)]}"#)
    let transport = RecordingTransport([same, same, same])
    let provider = try Sample.neroPay(transport)
    let first = try await provider.search(SearchRequest(limit: 3))
    #expect(first.rows.count == 3)
    let next = try #require(first.next)
    let second = try await provider.search(SearchRequest(limit: 3, cursor: next))
    #expect(second.rows.isEmpty)
    #expect(second.next == nil)
    #expect(second.incomplete != nil)
    #expect(transport.requests.count == 2)
  }

  @Test func `NeroPay's partial_refunded is partly refunded and names no remaining amount`()
    async throws
  {
    let row = try await neroRow(#""status":"partial_refunded","amount":"15.99","currency":"GBP""#)
    #expect(row.status == .partlyRefunded)
    #expect(try !Sample.neroPay().capabilities.has(.reportsRemaining))
    let ledger = try RefundLedger(
      paid: try #require(row.amount.money), status: row.status, intents: [], reported: [])
    #expect(ledger.remaining == .unknown(atMost: Money(minor: 1599, currency: .gbp)))
  }

  @Test func `an offset in a timestamp is counted`() async throws {
    let row = try await neroRow(#""created_at":"2026-04-22T03:40:15+01:00""#)
    #expect(row.created?.instant == Instant(seconds: 1_776_825_615))
    #expect(row.created?.zone == .stated)
  }

  @Test(arguments: [
    ("succeeded", Status.paid), ("cancelled", .cancelled), ("failed", .failed),
    ("partial_refunded", .partlyRefunded), ("processing", .pending), ("on_hold", .unrecognised),
  ])
  func `a NeroPay payment that is not pending is not cancelled`(word: String, status: Status) throws
  {
    let provider = try Sample.neroPay()
    #expect(throws: ProviderError.self) {
      try provider.prepareCancel(
        CancelOrder(
          transaction: Sample.payment(
            "1", usd50, of: provider, status: status, word: ForeignText(word)),
          intent: Sample.intent(),
          idempotencyKey: Sample.key()))
    }
    for word in ["pending", "initiated"] as [ForeignText] {
      _ = try provider.prepareCancel(
        CancelOrder(
          transaction: Sample.payment("1", usd50, of: provider, status: .pending, word: word),
          intent: Sample.intent(),
          idempotencyKey: Sample.key()))
    }
  }

  @Test func `NeroPay's refusal of a cancel is shown`() async throws {
    let provider = try Sample.neroPay(
      RecordingTransport(.whole(422, NeroPayOutcomeTests.problem("validation_failed"))))
    let write = try provider.prepareCancel(
      CancelOrder(
        transaction: Sample.payment("1", usd50, of: provider, status: .pending, word: "pending"),
        intent: Sample.intent(),
        idempotencyKey: Sample.key()))
    let reply = try await Sample.send(write, by: provider)
    #expect(reply.outcome.refusal?.message == "No.")
  }

  @Test func `Nectar and AIIC Pay say why they cannot cancel and what to do instead`() throws {
    for provider in [try Sample.nectar(), try Sample.aiic()] {
      #expect(!provider.capabilities.has(.cancel))
      let reason = provider.capabilities.reason(for: .cancel)
      #expect(reason.text.contains("no way to cancel"))
      #expect(reason.text.contains("refund it"))
      #expect(throws: ProviderError.unsupported(reason)) {
        try provider.prepareCancel(
          CancelOrder(
            transaction: Sample.payment("1", usd50, of: provider, status: .pending, word: "x"),
            intent: Sample.intent(),
            idempotencyKey: Sample.key()))
      }
    }
  }

  @Test func `403 is the allow-list at Nectar and a refused refund at AIIC Pay`() async throws {
    let nectar = try await nectarRefund(.whole(403, NectarOutcomeTests.problem(403)))
    #expect(nectar.outcome.refusal?.advice.contains("allow-list") == true)
    let aiic = try await aiicRefund(.whole(403, AIICOutcomeTests.problem()))
    #expect(aiic.outcome.refusal?.advice.contains("does not allow this refund") == true)
  }

  @Test(arguments: [
    (Currency.jpy, Int64(1000), ["1000", "1000", "1000"]),
    (.bhd, 1250, ["1.250", "1.250", "1250"]),
  ])
  func `JPY has no decimals and BHD three`(currency: Currency, minor: Int64, wires: [String]) throws
  {
    let money = Money(minor: minor, currency: currency)
    let written = try [Sample.neroPay(), Sample.nectar(), Sample.aiic()].map {
      try Sample.refund("1", of: money, amount: money, by: $0).wireAmount
    }
    #expect(written == wires)
  }

  @Test func `CANCELED and cancelled are one state`() async throws {
    #expect(try await neroRow(#""status":"cancelled""#).status == .cancelled)
    #expect(try await neroRow(#""status":"CANCELED""#).status == .cancelled)
    let nectar = try Sample.nectar(
      RecordingTransport(
        .whole(
          200,
          #"{"status":200,"message":"ok","data":{"transactionReference":"R1","status":5},"errors":[]}"#
        )))
    #expect(
      try await nectar.retrieve(TransactionLocator("R1")).transaction.status == .cancelled)
    let aiic = try Sample.aiic(
      RecordingTransport(
        .whole(
          200,
          #"{"success":true,"transactions":[{"id":"1","type":"credit","status":"cancelled"}]}"#)))
    #expect(try await aiic.search(SearchRequest()).rows.first?.status == .cancelled)
  }
}
