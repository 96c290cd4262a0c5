import DeskBench
import Journal
import Payments
import SupportDesk
import Testing
import TextSafety

/// I24: what a cache on the way answers is no look at the provider.
struct CachedAnswerTests {
  private let rows: WrittenRows

  init() throws {
    rows = try WrittenRows("nectar")
    rows.write([
      #"{"transactionReference":"A1","merchantRef":"O1","statusCode":0,"currencyCode":"USD","requestedAmount":50.00,"transactionAmount":50.00,"transactionDate":"2026-09-01T09:42:00Z"}"#
    ])
  }

  @Test(arguments: ["21", "7200", "-1", "99999999999999999999"])
  func `nothing is sent on an old one, and the sentence says why`(age: String) async throws {
    let intent = try await rows.prepared(of: "A1", minor: 500)
    rows.cache(age)
    let error = await #expect(throws: DeskError.self) { try await rows.desk.send(intent.id) }
    #expect(error?.sentence.text.contains("came from a cache") == true)
    #expect(error?.sentence.text.contains("Nothing was sent") == true)
    #expect(rows.sent == 0)
    #expect(try rows.journal.intent(intent.id)?.state == .discarded)
    let look = await #expect(throws: DeskError.self) { try await rows.open("A1") }
    #expect(look?.sentence.text.contains("came from a cache") == true)
  }

  @Test func `a young one is as old as it says`() async throws {
    rows.cache("20")
    #expect(try await rows.open("A1").row.asOf == rows.clock.now.adding(seconds: -20))
    rows.cache("0")
    #expect(try await rows.open("A1").row.asOf == rows.clock.now)
  }

  @Test func `an old one is no look at an unknown outcome`() async throws {
    let intent = try await rows.lostRefund(of: "A1", minor: 500)
    try #require(intent.state == .unknown)
    rows.clock.advance(seconds: 3600)
    rows.cache("3600")
    let refused = await #expect(throws: DeskError.self) {
      try await rows.desk.rule(
        intent.id, .didNotHappen(despiteGap: false), evidence: "nothing shows")
    }
    #expect(refused != nil)
    #expect(try rows.journal.intent(intent.id)?.state == .unknown)
    rows.cache(nil)
    let ruled = try await rows.desk.rule(
      intent.id, .didNotHappen(despiteGap: false), evidence: "nothing shows")
    #expect(ruled.intent.state == .ruledNotDone)
  }
}
