import Payments
import ProviderClient
import Testing

/// Rows of many pages, asked for one page at a time.
struct TransactionSequenceTests {
  private static func page(_ ids: ClosedRange<Int>, hasMore: Bool) -> HTTPReply {
    let rows = ids.map {
      #"{"id":\#($0),"trx":"NP-\#($0)","status":"succeeded","amount":"1.00","currency":"GBP"}"#
    }
    return .whole(
      200,
      #"{"success":true,"data":[\#(rows.joined(separator: ","))],"meta":{"has_more":\#(hasMore)}}"#)
  }

  @Test func `rows come page by page, and no page is asked for before it is wanted`() async throws {
    let transport = RecordingTransport(
      Self.page(1...3, hasMore: true), Self.page(4...5, hasMore: false))
    let provider = try Sample.neroPay(transport)
    var iterator = provider.transactions().makeAsyncIterator()
    for id in 1...3 { #expect(try await iterator.next()?.id.raw == String(id)) }
    #expect(transport.requests.count == 1)
    for id in 4...5 { #expect(try await iterator.next()?.id.raw == String(id)) }
    #expect(try await iterator.next() == nil)
    #expect(transport.requests.count == 2)
  }

  @Test func `a page that fails ends the sequence`() async throws {
    let transport = RecordingTransport(Self.page(1...2, hasMore: true), .whole(503, ""))
    var iterator = try Sample.neroPay(transport).pages(of: SearchRequest()).makeAsyncIterator()
    #expect(try await iterator.next()?.rows.count == 2)
    await #expect(throws: ProviderError.self) { try await iterator.next() }
    #expect(try await iterator.next() == nil)
  }

  @Test func `two decisions have two ids`() {
    #expect(IntentID.random() != IntentID.random())
  }
}
