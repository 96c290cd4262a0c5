import Payments
import ProviderClient
import Testing
import TextSafety

/// Lists of refunds that are not whole, and rows that cannot be read: both are said, never dropped.
struct IncompleteListTests {
  private static let tag = "TD-7Q3K9M"

  private func page(
    _ rows: [String], _ pagination: String = #""hasNext":false"#, total: Int? = nil
  ) -> HTTPReply {
    let count = total.map { #","totalCount":\#($0)"# } ?? ""
    return .whole(
      200,
      #"{"success":true,"transactions":[\#(rows.joined(separator: ","))],"pagination":{\#(pagination)}\#(count)}"#
    )
  }

  private func row(
    _ id: String = #""r1""#, type: String = #""refund""#, amount: String = "500",
    currency: String = "NZD", reference: String = "", description: String = ""
  ) -> String {
    #"{"id":\#(id),"type":\#(type),"status":"completed","amount":\#(amount),"currency":"\#(currency)","reference":"\#(reference)","description":"\#(description)","createdAt":"2026-04-22T00:00:00Z"}"#
  }

  private func aiic(_ replies: HTTPReply...) async throws -> RefundList {
    let provider = try Sample.aiic(RecordingTransport(replies))
    return try await provider.refunds(
      of: Sample.payment("t1", Money(minor: 2500, currency: .nzd), of: provider))
  }

  @Test func `a short page is no end where nothing says so`() async throws {
    let first = page([row(#""r1""#)], "")
    let second = page([row(#""r2""#, description: Self.tag)], "")
    let list = try await aiic(first, second, page([], ""))
    #expect(list.rows.map(\.id) == ["r1", "r2"])
    #expect(list.listing.isWhole)
    let counted = try await aiic(
      page([row(#""r1""#)], "", total: 2), page([row(#""r2""#)], "", total: 2))
    #expect(counted.rows.count == 2)
    #expect(counted.listing.isWhole)
    // The same page again: whether there are others nobody can tell.
    #expect(try await !aiic(first, first).listing.isWhole)
  }

  @Test(arguments: [400, 404]) func `an error after the first page keeps what came before`(
    _ status: Int
  ) async throws {
    let past = HTTPReply.whole(
      status, #"{"success":false,"error":"page out of range","errorCode":"INVALID_PARAMETERS"}"#)
    let list = try await aiic(page([row(#""r1""#)], ""), past)
    #expect(list.rows.map(\.id) == ["r1"])
    #expect(!list.listing.isWhole)
    await #expect(throws: ProviderError.self) { try await aiic(past) }

    let entry =
      #"{"id":7,"trx":"NP-ORDER1001","status":"succeeded","amount":"5.00","currency":"GBP","remark":"refund_transaction"}"#
    let none =
      #"{"success":false,"error":{"code":"resource_not_found","message":"no such page","details":null}}"#
    let provider = try Sample.neroPay(
      RecordingTransport(
        .whole(200, #"{"success":true,"data":[\#(entry)]}"#), .whole(status, none)))
    let entries = try await provider.refunds(
      of: Sample.payment("6636598", Money(minor: 1599, currency: .gbp), of: provider))
    #expect(entries.rows.map(\.id) == ["7"])
    #expect(!entries.listing.isWhole)
  }

  // MARK: - Rows

  @Test(arguments: ["500.0", "5e2", "-500", "500.5", "0", "null", #""x""#, "9223372036854775808"])
  func `an amount that is no count of minor units is a row that cannot be read`(
    _ amount: String
  ) async throws {
    let list = try await aiic(page([row(amount: amount, description: Self.tag)]))
    #expect(list.rows.isEmpty)
    #expect(list.listing.isWhole)
    #expect(list.listing.unreadable.map(\.id) == ["r1"])
    #expect(list.listing.unreadable.first?.details == ForeignText(Self.tag))
  }

  @Test(arguments: ["null", #""""#]) func `a row without an id is one`(_ id: String) async throws {
    let list = try await aiic(page([row(id)]))
    #expect(list.rows.isEmpty)
    #expect(list.listing.unreadable.map(\.id) == [nil])
  }

  @Test func `a tag in no currency or under another type is one`() async throws {
    for odd in [
      row(currency: "??", description: Self.tag),
      row(type: #""credit""#, description: Self.tag), row(type: "null"), row(type: #""Refund""#),
    ] {
      let list = try await aiic(page([odd]))
      #expect(list.rows.isEmpty)
      #expect(list.listing.unreadable.map(\.id) == ["r1"], "\(odd)")
    }
    // In another currency it can be read, and says more than one that fits.
    let dollars = try await aiic(page([row(currency: "USD", description: Self.tag)]))
    #expect(dollars.rows.map(\.amount.currency.code) == ["USD"])
    let others = try await aiic(page([row(currency: "USD"), row(type: #""credit""#)]))
    #expect(others.listing.isComplete)
  }

  @Test func `one id with two contents is a row that cannot be read`() async throws {
    let list = try await aiic(page([row(amount: "99900"), row(amount: "2500")]))
    #expect(list.listing.unreadable.map(\.id) == ["r1"])
    #expect(try await aiic(page([row(), row()])).listing.isComplete)
  }

  // MARK: - Pages

  @Test func `pages that repeat are not the whole list`() async throws {
    let same = page([row()], #""hasNext":true"#)
    #expect(try await aiic(same, same).listing.isWhole == false)
  }

  @Test func `an empty page that promises more is not the end`() async throws {
    #expect(try await aiic(page([], #""hasNext":true"#)).listing.isWhole == false)
    #expect(
      try await aiic(page([row()], #""hasNext":true"#), page([], #""hasNext":true"#))
        .listing.isWhole == false)
    #expect(
      try await aiic(page([row()], #""hasNext":false,"totalPages":2"#), page([row(#""r2""#)]))
        .rows.count == 2)
  }

  @Test func `a total that is larger, or changes on the way, is not met`() async throws {
    #expect(try await aiic(page([], total: 7)).listing.isWhole == false)
    #expect(try await aiic(page([row()], total: 1)).listing.isWhole)
    let first = page([row(), row(#""r2""#)], #""hasNext":true"#, total: 3)
    #expect(try await aiic(first, page([row(#""r3""#)], total: 3)).listing.isWhole)
    #expect(try await aiic(first, page([], total: 2)).listing.isWhole == false)
  }

  @Test func `a list beyond its bound is not whole`() async throws {
    let pages = (1...51).map { page([row("\"r\($0)\"")], #""hasNext":true"#) }
    let transport = RecordingTransport(pages)
    let provider = try Sample.aiic(transport)
    let list = try await provider.refunds(
      of: Sample.payment("t1", Money(minor: 2500, currency: .nzd), of: provider))
    #expect(list.rows.count == 50)
    #expect(!list.listing.isWhole)
  }

  @Test func `a search that ended early does not say that nothing has the name`() async throws {
    let provider = try Sample.aiic(RecordingTransport(page([]), page([], #""hasNext":true"#)))
    do {
      _ = try await provider.payments(named: TransactionLocator("INV-9"))
      Issue.record("answered")
    } catch {
      #expect(error.sentence.text.contains("may not be all"))
    }
  }

  // MARK: - The others

  @Test func `NeroPay's entries are read on every page, and what cannot be read is said`()
    async throws
  {
    func entry(_ id: Int, amount: String = "1.00") -> String {
      #"{"id":\#(id),"trx":"NP-ORDER1001","status":"succeeded","amount":"\#(amount)","currency":"GBP","remark":"refund_transaction"}"#
    }
    func page(_ rows: [String], more: Bool) -> HTTPReply {
      .whole(
        200,
        #"{"success":true,"data":[\#(rows.joined(separator: ","))],"meta":{"has_more":\#(more)}}"#)
    }
    func read(_ replies: HTTPReply...) async throws -> RefundList {
      let provider = try Sample.neroPay(RecordingTransport(replies))
      return try await provider.refunds(
        of: Sample.payment("6636598", Money(minor: 1599, currency: .gbp), of: provider))
    }
    let two = try await read(page([entry(1)], more: true), page([entry(2)], more: false))
    #expect(two.rows.map(\.id) == ["1", "2"])
    #expect(two.listing.isComplete)
    let same = page([entry(1)], more: true)
    #expect(try await read(same, same).listing.isWhole == false)
    #expect(try await read(page([], more: true)).listing.isWhole == false)
    let odd = try await read(page([entry(1, amount: "1.001"), entry(2)], more: false))
    #expect(odd.rows.map(\.id) == ["2"])
    #expect(odd.listing.unreadable.map(\.id) == ["1"])
    let torn = try await read(page([entry(1), entry(1, amount: "2.00")], more: false))
    #expect(torn.listing.unreadable.map(\.id) == ["1"])
  }

  @Test func `an entry of Nectar's history that cannot be read is said`() async throws {
    let provider = try Sample.nectar(
      RecordingTransport(
        .whole(
          200,
          #"{"status":200,"message":"ok","data":{"transactionReference":"N1","requestedAmount":50.00,"currencyCode":"USD","status":11,"refundHistory":[{"refundId":"R1","amount":"five"},{"refundId":"R2","amount":5.00}]},"errors":[]}"#
        )))
    let read = try await provider.retrieve(TransactionLocator("N1"))
    #expect(read.refunds.map(\.id) == ["R2"])
    #expect(read.listing.unreadable.map(\.id) == ["R1"])
  }
}
