import Payments
import ProviderClient
import Testing
import TextSafety

/// What AIIC Pay's answers to refunds mean (`MoneySafety.md` §5, §6).
struct AIICOutcomeTests {
  static func data(
    status: String = #""completed""#, amount: String = "2500", of: String = #""txn_abc123""#,
    id: String = #""ref_xyz789""#, success: String = "true"
  ) -> String {
    #"{"success":\#(success),"refundId":\#(id),"originalTransactionId":\#(of),"amount":\#(amount),"status":\#(status),"timestamp":"2025-05-04T09:42:00Z"}"#
  }

  static func problem(_ code: String = "INVALID_PARAMETERS") -> String {
    #"{"success":false,"error":"No.","errorCode":"\#(code)","details":{},"timestamp":"2025-05-04T09:42:00Z"}"#
  }

  static let answers: [OutcomeRow] = [
    OutcomeRow("completed", .whole(201, data()), "succeeded"),
    OutcomeRow("pending", .whole(201, data(status: #""pending""#)), "pending"),
    OutcomeRow("processing", .whole(201, data(status: #""processing""#)), "pending"),
    OutcomeRow("unknown word", .whole(201, data(status: #""queued""#)), "pending"),
    OutcomeRow("failed", .whole(201, data(status: #""failed""#)), "failed"),
    OutcomeRow("original absent", .whole(201, data(of: "null")), "unknown"),
    OutcomeRow(
      "200 instead of 201", .whole(200, data()), "unknown"),
    OutcomeRow("no word", .whole(201, data(status: "null")), "unknown"),
    OutcomeRow("no id", .whole(201, data(id: "null")), "unknown"),
    OutcomeRow("empty id", .whole(201, data(id: #""""#)), "unknown"),
    OutcomeRow("no success", .whole(201, data(success: "null")), "unknown"),
    OutcomeRow("less", .whole(201, data(amount: "2499")), "unknown"),
    OutcomeRow(
      "more", .whole(201, data(amount: "250000")), "unknown", needsHuman: true),
    OutcomeRow(
      "fraction", .whole(201, data(amount: "2500.5")), "unknown"),
    OutcomeRow("no amount", .whole(201, data(amount: "null")), "unknown"),
    OutcomeRow(
      "failed with another amount", .whole(201, data(status: #""failed""#, amount: "1")),
      "unknown"),
    OutcomeRow(
      "another transaction", .whole(201, data(of: #""txn_2""#)), "unknown"),
    OutcomeRow(
      "short body behind the id",
      .broken(
        .brokenOff("closed"), status: 201, body: #"{"success":true,"refundId": "ref_xyz789","am"#),
      "unknown"),
    OutcomeRow(
      "short body within the id",
      .broken(.brokenOff("closed"), status: 201, body: #"{"success":true,"refundId":"ref_x"#),
      "unknown"),
    OutcomeRow("429", .whole(429, "", headers: ["retry-after": "30"]), "rejected"),
    OutcomeRow("429 HTML", .whole(429, CommonFaults.html), "rejected"),
    OutcomeRow("429 own form", .whole(429, problem("RATE_LIMITED")), "rejected"),
    OutcomeRow("429 with a refund", .whole(429, data()), "unknown"),
    OutcomeRow(
      "429 that succeeded", .whole(429, #"{"success":true,"message":"queued"}"#), "unknown"),
    OutcomeRow(
      "429 with a refund within",
      .whole(429, #"{"success":false,"data":{"refund_id":"ref_xyz789"}}"#), "unknown"),
    OutcomeRow("429 with half a refund", .whole(429, #"{"success":tr"#), "unknown"),
    OutcomeRow(
      "429 packed", .whole(429, "x", headers: ["content-encoding": "gzip"]), "unknown"),
    OutcomeRow(
      "429 cut", .broken(.brokenOff("closed"), status: 429, body: "slow"), "unknown"),
    OutcomeRow(
      "a no about another transaction",
      .whole(
        403,
        problem().replacing(
          #""details""#, with: #""originalTransactionId":"txn_2","details""#)), "unknown"),
    OutcomeRow(
      "a no with a refund in it",
      .whole(
        403, problem().replacing(#""details":{}"#, with: #""details":{"refundId":"ref_1"}"#)),
      "unknown"),
    OutcomeRow(
      "a no that succeeded within",
      .whole(400, problem().replacing(#""details":{}"#, with: #""details":{"success":"true"}"#)),
      "unknown"),
    OutcomeRow(
      "yes and no at once",
      .whole(201, data().replacing(#""success":true"#, with: #""success":true,"error":"No.""#)),
      "unknown"),
    OutcomeRow("success as text", .whole(201, data(success: #""true""#)), "unknown"),
    OutcomeRow("success as a number", .whole(201, data(success: "1")), "unknown"),
    OutcomeRow("original as an object", .whole(201, data(of: "{}")), "unknown"),
    OutcomeRow("original as true", .whole(201, data(of: "true")), "unknown"),
    OutcomeRow("exponent", .whole(201, data(amount: "25e2")), "unknown"),
    OutcomeRow("negative", .whole(201, data(amount: "-2500")), "unknown"),
    OutcomeRow("refund in a 500", .whole(500, data()), "unknown"),
    OutcomeRow("refund in a 404", .whole(404, data()), "unknown"),
    OutcomeRow("409 own form", .whole(409, problem()), "unknown"),
    OutcomeRow("422 own form", .whole(422, problem()), "unknown"),
    OutcomeRow("500 own form", .whole(500, problem()), "unknown"),
    OutcomeRow("201 with an error", .whole(201, problem()), "unknown"),
    OutcomeRow("400 without a code", .whole(400, #"{"success":false,"error":"No."}"#), "unknown"),
    OutcomeRow("400 that succeeded", .whole(400, data()), "unknown"),
  ]

  static let refusals = [400, 401, 403, 404].flatMap { status in
    ["INVALID_PARAMETERS", "ANY_OTHER_WORD"].map {
      OutcomeRow("\(status) \($0)", .whole(status, problem($0)), "rejected")
    }
  }

  private func write(_ provider: any PaymentProvider) throws -> PreparedWrite {
    let nzd = Money(minor: 2500, currency: .nzd)
    return try Sample.refund("txn_abc123", of: nzd, amount: nzd, by: provider)
  }

  @Test(arguments: CommonFaults.rows + answers + refusals)
  func `a refund's answer means`(row: OutcomeRow) async throws {
    let provider = try Sample.aiic(RecordingTransport(row.reply))
    try await row.check(try write(provider), by: provider)
  }

  @Test func `pending tells the id to be polled`() async throws {
    let provider = try Sample.aiic(
      RecordingTransport(.whole(201, Self.data(status: #""pending""#))))
    let receipt = try #require(
      try await Sample.send(try write(provider), by: provider).outcome.receipt)
    #expect(receipt.refundID == "ref_xyz789")
    #expect(receipt.amount == Money(minor: 2500, currency: .nzd))
    #expect(receipt.providerStatus == "pending")
    #expect(receipt.time?.instant == Instant(seconds: 1_746_351_720))
  }

  @Test func `a refund that was there before is not the one asked for`() async throws {
    let provider = try Sample.aiic(RecordingTransport(.whole(201, Self.data())))
    var write = try write(provider)
    write.before = RefundsBefore(ids: ["ref_xyz789"])
    let reply = try await Sample.send(write, by: provider)
    #expect(reply.outcome.word == "unknown")
    #expect(reply.needsHuman)
  }

  @Test func `busy says when to try again`() async throws {
    let provider = try Sample.aiic(
      RecordingTransport(.whole(429, "", headers: ["retry-after": "30"])))
    let reply = try await Sample.send(try write(provider), by: provider)
    #expect(reply.outcome.refusal?.advice.contains("30 s") == true)
    #expect(reply.evidence.retryAfterSeconds == 30)
  }

  @Test func `amounts in major units are compared in major units`() async throws {
    for (amount, outcome) in [("25", "succeeded"), ("25.00", "succeeded"), ("2500", "unknown")] {
      let provider = try Sample.aiic(RecordingTransport(.whole(201, Self.data(amount: amount)))) {
        $0.amountUnit = .major
      }
      let reply = try await Sample.send(try write(provider), by: provider)
      #expect(reply.outcome.word == outcome)
    }
  }
}
