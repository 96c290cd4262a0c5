import Testing
import TilldeskCrypto

@testable import ProviderSandbox

@Suite struct WireTests {
  @Test(
    arguments: [
      (SandboxCurrency.gbp, 1599, "15.99"), (.gbp, 5, "0.05"), (.gbp, 0, "0.00"),
      (.jpy, 1500, "1500"),
      (.bhd, 12_345, "12.345"), (.bhd, 7, "0.007"), (.ngn, .max, "92233720368547758.07"),
    ] as [(SandboxCurrency, Int64, String)])
  func `an amount is written and read with exactly its digits`(
    currency: SandboxCurrency, minor: Int64, text: String
  ) throws {
    #expect(currency.decimalText(minor: minor) == text)
    #expect(try currency.minor(decimalToken: text) == minor)
  }

  @Test(
    arguments: [
      (SandboxCurrency.gbp, "1", AmountFault.wrongDecimals(expected: 2)),
      (.gbp, "1.0", .wrongDecimals(expected: 2)), (.gbp, "1.000", .wrongDecimals(expected: 2)),
      (.jpy, "1.0", .wrongDecimals(expected: 0)), (.jpy, "1.", .wrongDecimals(expected: 0)),
      (.gbp, "-1.00", .notPlain), (.gbp, "1e2", .notPlain), (.gbp, "1.5e1", .notPlain),
      (.gbp, "01.00", .notPlain), (.gbp, "", .notPlain), (.gbp, "1.0.0", .notPlain),
      (.gbp, "92233720368547758.08", .tooLarge),
    ] as [(SandboxCurrency, String, AmountFault)])
  func `a token of other digits is no amount`(
    currency: SandboxCurrency, token: String, fault: AmountFault
  ) {
    #expect(throws: fault) { try currency.minor(decimalToken: token) }
  }

  @Test(arguments: [
    #"{"a":1,"b":[true,false,null],"c":{"d":"x"}}"#, #""\"\\\b\f\n\r\t\u0001é😀""#, "[]", "{}",
    "-0.5e+10", "0",
  ])
  func `compact JSON is written as it was read`(text: String) throws {
    let document = try WireJSONReader.read(Array(text.utf8))
    #expect(String(decoding: document.root.bytes(), as: UTF8.self) == text)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\":1,}", "01", "1.", "1e", "+1", "nul", "\"\u{1}\"", "\"\\x\"",
    "\"\\ud800\"",
    "\"\\ud800\\u0041\"", "{\"a\":1,\"a\":2}", "1 2", "{\"a\" 1}", "\"open", "// remark", "{'a':1}",
    String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
  ])
  func `what is not strict JSON is refused`(text: String) {
    #expect(throws: WireJSONFault.self) { try WireJSONReader.read(Array(text.utf8)) }
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: WireJSONFault.self) { try WireJSONReader.read([0x22, 0xFF, 0x22]) }
  }

  @Test func `the place of a member is the place of its bytes`() throws {
    let text = #"{ "x" : 1 , "data" : {"a": "é"} , "y":2}"#
    let bytes = Array(text.utf8)
    let range = try #require(try WireJSONReader.read(bytes).memberRanges["data"])
    #expect(String(decoding: bytes[range], as: UTF8.self) == #"{"a": "é"}"#)
  }

  @Test func `escapes mean what they stand for`() throws {
    let read = try WireJSONReader.read(Array(#""\u00e9\/\ud83d\ude00""#.utf8)).root
    #expect(read == "é/😀")
    #expect(String(decoding: read.bytes(.escaping), as: UTF8.self) == #""\u00e9\/\ud83d\ude00""#)
  }

  @Test(arguments: [
    (
      "2026-04-22T02:37:11Z",
      WireTime(year: 2026, month: 4, day: 22, hour: 2, minute: 37, second: 11)
    ),
    ("1970-01-01T00:00:00Z", WireTime(micros: 0)), ("1969-12-31T23:59:59Z", WireTime(micros: -1)),
    ("2024-02-29T00:00:00Z", WireTime(year: 2024, month: 2, day: 29)),
    ("2000-03-01T00:00:00Z", WireTime(micros: 951_868_800_000_000)),
  ])
  func `a time is written as the calendar has it`(text: String, time: WireTime) {
    #expect(time.utcText == text)
  }

  @Test(arguments: [
    ("2026-06-30", true), ("2026-06-31", false), ("2024-02-29", true), ("2026-02-29", false),
    ("2026-6-30", false), ("2026-06-30T00", false), ("", false), ("2026-13-01", false),
  ])
  func `a day is a real day in its only form`(text: String, isDay: Bool) {
    #expect((WireTime.day(text) != nil) == isDay)
  }

  @Test(arguments: [
    (
      #"{"amount":1.00,"reason":"requested_by_customer"}"#,
      "2d055b75f1f4e07948e800880215e7ddb1cceeee3ba01422f3f84f4d1bb9efde"
    ),
    ("{}", "43ad2a4157f775be0a84975f156cdc9a2fcca02c096411e50c0b1bf231e1eed4"),
  ])
  func `the signature that NeroPay's desk expects is the known one`(
    body: String, signature: String
  ) async throws {
    let timestamp = "1776824231"
    let keys = SandboxKeys(own: "sk_test_example_only", second: "2", foreign: "3")
    try await Stage.run {
      $0.providers.change(NeroPaySimulator.self) { $0.keys = keys }
      $0.clock = { 1_776_824_231_000 }
    } body: { stage in
      let path = body == "{}" ? "6636599/cancel" : "6636598/refund"
      let reply = try await stage.send(
        "POST", "/neropay/v2/transactions/\(path)",
        headers: [
          ("Authorization", "Bearer sk_test_example_only"), ("Content-Type", "application/json"),
          ("X-NeroPay-Timestamp", timestamp), ("X-NeroPay-Signature", signature),
          ("Idempotency-Key", "k"),
        ], body: body)
      #expect(reply.status == 200)
    }
  }
}
