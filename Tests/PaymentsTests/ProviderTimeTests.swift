import Payments
import Testing
import TextSafety

struct `A provider's time` {
  @Test(arguments: [
    ("2026-04-22T02:37:11Z", 1_776_825_431_000), ("2026-04-22T02:37:11z", 1_776_825_431_000),
    ("2026-04-22 02:37:11Z", 1_776_825_431_000), ("2026-04-22T03:40:15+01:00", 1_776_825_615_000),
    ("2026-04-22T03:40:15+0100", 1_776_825_615_000),
    ("2026-04-21T21:37:11-05:00", 1_776_825_431_000),
    ("2026-04-22T08:07:11+05:30", 1_776_825_431_000),
    ("2026-04-22T02:37:11-00:00", 1_776_825_431_000),
    ("2026-04-22T02:37:11.5Z", 1_776_825_431_500), ("2026-04-22T02:37:11.50Z", 1_776_825_431_500),
    ("2026-04-22T02:37:11.502Z", 1_776_825_431_502),
    ("2026-04-22T02:37:11.5026Z", 1_776_825_431_502),
    ("2026-04-22T02:37:11.999999999Z", 1_776_825_431_999), ("1969-12-31T23:59:59.999Z", -1),
    ("2016-12-31T23:59:60Z", 1_483_228_799_000), ("0000-01-01T00:00:00Z", -62_167_219_200_000),
    ("9999-12-31T23:59:59-23:59", 253_402_387_139_000),
  ])
  func `with a zone is the instant it names`(text: String, milliseconds: Int64) throws {
    let time = try #require(ProviderTime(text, assuming: lagos))
    #expect(time.instant.milliseconds == milliseconds)
    #expect(time.zone == .stated)
    #expect(time.original.raw == text)
  }

  @Test(arguments: [
    ("2025-06-14T21:43:59.502652783", 1_749_937_439_502),
    ("2025-03-11T14:43:50.172275", 1_741_704_230_172),
    ("2025-06-14T21:43:59", 1_749_937_439_000),
  ])
  func `without a zone is read in the account's zone and marked`(
    text: String, utcMilliseconds: Int64
  ) throws {
    let utc = try #require(ProviderTime(text))
    #expect(utc.instant.milliseconds == utcMilliseconds)
    #expect(utc.zone == .assumed)
    let there = try #require(ProviderTime(text, assuming: lagos))
    #expect(there.instant.milliseconds == utcMilliseconds - 3_600_000)
    #expect(there.zone == .assumed)
  }

  @Test(arguments: 0...10)
  func `has 0 to 9 digits of a fraction`(count: Int) {
    let fraction = count == 0 ? "" : "." + "123456789123".prefix(count)
    let time = ProviderTime("2026-04-22T02:37:11\(fraction)Z")
    #expect((time != nil) == (count <= 9))
    #expect(
      time.map { $0.instant.milliseconds % 1000 }
        == [0, 100, 120, 123, 123, 123, 123, 123, 123, 123, nil][count])
  }

  @Test(arguments: [
    "", "2026", "2026-04-22", "2026-04-22T02:37Z", "2026-04-22T02:37:11.Z",
    "2026-04-22T02:37:11,5Z",
    "26-04-22T02:37:11Z", "2026-4-22T02:37:11Z", "2026-13-22T02:37:11Z", "2026-02-29T02:37:11Z",
    "2026-04-22T24:00:00Z", "2026-04-22T02:60:11Z", "2026-04-22T02:37:61Z", "2026-04-22T02:37:75Z",
    "2026-04-22T02:37:11+1", "2026-04-22T02:37:11+01:0", "2026-04-22T02:37:11+24:00",
    "2026-04-22T02:37:11+01:60", "2026-04-22T02:37:11+01:00x", "2026-04-22T02:37:11ZZ",
    " 2026-04-22T02:37:11Z", "2026-04-22T02:37:11Z ", "2026-04-22T02:37:11 Z", "1776825431",
    "-2026-04-22T02:37:11Z", "２026-04-22T02:37:11Z", "2026-04-22T02:37:11GMT", "Wed, 22 Apr 2026",
  ])
  func `of any other form is not read`(text: String) {
    #expect(ProviderTime(text) == nil)
  }

  private let lagos = ZoneOffsets(name: "Africa/Lagos") { _ in 3600 }
}
