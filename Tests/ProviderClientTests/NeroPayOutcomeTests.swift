import Payments
import ProviderClient
import Testing
import TextSafety

/// What NeroPay's answers to writes mean: the fault matrix and the rules of success (`money-safety`
/// §5, §6).
struct NeroPayOutcomeTests {
  static func data(
    status: String = #""succeeded""#, id: String = #""rf_nero_123""#, of: String = "6636598",
    amount: String = #""1.00""#, currency: String = #""GBP""#
  ) -> String {
    #"{"success":true,"data":{"id":\#(id),"transaction_id":\#(of),"status":\#(status),"amount":\#(amount),"currency":\#(currency)}}"#
  }

  static func problem(_ code: String, extra: String = "") -> String {
    #"{"success":false,"error":{"code":"\#(code)","message":"No.","details":null}\#(extra)}"#
  }

  static let codes = [
    "authentication_failed", "invalid_signature", "validation_failed", "resource_not_found",
    "account_not_found",
  ]

  static let answers: [OutcomeRow] = [
    OutcomeRow("succeeded", .whole(200, data()), "succeeded"),
    OutcomeRow("201", .whole(201, data()), "succeeded"),
    OutcomeRow("amount as a number", .whole(200, data(amount: "1.00")), "succeeded"),
    OutcomeRow("amount without zeros", .whole(200, data(amount: "1")), "succeeded"),
    OutcomeRow("transaction as text", .whole(200, data(of: #""6636598""#)), "succeeded"),
    OutcomeRow("refund id as number", .whole(200, data(id: "17")), "succeeded"),
    OutcomeRow("passed on", .whole(200, data(), headers: ["age": "0"]), "succeeded"),
    OutcomeRow("from a cache", .whole(200, data(), headers: ["age": "1"]), "unknown"),
    OutcomeRow("from some cache", .whole(200, data(), headers: ["age": ""]), "unknown"),
    OutcomeRow(
      "pending from a cache",
      .whole(200, data(status: #""pending""#), headers: ["age": "1"]), "unknown"),
    OutcomeRow(
      "refused from a cache",
      .whole(422, problem("validation_failed"), headers: ["age": "9999999999999999999"]), "unknown"),
    OutcomeRow("pending", .whole(200, data(status: #""pending""#)), "pending"),
    OutcomeRow("processing", .whole(202, data(status: #""processing""#)), "pending"),
    OutcomeRow("failed", .whole(200, data(status: #""failed""#)), "rejected"),
    OutcomeRow("declined", .whole(200, data(status: #""declined""#)), "rejected"),
    OutcomeRow(
      "unknown word", .whole(200, data(status: #""settling""#)), "unknown"),
    OutcomeRow("no word", .whole(200, data(status: "null")), "unknown"),
    OutcomeRow(
      "less", .whole(200, data(amount: #""0.99""#)), "unknown"),
    OutcomeRow(
      "more", .whole(200, data(amount: #""15.99""#)), "unknown", needsHuman: true),
    OutcomeRow(
      "amount unreadable", .whole(200, data(amount: #""1,00""#)), "unknown"),
    OutcomeRow(
      "amount absent", .whole(200, data(amount: "null")), "unknown"),
    OutcomeRow(
      "another currency", .whole(200, data(currency: #""USD""#)), "unknown"),
    OutcomeRow(
      "another transaction", .whole(200, data(of: "6636599")), "unknown"),
    OutcomeRow(
      "transaction absent", .whole(200, data(of: "null")), "unknown"),
    OutcomeRow(
      "failed for another transaction",
      .whole(200, data(status: #""failed""#, of: "1")), "unknown"),
    OutcomeRow("no refund id", .whole(200, data(id: "null")), "unknown"),
    OutcomeRow("empty refund id", .whole(200, data(id: #""""#)), "unknown"),
    OutcomeRow(
      "another spelling of the id", .whole(200, data(of: #""6636598\u0301""#)), "unknown"),
    OutcomeRow(
      "yes and no at once",
      .whole(
        200,
        data().replacing(
          #""success":true"#,
          with: #""success":true,"error":{"code":"validation_failed","message":"No."}"#)), "unknown"
    ),
    OutcomeRow(
      "a no about a refund",
      .whole(422, problem("validation_failed", extra: #","transaction_id":6636599"#)), "unknown"),
    OutcomeRow(
      "a no with a refund", .whole(422, problem("validation_failed", extra: #","id":"rf""#)),
      "unknown"),
    OutcomeRow("a yes with 404", .whole(404, data()), "unknown"),
    OutcomeRow("a yes with 503", .whole(503, data()), "unknown"),
    OutcomeRow("exponent", .whole(200, data(amount: "1e0")), "unknown"),
    OutcomeRow("negative", .whole(200, data(amount: #""-1.00""#)), "unknown"),
    OutcomeRow("no data", .whole(200, #"{"success":true}"#), "unknown"),
    OutcomeRow("data is a list", .whole(200, #"{"success":true,"data":[]}"#), "unknown"),
    OutcomeRow("success missing", .whole(200, #"{"data":{}}"#), "unknown"),
    OutcomeRow(
      "amount twice",
      .whole(
        200,
        #"{"success":true,"data":{"id":"r","transaction_id":6636598,"status":"succeeded","amount":"1.00","amount":"15.99","currency":"GBP"}}"#
      ), "unknown"),
    OutcomeRow("429", .whole(429, CommonFaults.html, headers: ["retry-after": "7"]), "unknown"),
    OutcomeRow(
      "conflict 409", .whole(409, problem("idempotency_conflict")), "unknown", needsHuman: true),
    OutcomeRow(
      "conflict 422", .whole(422, problem("idempotency_conflict")), "unknown", needsHuman: true),
    OutcomeRow(
      "conflict 200", .whole(200, problem("idempotency_conflict")), "unknown", needsHuman: true),
    OutcomeRow("unlisted code", .whole(400, problem("already_refunded")), "unknown"),
    OutcomeRow(
      "listed code beside data",
      .whole(400, problem("validation_failed", extra: #","data":{"id":"rf"}"#)), "unknown"),
    OutcomeRow("listed code with 500", .whole(500, problem("validation_failed")), "unknown"),
    OutcomeRow("listed code with 302", .whole(302, problem("validation_failed")), "unknown"),
    OutcomeRow("listed code with 410", .whole(410, problem("validation_failed")), "unknown"),
  ]

  static let refusals = [200, 400, 401, 403, 404, 422].flatMap { status in
    codes.map { OutcomeRow("\(status) \($0)", .whole(status, problem($0)), "rejected") }
  }

  /// 409 without NeroPay's own words stops everything too.
  static let common = CommonFaults.rows.map { row in
    row.reply.status == 409
      ? OutcomeRow(row.name, row.reply, "unknown", needsHuman: true) : row
  }

  private func write(_ provider: any PaymentProvider) throws -> PreparedWrite {
    try Sample.refund(
      "6636598", of: Money(minor: 1599, currency: .gbp), amount: Money(minor: 100, currency: .gbp),
      by: provider)
  }

  @Test(arguments: common + answers + refusals)
  func `a refund's answer means`(row: OutcomeRow) async throws {
    let provider = try Sample.neroPay(RecordingTransport(row.reply))
    try await row.check(try write(provider), by: provider)
  }

  @Test func `a success tells the refund's id, amount and word`() async throws {
    let provider = try Sample.neroPay(RecordingTransport(.whole(200, Self.data())))
    let reply = try await Sample.send(try write(provider), by: provider)
    let receipt = try #require(reply.outcome.receipt)
    #expect(receipt.refundID == "rf_nero_123")
    #expect(receipt.amount == Money(minor: 100, currency: .gbp))
    #expect(receipt.providerStatus == "succeeded")
    #expect(receipt.remaining == nil)
    #expect(receipt.history.isEmpty)
  }

  @Test func `a refusal carries code, words, fields and advice`() async throws {
    let body =
      #"{"success":false,"error":{"code":"validation_failed","message":"Invalid","details":{"reason":["too long"],"amount":["too large","GBP, EUR or USD"]}}}"#
    let provider = try Sample.neroPay(RecordingTransport(.whole(422, body)))
    let reply = try await Sample.send(try write(provider), by: provider)
    let refusal = try #require(reply.outcome.refusal)
    #expect(refusal.code == "validation_failed")
    #expect(
      refusal.message == "Invalid (amount: too large, GBP, EUR or USD; reason: too long)")
    #expect(refusal.advice.hasSuffix("."))
  }

  @Test func `a wish to wait is kept as evidence`() async throws {
    let provider = try Sample.neroPay(
      RecordingTransport(.whole(429, "", headers: ["retry-after": "7"])))
    let reply = try await Sample.send(try write(provider), by: provider)
    #expect(reply.evidence.retryAfterSeconds == 7)
  }

  // MARK: - Cancel

  static func cancelled(_ status: String, id: String = "6636599") -> String {
    #"{"success":true,"data":{"id":\#(id),"status":\#(status)}}"#
  }

  static let cancels: [OutcomeRow] =
    common + refusals + [
      OutcomeRow("cancelled", .whole(200, cancelled(#""cancelled""#)), "succeeded"),
      OutcomeRow("canceled", .whole(200, cancelled(#""canceled""#)), "succeeded"),
      OutcomeRow(
        "id as text", .whole(200, cancelled(#""cancelled""#, id: #""6636599""#)), "succeeded"),
      OutcomeRow("another id", .whole(200, cancelled(#""cancelled""#, id: "1")), "unknown"),
      OutcomeRow("succeeded", .whole(200, cancelled(#""succeeded""#)), "unknown"),
      OutcomeRow("pending", .whole(200, cancelled(#""pending""#)), "unknown"),
      OutcomeRow("failed", .whole(200, cancelled(#""failed""#)), "unknown"),
      OutcomeRow("no word", .whole(200, cancelled("null")), "unknown"),
    ]

  @Test(arguments: cancels)
  func `a cancel's answer means`(row: OutcomeRow) async throws {
    let provider = try Sample.neroPay(RecordingTransport(row.reply))
    let pending = Sample.payment(
      "6636599", Money(minor: 999, currency: .gbp), of: provider, status: .pending, word: "pending")
    let write = try provider.prepareCancel(
      CancelOrder(
        transaction: pending, intent: Sample.intent(),
        idempotencyKey: Sample.key()))
    try await row.check(write, by: provider)
  }
}
