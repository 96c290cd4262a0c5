import Payments
import ProviderClient
import Testing
import TextSafety

/// What is kept of an answer for a person to look at: as it was sent, and nothing that gives access.
struct RawAnswerTests {
  /// What NeroPay's answer about a payment is set out as, its envelope of three lines taken away.
  private func lines(of members: String) async throws -> [String] {
    let body = #"{"success":true,"data":{"id":1,\#(members)}}"#
    let provider = try Sample.neroPay(RecordingTransport(.whole(200, body)))
    let answer = try #require(try await provider.retrieve(TransactionLocator("1")).answer)
    #expect(!answer.isCut)
    let lines: [String] = answer.lines.map(\.raw)
    return Array(lines[4..<(lines.count - 2)])
  }

  @Test func `members stand in the order in which they were sent, every digit as it was`()
    async throws
  {
    let reply = HTTPReply.whole(200, #"{"success":true,"data":{"id":7,"b":1.50,"a":[],"c":{}}}"#)
    let provider = try Sample.neroPay(RecordingTransport(reply))
    let answer = try #require(try await provider.retrieve(TransactionLocator("7")).answer)
    #expect(
      answer.lines.map(\.raw) == [
        "{", "  \"success\": true,", "  \"data\": {", "    \"id\": 7,", "    \"b\": 1.50,",
        "    \"a\": [],", "    \"c\": {}", "  }", "}",
      ])
    #expect(answer.request == "GET https://eu.neropay.app/v2/transactions/7")
    #expect(answer.status == 200)
    #expect(answer.asOf == Sample.now.adding(milliseconds: 250))
    #expect(!answer.isPart)
  }

  @Test(arguments: [
    (#""n":-1.50e+2,"t":[true,null]"#, ["\"n\": -1.50e+2,", "\"t\": [", "  true,", "  null", "]"]),
    (#""s" : "a\u0041\n\"{}[],:\\" "#, [#""s": "a\u0041\n\"{}[],:\\""#]),
    (#""deep":{"x":{"y":1}}"#, ["\"deep\": {", "  \"x\": {", "    \"y\": 1", "  }", "}"]),
  ])
  func `values are not changed by setting them out`(
    members: String, expected: [String]
  ) async throws {
    #expect(try await lines(of: members) == expected.map { "    \($0)" })
  }

  @Test(arguments: [
    (#""secret":"x""#, "\"secret\": [redacted]"),
    (#""X-NeroPay-Signature":"abc""#, "\"X-NeroPay-Signature\": [redacted]"),
    (#""Authorization":{"scheme":"Bearer","key":"k"}"#, "\"Authorization\": [redacted]"),
    (#""api_key":["a","b"]"#, "\"api_key\": [redacted]"),
    (#""access_token":7"#, "\"access_token\": [redacted]"),
    (#""\u0073ecret":"x""#, #""\u0073ecret": [redacted]"#),
    (#""card_number":"4111""#, "\"card_number\": [redacted]"),
    (#""cvv":123"#, "\"cvv\": [redacted]"),
    (#""authorizationType":"OPEN""#, "\"authorizationType\": \"OPEN\""),
    (#""companion":"x""#, "\"companion\": \"x\""),
    (#""note":"4111 1111-1111 1111 paid""#, "\"note\": \"[card number] paid\""),
    (#""note":"\u0034111111111111111""#, "\"note\": \"[card number]\""),
    (#""number":4111111111111111"#, "\"number\": [card number]"),
    (#""4111111111111111":1"#, "\"[card number]\": 1"),
    (#""echo":"sk_test_example_only!""#, "\"echo\": \"[redacted]!\""),
  ])
  func `what gives access, and what looks like a card, is blotted out`(
    member: String, expected: String
  ) async throws {
    #expect(try await lines(of: member) == ["    \(expected)"])
  }

  @Test func `no header is kept`() async throws {
    let headers = ["set-cookie": "session=verysecret", "x-signature": "abcdef"]
    let reply = HTTPReply.whole(200, #"{"success":true,"data":{"id":1}}"#, headers: headers)
    let provider = try Sample.neroPay(RecordingTransport(reply))
    let answer = try #require(try await provider.retrieve(TransactionLocator("1")).answer)
    let text = "\(answer)"
    #expect(!text.contains("verysecret") && !text.contains("abcdef"))
    #expect(!text.contains(Sample.secretText))
  }

  @Test func `a long answer is cut, and says so`() async throws {
    let members = (0..<20_000).map { "\"m\($0)\":\($0)" }.joined(separator: ",")
    let body = #"{"success":true,"data":{"id":1,\#(members)}}"#
    let provider = try Sample.neroPay(RecordingTransport(.whole(200, body)))
    let answer = try #require(try await provider.retrieve(TransactionLocator("1")).answer)
    #expect(answer.isCut)
    #expect(answer.byteCount == body.utf8.count)
    let kept = answer.lines.reduce(0) { $0 + $1.raw.utf8.count }
    #expect((60_000...70_000).contains(kept))
    #expect(answer.lines[4].raw == "    \"m0\": 0,")
  }

  @Test func `of AIIC Pay's page only the payment's own row is kept`() async throws {
    let row = { (id: String, reference: String) in
      #"{"id":"\#(id)","type":"credit","status":"completed","amount":2500,"currency":"NZD","reference":"\#(reference)"}"#
    }
    let page =
      #"{"success":true,"totalCount":3, "transactions" : [\#(row("a", "first")) , \#(row("b", "x\\\"]}")),\#(row("c", "third"))],"pagination":{"page":1,"hasNext":false}}"#
    let provider = try Sample.aiic(RecordingTransport(.whole(200, page), .whole(200, page)))
    let read = try await provider.retrieve(TransactionLocator("b", createdAround: Sample.now))
    let answer = try #require(read.answer)
    #expect(answer.isPart)
    #expect(answer.byteCount == row("b", "x\\\"]}").utf8.count)
    #expect(
      answer.lines.map(\.raw) == [
        "{", "  \"id\": \"b\",", "  \"type\": \"credit\",", "  \"status\": \"completed\",",
        "  \"amount\": 2500,", "  \"currency\": \"NZD\",", #"  "reference": "x\"]}""#, "}",
      ])
    #expect(
      answer.request == "POST https://pay-api-staging.aiic.nz/v1/payment/query-transaction")
  }

  @Test func `Nectar's answer is kept without its query`() async throws {
    let provider = try Sample.nectar(RecordingTransport(.whole(200, ReadingTests.verify)))
    let read = try await provider.retrieve(TransactionLocator("Fa5JliRhi6vblnEHY"))
    let answer = try #require(read.answer)
    #expect(!answer.request.text.contains("?"))
    #expect(answer.lines.contains { $0.raw == "    \"requestedAmount\": 50.00," })
  }
}
