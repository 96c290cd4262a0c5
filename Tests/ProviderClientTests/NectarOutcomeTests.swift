import Payments
import ProviderClient
import Testing
import TextSafety

/// What Nectar's answers to refunds mean (`MoneySafety.md` §5, §6).
struct NectarOutcomeTests {
  /// One entry of a refund history.
  static func entry(
    _ id: String, _ amount: String, at: String = "2025-06-14T21:43:58.866706",
    status: String = "REFUNDED", reason: String = ""
  ) -> String {
    #"{"refundId":"\#(id)","amount":\#(amount),"timestamp":"\#(at)","status":"\#(status)","refundReason":"\#(reason)"}"#
  }

  /// The sample of A1, changed as a row wants it.
  static func data(
    outer: String = "200", code: String = "6", reference: String = #""Fa5JliRhi6vblnEHY""#,
    refunded: String = "37.00", paid: String = "50.00", remaining: String = "13.00",
    currency: String = #""USD""#, acquirer: String = #""00""#,
    history: [String] = [entry("AVT84h9nRMIgR_RF", "37.00")]
  ) -> String {
    """
    {"status":\(outer),"message":"Request successfully processed","data":{
     "transactionReference":\(reference),"reference":"TX187-BC6C-D61DC0D083FF",
     "refundedAmount":\(refunded),"transactionAmount":\(paid),
     "transactionDate":"2025-05-14T18:21:20.728393","refundedDate":"2025-06-14T21:43:59.502652783",
     "currencyCode":\(currency),"status":\(code),"acquirerCode":\(acquirer),"acquirerMessage":"Approved",
     "remainingAmount":\(remaining),"refundHistory":[\(history.joined(separator: ","))],
     "partialRefund":true},"errors":[]}
    """
  }

  static func problem(_ status: Int, data: String = "null") -> String {
    #"{"status":\#(status),"message":"No.","data":\#(data),"errors":["reason",{"field":"f","message":"m"}]}"#
  }

  static let shapeB = #"{"status":"error","message":"Transaction not found"}"#

  static let answers: [OutcomeRow] = [
    OutcomeRow("sample", .whole(200, data()), "succeeded"),
    OutcomeRow("code 11", .whole(200, data(code: "11")), "succeeded"),
    OutcomeRow("201", .whole(201, data()), "succeeded"),
    OutcomeRow("no acquirer code", .whole(200, data(acquirer: "null")), "succeeded"),
    OutcomeRow("no refunded amount", .whole(200, data(refunded: "null")), "succeeded"),
    OutcomeRow(
      "second refund, amount alone",
      .whole(
        200,
        data(
          remaining: "3.00",
          history: [
            entry("A", "10.00", at: "2025-06-01T00:00:00"), entry("B", "37.00"),
          ])), "succeeded"),
    OutcomeRow(
      "second refund, amount as total",
      .whole(
        200,
        data(
          refunded: "47.00", remaining: "3.00",
          history: [entry("B", "37.00"), entry("A", "10.00", at: "2025-06-01T00:00:00")])),
      "succeeded"),
    OutcomeRow(
      "a failed entry does not count",
      .whole(200, data(history: [entry("A", "10.00", status: "DECLINED"), entry("B", "37.00")])),
      "succeeded"),
    OutcomeRow(
      "the only one of our amount, another came later",
      .whole(
        200,
        data(
          remaining: "3.00",
          history: [entry("B", "37.00"), entry("C", "10.00", at: "2025-06-15T00:00:00")])),
      "succeeded"),
    OutcomeRow(
      "declined", .whole(200, data(code: "4", acquirer: #""51""#, history: [])), "rejected"),
    OutcomeRow(
      "done, but the bank says no", .whole(200, data(acquirer: #""51""#)), "unknown"),
    OutcomeRow("unknown code", .whole(200, data(code: "42")), "unknown"),
    OutcomeRow("in progress", .whole(200, data(code: "8")), "unknown"),
    OutcomeRow("outer 400", .whole(200, data(outer: "400")), "unknown", needsHuman: true),
    OutcomeRow("outer error", .whole(200, shapeB), "unknown", needsHuman: true),
    OutcomeRow(
      "another transaction", .whole(200, data(reference: #""X""#)), "unknown", needsHuman: true),
    OutcomeRow(
      "another currency", .whole(200, data(currency: #""NGN""#)), "unknown", needsHuman: true),
    OutcomeRow(
      "no history", .whole(200, data(history: [])), "unknown", needsHuman: true),
    OutcomeRow(
      "another amount", .whole(200, data(history: [entry("A", "38.00")])), "unknown",
      needsHuman: true),
    OutcomeRow(
      "two of our amount behind a newer one",
      .whole(
        200,
        data(
          paid: "100.00", remaining: "16.00",
          history: [
            entry("A", "37.00"), entry("B", "37.00"),
            entry("C", "10.00", at: "2025-06-15T00:00:00"),
          ])), "unknown", needsHuman: true),
    OutcomeRow(
      "sums do not add up", .whole(200, data(remaining: "13.01")), "unknown", needsHuman: true),
    OutcomeRow(
      "remaining absent", .whole(200, data(remaining: "null")), "unknown", needsHuman: true),
    OutcomeRow(
      "refunded is neither", .whole(200, data(refunded: "36.00")), "unknown", needsHuman: true),
    OutcomeRow(
      "an entry that cannot be read", .whole(200, data(history: [entry("A", "37.005")])), "unknown",
      needsHuman: true),
    OutcomeRow(
      "our entry is not done",
      .whole(200, data(history: [entry("A", "37.00", status: "QUEUED")])), "unknown",
      needsHuman: true),
    OutcomeRow(
      "a refund named twice",
      .whole(
        200,
        data(
          remaining: "3.00",
          history: [entry("A", "10.00"), entry("A", "37.00")])), "unknown", needsHuman: true),
    OutcomeRow(
      "another decision's tag",
      .whole(200, data(history: [entry("A", "37.00", reason: "Refund TD-M2Q8C4-9ZK7")])),
      "unknown", needsHuman: true),
    OutcomeRow(
      "a tag without a code",
      .whole(200, data(history: [entry("A", "37.00", reason: "TD-M2Q8C4")])), "succeeded"),
    OutcomeRow(
      "an entry without an id",
      .whole(200, data(history: [entry("", "37.00")])), "unknown", needsHuman: true),
    OutcomeRow(
      "a negative entry",
      .whole(
        200,
        data(remaining: "23.00", history: [entry("A", "-10.00"), entry("B", "37.00")])), "unknown",
      needsHuman: true),
    OutcomeRow(
      "yes and no at once",
      .whole(200, data().replacing(#""errors":[]"#, with: #""errors":["declined"]"#)), "unknown",
      needsHuman: true),
    OutcomeRow(
      "two states at once", .whole(200, data(code: #"6,"statusCode":4"#)), "unknown",
      needsHuman: true),
    OutcomeRow(
      "declined, and the bank approved", .whole(200, data(code: "4")), "unknown", needsHuman: true),
    OutcomeRow(
      "declined, and a new entry",
      .whole(200, data(code: "4", acquirer: #""51""#)), "unknown", needsHuman: true),
    OutcomeRow(
      "a no about a transaction",
      .whole(422, problem(422, data: #"{"transactionReference":"Fa5JliRhi6vblnEHY"}"#)), "unknown"),
    OutcomeRow("a yes with 404", .whole(404, data()), "unknown"),
    OutcomeRow("429 with a refund", .whole(429, data()), "unknown"),
    OutcomeRow("429", .whole(429, problem(429)), "unknown"),
    OutcomeRow("409", .whole(409, problem(409)), "unknown"),
    OutcomeRow("500 in own form", .whole(500, problem(500)), "unknown"),
    OutcomeRow("status in body differs", .whole(400, problem(404)), "unknown"),
    OutcomeRow(
      "a no with a done refund in it",
      .whole(400, problem(400, data: #"{"transactionReference":"x","status":6}"#)), "unknown"),
    OutcomeRow("405 in own form", .whole(405, problem(405)), "unknown"),
    OutcomeRow("no errors list", .whole(400, #"{"status":400,"message":"No."}"#), "unknown"),
  ]

  static let refusals = [400, 401, 403, 404, 422].flatMap { status in
    [
      OutcomeRow("\(status) form A", .whole(status, problem(status)), "rejected"),
      OutcomeRow("\(status) form B", .whole(status, shapeB), "rejected"),
    ]
  }

  /// A 2xx that cannot be read freezes the payment.
  static let common = CommonFaults.rows.map { row in
    (200..<300).contains(row.reply.status ?? 0) && row.reply.failure == nil
      ? OutcomeRow(row.name, row.reply, "unknown", needsHuman: true) : row
  }

  private func write(_ provider: any PaymentProvider) throws -> PreparedWrite {
    try Sample.refund(
      "Fa5JliRhi6vblnEHY", of: Money(minor: 5000, currency: .usd),
      amount: Money(minor: 3700, currency: .usd), by: provider)
  }

  @Test(arguments: common + answers + refusals)
  func `a refund's answer means`(row: OutcomeRow) async throws {
    let provider = try Sample.nectar(RecordingTransport(row.reply))
    try await row.check(try write(provider), by: provider)
  }

  /// What was there before is nothing new, whatever the answer makes of it.
  @Test(
    arguments: [
      // Only the old one; the old one listed with another amount; two of the amount and neither known; dated long before.
      (["A"], false, [entry("A", "37.00")], "unknown"),
      (["A"], false, [entry("A", "36.00"), entry("B", "37.00")], "unknown"),
      ([], false, [entry("A", "18.50"), entry("B", "18.50")], "unknown"),
      (
        ["A"], true, [entry("A", "1.00"), entry("B", "37.00", at: "2025-06-14T21:43:58")], "unknown"
      ),
      ([], true, [entry("A", "1.00"), entry("B", "37.00", at: "2026-04-22T05:17:11")], "unknown"),
      ([], true, [entry("B", "37.00", at: "2026-04-22T02:17:11")], "unknown"),
      (
        [], true, [entry("A", "1.00"), entry("B", "37.00", at: "2026-04-22T02:17:11")], "succeeded"
      ),
      (
        ["A"], true, [entry("A", "1.00"), entry("B", "37.00", at: "2026-04-22T03:17:11")],
        "succeeded"
      ),
    ] as [([ForeignText], Bool, [String], String)])
  func `an entry that was there before is not this refund`(
    _ known: [ForeignText], _ wasRefunded: Bool, _ history: [String], _ outcome: String
  ) async throws {
    let sum: [String: String] = ["1": "12.00", "36": "-23.00", "18": "13.00"]
    let remaining = sum.first { history[0].contains("\"amount\":\($0.key).") }?.value ?? "13.00"
    var reply = HTTPReply.whole(200, Self.data(remaining: remaining, history: history))
    reply.started = Sample.now
    reply.ended = Sample.now
    let provider = try Sample.nectar(RecordingTransport(reply))
    var write = try write(provider)
    let payment = Sample.payment(
      "Fa5JliRhi6vblnEHY", Money(minor: 5000, currency: .usd), of: provider,
      status: wasRefunded ? .partlyRefunded : .paid)
    write.before = RefundsBefore(
      ids: Set(known), seen: PaymentFingerprint(payment, refunds: []))
    #expect(try await Sample.send(write, by: provider).outcome.word == outcome)
  }

  @Test func `a success tells remaining and history`() async throws {
    let reply = HTTPReply.whole(
      200,
      Self.data(
        remaining: "3.00",
        history: [
          Self.entry("A", "10.00", at: "2025-06-01T00:00:00"), Self.entry("B", "37.00"),
        ]))
    let provider = try Sample.nectar(RecordingTransport(reply))
    let receipt = try #require(
      try await Sample.send(try write(provider), by: provider).outcome.receipt)
    #expect(receipt.refundID == "B")
    #expect(receipt.amount == Money(minor: 3700, currency: .usd))
    #expect(receipt.remaining == Money(minor: 300, currency: .usd))
    #expect(receipt.history.map(\.id) == ["A", "B"])
    #expect(receipt.history.allSatisfy { $0.link == .exact && $0.progress == .succeeded })
    #expect(receipt.time?.original == "2025-06-14T21:43:58.866706")
    #expect(receipt.time?.zone == .assumed)
  }

  @Test func `a no is explained with what to do`() async throws {
    for (status, word) in [(401, "bearer"), (403, "allow-list"), (404, "account")] {
      let provider = try Sample.nectar(RecordingTransport(.whole(status, Self.problem(status))))
      let reply = try await Sample.send(try write(provider), by: provider)
      let refusal = try #require(reply.outcome.refusal)
      #expect(refusal.advice.contains(word))
      #expect(refusal.message == "No. (reason; f: m)")
    }
  }
}
