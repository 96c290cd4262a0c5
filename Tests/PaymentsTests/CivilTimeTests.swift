import Foundation
import Payments
import Testing
import TextSafety

struct `A civil time` {
  @Test
  func `follows the calendar day by day from 1600 to 2400`() throws {
    var (year, month, day, weekday) = (1600, 1, 1, 5)
    let first = try #require(CivilTime(year: year, month: month, day: day))
    #expect(first.weekday == weekday, "1 January 1600 was a Saturday.")
    for number in 0..<292_194 {
      let instant = first.instant().adding(seconds: Int64(number) * 86_400)
      let civil = CivilTime(instant)
      guard
        (civil.year, civil.month, civil.day, civil.weekday) == (year, month, day, weekday),
        civil.instant() == instant
      else {
        Issue.record("Day \(number) is \(civil), not \(year)-\(month)-\(day).")
        return
      }
      weekday = (weekday + 1) % 7
      day += 1
      if CivilTime(year: year, month: month, day: day) == nil { (month, day) = (month + 1, 1) }
      if month == 13 { (year, month) = (year + 1, 1) }
    }
    #expect(year == 2400 && month == 1 && day == 1)
  }

  @Test(arguments: [
    (1900, 28), (1999, 28), (2000, 29), (2023, 28), (2024, 29), (2026, 28), (2100, 28), (2400, 29),
  ])
  func `knows how long February is`(year: Int, days: Int) {
    #expect(GregorianCalendar.days(inMonth: 2, year: year) == days)
    #expect(CivilTime(year: year, month: 2, day: days) != nil)
    #expect(CivilTime(year: year, month: 2, day: days + 1) == nil)
  }

  @Test(arguments: [
    (1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30), (10, 31),
    (11, 30),
    (12, 31),
  ])
  func `knows how long each month is`(month: Int, days: Int) {
    #expect(GregorianCalendar.days(inMonth: month, year: 2026) == days)
  }

  @Test
  func `names a real date and time or does not exist`() {
    #expect(CivilTime(year: 2026, month: 0, day: 1) == nil)
    #expect(CivilTime(year: 2026, month: 13, day: 1) == nil)
    #expect(CivilTime(year: 2026, month: 4, day: 0) == nil)
    #expect(CivilTime(year: 2026, month: 4, day: 31) == nil)
    #expect(CivilTime(year: -1, month: 1, day: 1) == nil)
    #expect(CivilTime(year: 10_000, month: 1, day: 1) == nil)
    #expect(CivilTime(year: 2026, month: 1, day: 1, hour: 24) == nil)
    #expect(CivilTime(year: 2026, month: 1, day: 1, minute: 60) == nil)
    #expect(CivilTime(year: 2026, month: 1, day: 1, second: 60) == nil)
    #expect(CivilTime(year: 2026, month: 1, day: 1, millisecond: 1000) == nil)
  }

  @Test(
    arguments: [
      (0, 1970, 1, 1, 0, 0, 0, 0), (-1, 1969, 12, 31, 23, 59, 59, 999),
      (1_776_859_200_001, 2026, 4, 22, 12, 0, 0, 1), (951_782_400_000, 2000, 2, 29, 0, 0, 0, 0),
      (-2_203_891_200_000, 1900, 3, 1, 0, 0, 0, 0),
    ] as [(Int64, Int, Int, Int, Int, Int, Int, Int)])
  func `is what clocks showed`(
    milliseconds: Int64, year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int,
    millisecond: Int
  ) {
    let civil = CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second,
      millisecond: millisecond)
    #expect(CivilTime(Instant(milliseconds: milliseconds)) == civil)
    #expect(civil?.instant().milliseconds == milliseconds)
  }

  @Test
  func `at an offset is later by the offset`() throws {
    let civil = CivilTime(.noon, offsetSeconds: 45_900)
    #expect(civil == CivilTime(year: 2026, month: 4, day: 23, hour: 0, minute: 45))
    #expect(civil.instant(offsetSeconds: 45_900) == .noon)
    #expect(CivilTime(.noon, offsetSeconds: -3600).hour == 11)
  }

  @Test
  func `stays within four digits of the year at the ends of time`() {
    #expect(CivilTime(Instant(milliseconds: .max)).year == 9999)
    #expect(CivilTime(Instant(milliseconds: .min)).year == 0)
    #expect(CivilTime(Instant(milliseconds: .max), offsetSeconds: 3600).second == 59)
  }

  @Test
  func `is ordered by time`() {
    let times = [Int64.min / 2, -1, 0, 1, 86_400_000].map { CivilTime(Instant(milliseconds: $0)) }
    #expect(times == times.sorted())
    #expect(times[1] < times[2])
  }
}

struct `An instant` {
  @Test(
    arguments: [
      (0, 0), (999, 0), (1000, 1), (-1, -1), (-1000, -1), (-1001, -2),
      (Int64.min, -8_640_000_000_000),
    ] as [(Int64, Int64)])
  func `has whole seconds, rounded down`(milliseconds: Int64, seconds: Int64) {
    #expect(Instant(milliseconds: milliseconds).seconds == seconds)
  }

  @Test
  func `is held at the ends of time`() {
    #expect(Instant.noon.adding(seconds: .max) == .distantFuture)
    #expect(Instant.noon.adding(milliseconds: .max) == .distantFuture)
    #expect(Instant(seconds: .max) == .distantFuture)
    #expect(Instant(seconds: .min) == .distantPast)
    #expect(Instant(milliseconds: .min) == .distantPast)
    #expect(Instant(seconds: -1).adding(milliseconds: .min) == .distantPast)
  }

  @Test
  func `is held there when it is read back from where it was stored`() throws {
    let stored = try JSONDecoder().decode(
      [Instant].self, from: Data("[9223372036854775807,-9223372036854775808,5]".utf8))
    #expect(stored == [.distantFuture, .distantPast, Instant(milliseconds: 5)])
  }

  @Test
  func `is far enough from its ends for sums of what is measured`() {
    let longest = Instant.distantFuture.milliseconds(since: .distantPast)
    #expect(longest == 2 * Instant.millisecondsMax)
    #expect(!longest.multipliedReportingOverflow(by: 500).overflow)
    #expect(Instant.distantPast.milliseconds(since: .distantFuture) == -longest)
  }

  @Test
  func `is moved and measured in milliseconds`() {
    let later = Instant.noon.adding(seconds: 90).adding(milliseconds: -500)
    #expect(later.milliseconds(since: .noon) == 89_500)
    #expect(Instant.noon.milliseconds(since: later) == -89_500)
    #expect(.noon < later)
  }
}
