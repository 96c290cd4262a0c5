import Payments
import ProviderClient
import Testing
import TextSafety

/// What Nectar's answers to refunds mean (`money-safety` §5, §6).
struct NectarOutcomeTests {
  /// One entry of a refund history.
  static func entry(
    _ id: String, _ amount: String, at: String = "2025-06-14T21:43:58.866706",
    status: String = "REFUNDED"
  ) -> String {
    #"{"refundId":"\#(id)","amount":\#(amount),"timestamp":"\#(at)","status":"\#(status)"}"#
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
    OutcomeRow("declined", .whole(200, data(code: "4", acquirer: #""51""#)), "rejected"),
    OutcomeRow(
      "done, but the bank says no", .whole(200, data(acquirer: #""51""#)), "unknown"),
    OutcomeRow("unknown code", .whole(200, data(code: "42")), "unknown"),
    OutcomeRow("in progress", .whole(200, data(code: "8")), "unknown"),
    OutcomeRow("outer 400", .whole(200, data(outer: "400")), "unknown", needsHuman: true),
    OutcomeRow("outer error", .whole(200, shapeB), "unknown", needsHuman: true),
    OutcomeRow(
      "another transaction", .whole(200, data(reference: #""X""#)), "unknown", needsHuman: true),
    OutcomeRow(
      "another currency", .whole(200, data(currency: #""NGN""#)), "unknown", needsHuman: true,
      refundID: "AVT84h9nRMIgR_RF"),
    OutcomeRow(
      "no history", .whole(200, data(history: [])), "unknown", needsHuman: true),
    OutcomeRow(
      "another amount", .whole(200, data(history: [entry("A", "38.00")])), "unknown",
      needsHuman: true, refundID: "A"),
    OutcomeRow(
      "two of our amount behind a newer one",
      .whole(
        200,
        data(
          paid: "100.00", remaining: "16.00",
          history: [
            entry("A", "37.00"), entry("B", "37.00"),
            entry("C", "10.00", at: "2025-06-15T00:00:00"),
          ])), "unknown", needsHuman: true, refundID: "C"),
    OutcomeRow(
      "sums do not add up", .whole(200, data(remaining: "13.01")), "unknown", needsHuman: true,
      refundID: "AVT84h9nRMIgR_RF"),
    OutcomeRow(
      "remaining absent", .whole(200, data(remaining: "null")), "unknown", needsHuman: true,
      refundID: "AVT84h9nRMIgR_RF"),
    OutcomeRow(
      "refunded is neither", .whole(200, data(refunded: "36.00")), "unknown", needsHuman: true,
      refundID: "AVT84h9nRMIgR_RF"),
    OutcomeRow(
      "an entry that cannot be read", .whole(200, data(history: [entry("A", "37.005")])), "unknown",
      needsHuman: true, refundID: "A"),
    OutcomeRow(
      "our entry is not done",
      .whole(200, data(history: [entry("A", "37.00", status: "QUEUED")])), "unknown",
      needsHuman: true, refundID: "A"),
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
