import Payments
import ProviderClient
import Testing
import TextSafety

/// Amounts in and out, exact in currencies of nought, two and three decimals.
struct ExactAmountTests {
  struct Row: Sendable {
    let currency: Currency
    let minor: Int64
    let major: String
    let shortest: String
  }

  static let rows = [
    Row(currency: .gbp, minor: 1, major: "0.01", shortest: "0.01"),
    Row(currency: .gbp, minor: 3700, major: "37.00", shortest: "37"),
    Row(currency: .ngn, minor: 123_456_789, major: "1234567.89", shortest: "1234567.89"),
    Row(currency: .ngn, minor: 150, major: "1.50", shortest: "1.5"),
    Row(currency: .jpy, minor: 1000, major: "1000", shortest: "1000"),
    Row(currency: .jpy, minor: 1, major: "1", shortest: "1"),
    Row(currency: .bhd, minor: 1250, major: "1.250", shortest: "1.25"),
    Row(currency: .bhd, minor: 1, major: "0.001", shortest: "0.001"),
    Row(
      currency: .usd, minor: 9_007_199_254_740_991, major: "90071992547409.91",
      shortest: "90071992547409.91"),
  ]

  private func body(_ row: Row, _ provider: any PaymentProvider) throws -> (String, String) {
    let money = Money(minor: row.minor, currency: row.currency)
    let write = try Sample.refund("1", of: money, amount: money, by: provider)
    return (write.wireAmount, String(decoding: write.body, as: UTF8.self))
  }

  @Test(arguments: rows)
  func `out: decimals for NeroPay and Nectar, minor units for AIIC Pay`(row: Row) throws {
    let nero = try body(row, Sample.neroPay())
    #expect(nero.0 == row.major)
    #expect(nero.1 == "{\"amount\":\(row.major)}")
    let nectar = try body(row, Sample.nectar())
    #expect(nectar.0 == row.major)
    #expect(nectar.1.hasPrefix("{\"refundAmount\":\(row.major),"))
    let aiic = try body(row, Sample.aiic())
    #expect(aiic.0 == String(row.minor))
    #expect(aiic.1.hasPrefix("{\"amount\":\(row.minor),"))
    let major = try body(row, Sample.aiic { $0.amountUnit = .major })
    #expect(major.0 == row.shortest)
  }

  @Test(arguments: rows)
  func `in: the same money from all three wire forms`(row: Row) async throws {
    let money = Money(minor: row.minor, currency: row.currency)
    let code = row.currency.code
    for token in ["\"\(row.major)\"", row.major] {
      let nero = try Sample.neroPay(
        RecordingTransport(
          .whole(
            200,
            #"{"success":true,"data":{"id":1,"status":"succeeded","amount":\#(token),"currency":"\#(code)"}}"#
          )))
      let read = try await nero.retrieve(TransactionLocator("1"))
      #expect(read.transaction.amount.money == money)
    }
    let nectar = try Sample.nectar(
      RecordingTransport(
        .whole(
          200,
          #"{"status":200,"message":"ok","data":{"transactionReference":"1","requestedAmount":\#(row.major),"currencyCode":"\#(code)","status":0},"errors":[]}"#
        )))
    #expect(
      try await nectar.retrieve(TransactionLocator("1")).transaction.amount.money == money)
    let aiic = try Sample.aiic(RecordingTransport(Self.page(row.minor.description, code)))
    #expect(try await aiic.search(SearchRequest()).rows.first?.amount.money == money)
    let major = try Sample.aiic(RecordingTransport(Self.page(row.major, code))) {
      $0.amountUnit = .major
    }
    #expect(try await major.search(SearchRequest()).rows.first?.amount.money == money)
  }

  static func page(_ amount: String, _ code: String) -> HTTPReply {
    .whole(
      200,
      #"{"success":true,"transactions":[{"id":"txn_1","type":"credit","status":"completed","amount":\#(amount),"currency":"\#(code)"}],"pagination":{"page":1,"hasNext":false}}"#
    )
  }

  @Test(arguments: ["2500.5", "2500.0", "25e2", "-2500", "\"2,500\"", "9223372036854775808"])
  func `a number that is no count of minor units is shown and never money`(
    token: String
  )
    async throws
  {
    let provider = try Sample.aiic(RecordingTransport(Self.page(token, "NZD")))
    let row = try #require(try await provider.search(SearchRequest()).rows.first)
    #expect(row.amount.money == nil)
    #expect(row.amount.text.raw == token.filter { $0 != "\"" })
    #expect(throws: ProviderError.self) {
      try provider.prepareRefund(
        RefundOrder(
          transaction: row, amount: Money(minor: 1, currency: .nzd), reason: "",
          intent: Sample.intent(),
          idempotencyKey: Sample.key()))
    }
  }

  @Test(arguments: ["XAU", "XXX", "QQQ", "", "£"])
  func `a currency without an exponent is shown and never money`(code: String) async throws {
    let provider = try Sample.neroPay(
      RecordingTransport(
        .whole(
          200,
          #"{"success":true,"data":[{"id":1,"status":"succeeded","amount":"15.99","currency":"\#(code)"}]}"#
        )))
    let row = try #require(try await provider.search(SearchRequest()).rows.first)
    #expect(row.amount.money == nil)
    #expect(row.amount.currencyCode.raw == code)
  }

  @Test func `more decimals than the currency has are not money unless they are zeros`()
    async throws
  {
    for (token, minor) in [("1000.00", 1000), ("1000.50", nil)] as [(String, Int64?)] {
      let provider = try Sample.neroPay(
        RecordingTransport(
          .whole(
            200,
            #"{"success":true,"data":[{"id":1,"status":"succeeded","amount":"\#(token)","currency":"JPY"}]}"#
          )))
      let row = try await provider.search(SearchRequest()).rows.first
      #expect(row?.amount.money?.minor == minor)
    }
  }

  @Test func `an account's own exponent counts`() throws {
    let three = try #require(Currency(code: "XXX", exponents: ["XXX": 3]))
    let money = Money(minor: 1, currency: three)
    let provider = try Sample.neroPay { $0.exponents = ["XXX": 3] }
    #expect(try Sample.refund("1", of: money, amount: money, by: provider).wireAmount == "0.001")
    for wrong in [-1, 5] {
      #expect(throws: ProviderError.self) {
        try Sample.neroPay { $0.exponents = ["XXX": wrong] }
      }
    }
  }

  @Test func `an amount too large for every JSON library is not sent to AIIC Pay`() throws {
    let provider = try Sample.aiic()
    let huge = Money(minor: 9_007_199_254_740_992, currency: .nzd)
    #expect(throws: ProviderError.self) {
      try Sample.refund("1", of: huge, amount: huge, by: provider)
    }
  }
}
