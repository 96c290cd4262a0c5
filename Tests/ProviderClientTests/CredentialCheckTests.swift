import Payments
import ProviderClient
import Testing
import TextSafety

/// Trying a credential without touching a payment.
struct CredentialCheckTests {
  private func check(_ provider: any PaymentProvider) async throws -> CredentialReport {
    try await #require(provider as? any CredentialCheck).checkCredentials()
  }

  @Test func `NeroPay names its account`() async throws {
    let transport = RecordingTransport(
      .whole(
        200,
        #"{"success":true,"data":{"account_id":"NP1_2","name":"Shop","country":"GB","status":"active"}}"#,
        headers: ["date": "Wed, 22 Apr 2026 02:17:21 GMT"]))
    let report = try await check(try Sample.neroPay(transport))
    #expect(report.account == "NP1_2")
    #expect(report.facts.map(\.value) == ["Shop", "GB", "active"])
    #expect(report.clockSkewMilliseconds == 9627)
    #expect(transport.requests.map(\.url) == ["https://eu.neropay.app/v2/account"])
  }

  @Test func `Nectar's key is tried on the history`() async throws {
    let empty = #"{"status":200,"message":"ok","data":{"content":[],"last":true},"errors":[]}"#
    for (reply, word) in [
      (HTTPReply.whole(200, empty), "available"), (.whole(404, ""), "not available"),
    ] {
      let report = try await check(try Sample.nectar(RecordingTransport(reply)))
      #expect(report.facts.map(\.value.raw) == [word])
    }
    await #expect(throws: ProviderError.self) {
      try await check(try Sample.nectar(RecordingTransport(.whole(401, ""))))
    }
  }

  @Test func `AIIC Pay's key is tried on an empty object and on two fields`() async throws {
    let transport = RecordingTransport(
      .whole(200, #"{"success":true,"message":"ok","userId":"u1","publicKey":"p"}"#),
      .whole(200, #"{"success":true,"transactions":[]}"#))
    let report = try await check(try Sample.aiic(transport))
    #expect(report.account == "u1")
    #expect(
      transport.requests.map(\.url) == [
        "https://pay-api-staging.aiic.nz/v1/auth/test-auth",
        "https://pay-api-staging.aiic.nz/v1/payment/query-transaction",
      ])
    #expect(transport.requests[0].text.hasPrefix(#"{"data":{},"nonce":""#))
    #expect(
      transport.requests[0].text.contains(
        #""signature":"uGs28Qzd+n5JBljRU7LHQ2p25EC4VkSVhwNKwy+VSCLtFITk5yyiZAUDe9GqianCfdZRM7skWSAEu9h2jAlXAA==""#
      ))
    #expect(transport.requests[1].text.hasPrefix(#"{"data":{"limit":1,"page":1}"#))
    let refused = RecordingTransport(
      .whole(200, #"{"success":true,"userId":"u1"}"#),
      .whole(401, AIICOutcomeTests.problem()))
    await #expect(throws: ProviderError.self) { try await check(try Sample.aiic(refused)) }
  }
}
