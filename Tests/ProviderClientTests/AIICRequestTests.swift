import Payments
import ProviderClient
import Testing
import TextSafety
import TilldeskCrypto

/// AIIC Pay's requests, byte for byte (`Providers.md` §3).
struct AIICRequestTests {
  private let nzd = Money(minor: 2500, currency: .nzd)

  /// The signature vectors of `Providers.md` §3.2, as the refunds that have these messages as data.
  @Test(arguments: [
    (
      "Customer requested refund",
      #"{"amount":2500,"originalTransactionId":"txn_abc123","reason":"Customer requested refund"}"#,
      "MrTnUjRmuMTEUAwfndYz13kg1qa/Y4/RB2YmkNmTSh6k1cioR8nMuiG3CkT6jjGDFff2lP6aN4sQCHzVDq1JBA=="
    ),
    (
      "Té/x \"q\"",
      #"{"amount":2500,"originalTransactionId":"txn_abc123","reason":"Té/x \"q\""}"#,
      "OU0E7ShWqqgGOK/Ig8Wns9z6UyQDxRNq/YrruOsDxHfGxe0HnHB3535v7Ti2vv/O9VEfsHhNQ/ng8CPflFSTBA=="
    ),
  ])
  func `a refund has the canonical data and the signature of the vector`(
    reason: String, data: String, signature: String
  ) async throws {
    let transport = RecordingTransport()
    let provider = try Sample.aiic(transport) {
      $0.amountUnit = .minor
      $0.sendsTag = false
    }
    let write = try Sample.refund("txn_abc123", of: nzd, amount: nzd, reason: reason, by: provider)
    #expect(String(decoding: write.body, as: UTF8.self) == data)
    #expect(write.wireAmount == "2500")
    #expect(write.path == "/v1/payment/refund")
    let sealed = try provider.seal(write)
    let sealedNonce = sealed.nonce
    let nonce = try #require(sealedNonce)
    _ = await provider.send(sealed, for: write, through: .open)
    let request = try #require(transport.requests.first)
    #expect(transport.kinds == [.write])
    #expect(request.method == "POST")
    #expect(request.url == "https://pay-api-staging.aiic.nz/v1/payment/refund")
    #expect(
      request.text
        == "{\"data\":\(data),\"nonce\":\"\(nonce)\",\"publicKey\":\"\(Sample.publicKey)\","
        + "\"signature\":\"\(signature)\",\"timestamp\":1776824231123}")
    #expect(request["X-Public-Key"] == [Sample.publicKey])
    #expect(request["Content-Type"] == ["application/json"])
    #expect(request["Authorization"].isEmpty)
  }

  @Test func `the signature of the two-field query is that of the vector`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.aiic(transport)
    _ = try? await provider.search(SearchRequest(limit: 20))
    let request = try #require(transport.requests.first)
    #expect(transport.kinds == [.read])
    #expect(request.url == "https://pay-api-staging.aiic.nz/v1/payment/query-transaction")
    #expect(request.text.hasPrefix(#"{"data":{"limit":20,"page":1},"nonce":""#))
    #expect(
      request.text.contains(
        #""signature":"CWBWCc7+1Lv3k4I0ewytdidHir88mbNIUhd1GJNrH+UYXRjhc1KI7Iez7RFOMRmZV07VWJqnO/m+Avrv+mzrBA==""#
      ))
  }

  @Test func `each attempt has a fresh nonce around the same data`() throws {
    let provider = try Sample.aiic()
    let write = try Sample.refund("txn_1", of: nzd, amount: nzd, by: provider)
    #expect(try Sample.refund("txn_1", of: nzd, amount: nzd, by: provider) == write)
    let sealed = try (1...2).map { _ in
      let sealed = try provider.seal(write)
      return (body: sealed.body, nonce: sealed.nonce)
    }
    #expect(sealed[0].nonce != sealed[1].nonce)
    let data = "{\"data\":" + String(decoding: write.body, as: UTF8.self) + ","
    for sealed in sealed {
      #expect(String(decoding: sealed.body, as: UTF8.self).hasPrefix(data))
      let groups = try #require(sealed.nonce).split(separator: "-").map(\.count)
      #expect(groups == [8, 4, 4, 4, 12])
    }
  }

  @Test func `the tag goes out as the description`() throws {
    let provider = try Sample.aiic()
    let write = try Sample.refund("txn_1", of: nzd, amount: nzd, by: provider)
    #expect(
      String(decoding: write.body, as: UTF8.self)
        == #"{"amount":2500,"description":"\#(try Sample.intent().tag.text)","#
        + #""originalTransactionId":"txn_1"}"#)
  }

  @Test func `an API key stands in the header and the public key in the envelope`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.aiic(transport) {
      $0.amountUnit = .minor
      $0.apiKey = "pk_other"
    }
    _ = try? await provider.search(SearchRequest())
    let request = try #require(transport.requests.first)
    #expect(request["X-Public-Key"] == ["pk_other"])
    #expect(request.text.contains("\"publicKey\":\"\(Sample.publicKey)\""))
    #expect(provider.identity.merchant == "pub:\(Sample.publicKey)")
  }

  @Test func `filters that are documented go out and days are widened`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.aiic(transport)
    _ = try? await provider.search(
      SearchRequest(
        statuses: [.paid], currency: "nzd", from: Sample.now, to: Sample.now, limit: 100))
    _ = try? await provider.search(SearchRequest(statuses: [.paid, .pending], limit: 100))
    let data = transport.requests.map { request in
      request.text.prefix { $0 != "}" } + "}"
    }
    #expect(
      data == [
        #"{"data":{"currency":"NZD","dateFrom":"2026-04-21","dateTo":"2026-04-23","limit":100,"page":1,"status":"completed"}"#,
        #"{"data":{"limit":100,"page":1}"#,
      ])
  }

  @Test func `a 64-byte key does as well and a wrong one is refused with the reason`() throws {
    var key = try Base64.decode(Sample.seed)
    key += try Base64.decode(Sample.publicKey)
    let provider = try Sample.make(
      "aiic", "https://pay-api.aiic.nz/v1", Base64.encode(key), .init(), RecordingTransport())
    #expect(provider.identity.merchant == "pub:\(Sample.publicKey)")
    for text in ["not base64!", "AAEC", Base64.encode(Array(key.prefix(33)))] {
      #expect(throws: ProviderError.self) {
        try Sample.make(
          "aiic", "https://pay-api.aiic.nz/v1", text, .init(), RecordingTransport())
      }
    }
  }
}
