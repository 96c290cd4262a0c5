import Payments
import Testing
import TextSafety
import ViewModels

struct TimeTextTests {
  private static let lagos = ZoneOffsets(name: "Africa/Lagos") { _ in 3600 }

  private static func instant(_ text: String) throws -> Instant {
    try #require(ProviderTime(text)).instant
  }

  @Test func `a time of this year has its clock, of another year its year`() throws {
    let time = try Self.instant("2026-04-22T02:37:11Z")
    let now = try Self.instant("2026-12-31T22:59:59Z")
    #expect(TimeText.short(time, zone: .utc, now: now) == "22 Apr 02:37")
    #expect(TimeText.short(time, zone: Self.lagos, now: now) == "22 Apr 03:37")
    let newYearInLagos = now.adding(seconds: 1)
    #expect(TimeText.short(time, zone: .utc, now: newYearInLagos) == "22 Apr 02:37")
    #expect(TimeText.short(time, zone: Self.lagos, now: newYearInLagos) == "22 Apr 2026")
  }

  @Test func `a time without a zone stays as given and is marked`() throws {
    let now = try Self.instant("2026-06-01T00:00:00Z")
    let given = try #require(
      ProviderTime("2026-05-14T18:21:59.502652783", assuming: Self.lagos))
    #expect(TimeText.short(given, zone: .utc, now: now) == "14 May 18:21*")
    #expect(TimeText.utc(given) == "2026-05-14 18:21:59 *")
    let stated = try #require(ProviderTime("2026-05-14T18:21:59+01:00"))
    #expect(TimeText.short(stated, zone: .utc, now: now) == "14 May 17:21")
    #expect(TimeText.utc(stated) == "2026-05-14 17:21:59 UTC")
  }

  @Test func `clocks and waits`() throws {
    let time = try Self.instant("2026-04-22T14:02:11Z")
    #expect(TimeText.clock(time, zone: .utc) == "14:02:11")
    #expect(TimeText.clock(time, zone: Self.lagos) == "15:02:11")
    #expect(TimeText.wait(since: time, now: time.adding(milliseconds: 4999)) == "4 s")
    #expect(TimeText.wait(since: time, now: time.adding(milliseconds: -1)) == "0 s")
    #expect(TimeText.preciseWait(since: time, now: time.adding(milliseconds: 1299)) == "1.2 s")
    #expect(TimeText.preciseWait(since: time, now: time.adding(milliseconds: -700)) == "0.0 s")
  }
}
