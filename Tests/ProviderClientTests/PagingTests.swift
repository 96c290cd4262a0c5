import Payments
import ProviderClient
import Testing
import TextSafety

/// Pages, whatever a provider makes of `page`.
struct PagingTests {
  private func nero(_ ids: [Int], rest: String = "") -> HTTPReply {
    let rows = ids.map { #"{"id":\#($0),"status":"succeeded"}"# }.joined(separator: ",")
    return .whole(200, #"{"success":true,"data":[\#(rows)]\#(rest)}"#)
  }

  /// Reads every page and returns the ids of each.
  private func readAll(_ transport: RecordingTransport, limit: Int) async throws -> [[String]] {
    let provider = try Sample.neroPay(transport)
    var request = SearchRequest(limit: limit)
    var pages: [[String]] = []
    repeat {
      let page = try await provider.search(request)
      pages.append(page.rows.map(\.id.raw))
      request.cursor = page.next
    } while request.cursor != nil && pages.count < 20
    return pages
  }

  @Test func `a short page is the last`() async throws {
    let transport = RecordingTransport(nero([1, 2]), nero([3]))
    #expect(try await readAll(transport, limit: 2) == [["1", "2"], ["3"]])
    #expect(transport.requests.map(\.url).last?.contains("page=2") == true)
  }

  @Test func `an empty page is the end`() async throws {
    let transport = RecordingTransport(nero([1, 2]), nero([]))
    #expect(try await readAll(transport, limit: 2) == [["1", "2"], []])
  }

  @Test func `rows that moved to the next page are not repeated`() async throws {
    let transport = RecordingTransport(nero([3, 2]), nero([2, 1]), nero([1]))
    #expect(try await readAll(transport, limit: 2) == [["3", "2"], ["1"], []])
  }

  @Test func `a row twice on one page is one row`() async throws {
    #expect(try await readAll(RecordingTransport(nero([1, 1, 2])), limit: 5) == [["1", "2"]])
  }

  @Test(arguments: [
    (#","meta":{"current_page":1,"last_page":2}"#, true),
    (#","meta":{"current_page":2,"last_page":2}"#, false),
    (#","pagination":{"has_more":true}"#, true), (#","pagination":{"has_more":false}"#, false),
    (#","links":{"next":"https://elsewhere/"}"#, true), (#","links":{"next":null}"#, false),
    (#","meta":{}"#, false),
  ])
  func `page facts beside the rows are believed over the count`(
    rest: String, more: Bool
  )
    async throws
  {
    let provider = try Sample.neroPay(RecordingTransport(nero([1], rest: rest)))
    let page = try await provider.search(SearchRequest(limit: 50))
    #expect((page.next != nil) == more)
  }

  @Test func `rows nested in data are accepted`() async throws {
    let body =
      #"{"success":true,"data":{"data":[{"id":1,"status":"succeeded"}],"current_page":1,"last_page":3}}"#
    let provider = try Sample.neroPay(RecordingTransport(.whole(200, body)))
    let page = try await provider.search(SearchRequest(limit: 50))
    #expect(page.rows.map(\.id.raw) == ["1"])
    #expect(page.next?.page == 2)
  }

  @Test func `what a cursor remembers is bounded`() async throws {
    let provider = try Sample.neroPay(
      RecordingTransport(nero([1, 2]), nero([1, 2])))
    let cursor = PageCursor(page: 51, seen: Set((100..<5100).map { ForeignText(String($0)) }))
    let page = try await provider.search(SearchRequest(limit: 2, cursor: cursor))
    let next = try #require(page.next)
    #expect(next == PageCursor(page: 52, seen: ["1", "2"]))
    let repeated = try await provider.search(SearchRequest(limit: 2, cursor: next))
    #expect(repeated.next == nil)
    #expect(repeated.incomplete != nil)
  }

  @Test func `a search for a whole reference brings it first and once`() async throws {
    let transport = RecordingTransport(
      .whole(200, ReadingTests.neroOne), nero([6_636_599, 6_636_598]))
    let provider = try Sample.neroPay(transport)
    let page = try await provider.search(SearchRequest(text: "NP-ORDER1001"))
    #expect(page.rows.map(\.id.raw) == ["6636598", "6636599"])
    #expect(transport.requests[0].url.hasSuffix("/transactions/NP-ORDER1001"))
    #expect(transport.requests[1].url.hasSuffix("?limit=100&page=1&q=NP-ORDER1001"))
  }

  @Test func `a word that names nothing still lists`() async throws {
    let missing = HTTPReply.whole(404, NeroPayOutcomeTests.problem("resource_not_found"))
    let provider = try Sample.neroPay(RecordingTransport(missing, nero([1])))
    #expect(try await provider.search(SearchRequest(text: "NP-9")).rows.count == 1)
    let refused = HTTPReply.whole(401, NeroPayOutcomeTests.problem("authentication_failed"))
    let locked = try Sample.neroPay(RecordingTransport(refused, nero([1])))
    await #expect(throws: ProviderError.self) {
      try await locked.search(SearchRequest(text: "NP-9"))
    }
  }

  @Test func `a word that cannot be a reference is not looked up`() async throws {
    let transport = RecordingTransport(nero([1]), nero([1]), nero([1]))
    let provider = try Sample.neroPay(transport)
    for text in ["jane doe 7", "abc", "parcel"] {
      _ = try await provider.search(SearchRequest(text: text))
    }
    #expect(transport.requests.allSatisfy { $0.url.contains("/transactions?") })
  }

  @Test func `without a history Nectar says to use the reference`() async throws {
    let missing = HTTPReply.whole(404, CommonFaults.html)
    let provider = try Sample.nectar(
      RecordingTransport(.whole(200, ReadingTests.verify), missing))
    let page = try await provider.search(SearchRequest(text: "TX187"))
    #expect(page.rows.count == 1)
    #expect(page.next == nil)
    #expect(page.incomplete?.text.contains("whole reference") == true)
  }

  @Test func `Nectar says how far back it looked`() async throws {
    let empty = #"{"status":200,"message":"ok","data":{"content":[],"last":true},"errors":[]}"#
    let provider = try Sample.nectar(
      RecordingTransport(.whole(200, empty), .whole(200, empty)))
    let recent = try await provider.search(SearchRequest())
    #expect(recent.bound?.brief == "last 90 days only")
    #expect(recent.bound?.sentence.text.contains("name a date") == true)
    #expect(recent.incomplete == nil)
    #expect(try await provider.search(SearchRequest(from: Instant(seconds: 0))).bound == nil)
  }

  @Test func `AIIC Pay goes on while it says so and stops when rows repeat`() async throws {
    func page(_ ids: [Int], more: String) -> HTTPReply {
      let rows = ids.map { #"{"id":"t\#($0)","type":"credit","status":"completed"}"# }
      return .whole(
        200,
        #"{"success":true,"transactions":[\#(rows.joined(separator: ","))],"pagination":{\#(more)}}"#
      )
    }
    let transport = RecordingTransport(
      page([1], more: #""page":1,"totalPages":3"#), page([2], more: #""hasNext":true"#),
      page([2], more: #""hasNext":true"#))
    let provider = try Sample.aiic(transport)
    let first = try await provider.search(SearchRequest(limit: 1))
    let second = try await provider.search(SearchRequest(limit: 1, cursor: first.next))
    let third = try await provider.search(SearchRequest(limit: 1, cursor: second.next))
    #expect(second.next?.page == 3)
    #expect(third.rows.isEmpty)
    #expect(third.next == nil)
    #expect(third.incomplete != nil)
    #expect(transport.requests[1].text.contains(#""page":2"#))
  }
}
