import Payments
import ProviderClient
import Testing
import TextSafety

/// NeroPay's requests, byte for byte (`Providers.md` §1).
struct NeroPayRequestTests {
  @Test func `a refund has the bytes, the headers and the signature of the vector`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.neroPay(transport)
    let write = try Sample.refund(
      "6636598", of: Money(minor: 1599, currency: .gbp), amount: Money(minor: 100, currency: .gbp),
      reason: "requested_by_customer", by: provider)
    let body = #"{"amount":1.00,"reason":"requested_by_customer"}"#
    #expect(String(decoding: write.body, as: UTF8.self) == body)
    #expect(write.path == "/v2/transactions/6636598/refund")
    #expect(write.wireAmount == "1.00")
    #expect(write.idempotencyKey == "0123456789abcdef0123456789abcdef")

    _ = try await Sample.send(write, by: provider)
    let request = try #require(transport.requests.first)
    #expect(transport.kinds == [.write])
    #expect(request.method == "POST")
    #expect(request.url == "https://eu.neropay.app/v2/transactions/6636598/refund")
    #expect(request.text == body)
    #expect(request["Authorization"] == ["Bearer sk_test_example_only"])
    #expect(request["Accept"] == ["application/json"])
    #expect(request["Content-Type"] == ["application/json"])
    #expect(request["X-NeroPay-Timestamp"] == ["1776824231"])
    #expect(
      request["X-NeroPay-Signature"]
        == ["2d055b75f1f4e07948e800880215e7ddb1cceeee3ba01422f3f84f4d1bb9efde"])
    #expect(request["Idempotency-Key"] == ["0123456789abcdef0123456789abcdef"])
    #expect(request["NeroPay-Account"].isEmpty)
    #expect(request.headers.count == 6)
  }

  @Test func `a cancel signs and sends an empty object`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.neroPay(transport)
    let pending = Sample.payment(
      "6636599", Money(minor: 999, currency: .gbp), of: provider, status: .pending, word: "pending")
    let write = try provider.prepareCancel(
      CancelOrder(
        transaction: pending, intent: Sample.intent(),
        idempotencyKey: Sample.key()))
    #expect(write.kind == .cancel)
    #expect(write.wireAmount.isEmpty)
    #expect(write.amount == Money(minor: 999, currency: .gbp))
    _ = try await Sample.send(write, by: provider)
    let request = try #require(transport.requests.first)
    #expect(request.url == "https://eu.neropay.app/v2/transactions/6636599/cancel")
    #expect(request.text == "{}")
    #expect(
      request["X-NeroPay-Signature"]
        == ["43ad2a4157f775be0a84975f156cdc9a2fcca02c096411e50c0b1bf231e1eed4"])
    #expect(request["Idempotency-Key"] == ["0123456789abcdef0123456789abcdef"])
  }

  @Test func `a connected account is named on every call and is the merchant`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.neroPay(transport) { $0.neropayAccount = "NP6454f52b_6165" }
    #expect(provider.identity.merchant == "NP6454f52b_6165")
    let gbp = Money(minor: 100, currency: .gbp)
    let write = try Sample.refund("1", of: gbp, amount: gbp, by: provider)
    #expect(write.accountHeader == "NP6454f52b_6165")
    _ = try await Sample.send(write, by: provider)
    _ = try? await provider.retrieve(TransactionLocator("1"))
    _ = try? await provider.search(SearchRequest())
    #expect(transport.requests.count == 3)
    #expect(transport.requests.allSatisfy { $0["NeroPay-Account"] == ["NP6454f52b_6165"] })
  }

  @Test func `reads carry no signature and no key`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.neroPay(transport)
    _ = try? await provider.retrieve(TransactionLocator("6636598"))
    let request = try #require(transport.requests.first)
    #expect(transport.kinds == [.read])
    #expect(request.method == "GET")
    #expect(request.url == "https://eu.neropay.app/v2/transactions/6636598")
    #expect(request.headers.map(\.name) == ["Authorization", "Accept", "Cache-Control"])
    #expect(request.body.isEmpty)
  }

  @Test func `a list asks for a page and passes a word on`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.neroPay(transport)
    _ = try? await provider.search(SearchRequest(limit: 50))
    _ = try? await provider.search(SearchRequest(text: "a b&c", limit: 50))
    #expect(
      transport.requests.map(\.url) == [
        "https://eu.neropay.app/v2/transactions?limit=50&page=1",
        "https://eu.neropay.app/v2/transactions?limit=50&page=1&q=a%20b%26c",
      ])
  }

  @Test func `a reference in a path is one escaped segment`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.neroPay(transport)
    _ = try? await provider.retrieve(TransactionLocator("NP/1?x=../é"))
    #expect(
      transport.requests.first?.url
        == "https://eu.neropay.app/v2/transactions/NP%2F1%3Fx%3D..%2F%C3%A9")
    let gbp = Money(minor: 100, currency: .gbp)
    #expect(
      try Sample.refund("a/b", of: gbp, amount: gbp, by: provider).path
        == "/v2/transactions/a%2Fb/refund")
    #expect(throws: ProviderError.self) {
      try Sample.refund("..", of: gbp, amount: gbp, by: provider)
    }
    await #expect(throws: ProviderError.notFound("..")) {
      try await provider.retrieve(TransactionLocator(".."))
    }
  }

  @Test func `a replay has the same key and body and a fresh timestamp and signature`() async throws
  {
    let transport = RecordingTransport()
    let provider = try Sample.neroPay(transport)
    let gbp = Money(minor: 100, currency: .gbp)
    let write = try Sample.refund("1", of: gbp, amount: gbp, by: provider)
    #expect(try Sample.refund("1", of: gbp, amount: gbp, by: provider) == write)
    let first = try provider.seal(write)
    let later = SealedWrite(
      body: first.body, timestamp: first.timestamp.adding(seconds: 12), nonce: nil)
    _ = await provider.send(first, for: write, through: .open)
    _ = await provider.send(later, for: write, through: .open)
    let requests = transport.requests
    try #require(requests.count == 2)
    #expect(requests[0].body == requests[1].body)
    #expect(requests[0]["Idempotency-Key"] == requests[1]["Idempotency-Key"])
    #expect(requests[1]["X-NeroPay-Timestamp"] == ["1776824243"])
    #expect(requests[0]["X-NeroPay-Signature"] != requests[1]["X-NeroPay-Signature"])
  }
}
