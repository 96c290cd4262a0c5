import Payments
import ProviderClient
import Testing
import TextSafety

/// Nectar's requests, byte for byte (`Providers.md` §2).
struct NectarRequestTests {
  private let paid = Money(minor: 5000, currency: .usd)
  private let part = Money(minor: 3700, currency: .usd)

  @Test func `a refund is a PUT with all three fields and the raw key`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.nectar(transport)
    let write = try Sample.refund(
      "Fa5JliRhi6vblnEHY", of: paid, amount: part, reason: "Customer requested refund",
      by: provider)
    #expect(write.wireAmount == "37.00")
    #expect(write.idempotencyKey == nil)
    _ = try await Sample.send(write, by: provider)
    let request = try #require(transport.requests.first)
    #expect(transport.kinds == [.write])
    #expect(request.method == "PUT")
    #expect(request.url == "https://api.akupay.africa/transaction/refund/Fa5JliRhi6vblnEHY")
    #expect(
      request.text
        == #"{"refundAmount":37.00,"refundReason":"Customer requested refund "#
        + "\(try Sample.intent().tag.text)\","
        + #""transactionReference":"Fa5JliRhi6vblnEHY"}"#)
    #expect(request["Authorization"] == ["sk_test_example_only"])
    #expect(request["Content-Type"] == ["application/json"])
    #expect(request["Accept"] == ["application/json"])
    #expect(request.headers.count == 3)
  }

  @Test func `the tag can be left out and a reason is never empty`() throws {
    let provider = try Sample.nectar { $0.sendsTag = false }
    let plain = try Sample.refund("R1", of: paid, amount: part, reason: "late", by: provider)
    #expect(String(decoding: plain.body, as: UTF8.self).contains(#""refundReason":"late""#))
    let empty = try Sample.refund("R1", of: paid, amount: part, by: provider)
    #expect(String(decoding: empty.body, as: UTF8.self).contains(#""refundReason":"Refund""#))
  }

  @Test func `verify is asked with the escaped reference`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.nectar(transport)
    _ = try? await provider.retrieve(TransactionLocator("TX 1/é"))
    #expect(
      transport.requests.first?.url
        == "https://api.akupay.africa/transaction/verify/TX%201%2F%C3%A9")
    #expect(transport.kinds == [.read])
  }

  @Test func `history always has both dates, in seconds`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.nectar(transport)
    _ = try? await provider.search(SearchRequest(limit: 25))
    _ = try? await provider.search(
      SearchRequest(from: Instant(seconds: 1000), to: Instant(seconds: 2000), limit: 25))
    #expect(
      transport.requests.map(\.url) == [
        // 90 days before and one day after 1776824231.
        "https://api.akupay.africa/transaction/history?startDate=1769048231&endDate=1776910631&page=1&size=25",
        "https://api.akupay.africa/transaction/history?startDate=1000&endDate=2000&page=1&size=25",
      ])
  }

  @Test func `history in milliseconds where the account says so`() async throws {
    let transport = RecordingTransport()
    let provider = try Sample.nectar(transport) { $0.historyUnit = .milliseconds }
    _ = try? await provider.search(
      SearchRequest(from: Instant(seconds: 1000), to: Instant(seconds: 2000), limit: 25))
    #expect(
      transport.requests.first?.url
        == "https://api.akupay.africa/transaction/history?startDate=1000000&endDate=2000000&page=1&size=25"
    )
  }

  @Test func `the merchant is known by a fingerprint that is not the key`() throws {
    let merchant = try Sample.nectar().identity.merchant
    #expect(merchant.hasPrefix("key:"))
    #expect(merchant.utf8.count == 36)
    #expect(!merchant.contains(Sample.secretText))
  }
}
