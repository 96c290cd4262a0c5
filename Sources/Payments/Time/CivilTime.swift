/// A date and time of day in the proleptic Gregorian calendar, in no particular zone.
public struct CivilTime: Hashable, Comparable, Sendable {
  /// The year, 0 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, 1 to 31.
  public let day: Int
  /// The hour, 0 to 23.
  public let hour: Int
  /// The minute, 0 to 59.
  public let minute: Int
  /// The second, 0 to 59 (a leap second is read as 59).
  public let second: Int
  /// Milliseconds within the second, 0 to 999.
  public let millisecond: Int

  /// Makes a civil time; `nil` when the fields do not name a real date and time.
  public init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    millisecond: Int = 0
  ) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...GregorianCalendar.days(inMonth: month, year: year)).contains(day),
      (0...23).contains(hour),
      (0...59).contains(minute), (0...59).contains(second), (0...999).contains(millisecond)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.millisecond = millisecond
  }

  /// The civil time of an instant at an offset from UTC, held within the years 0 to 9999.
  public init(_ instant: Instant, offsetSeconds: Int = 0) {
    let local = min(max(instant.adding(seconds: Int64(offsetSeconds)), Self.first), Self.last)
    let total = local.seconds
    let days = total >= 0 ? total / 86_400 : -((-total + 86_399) / 86_400)
    let inDay = Int(total - days * 86_400)
    (year, month, day) = GregorianCalendar.date(daysSinceEpoch: Int(days))
    hour = inDay / 3600
    minute = inDay / 60 % 60
    second = inDay % 60
    millisecond = Int(local.milliseconds - total * 1000)
  }

  /// Its day: `2026-04-22`.
  package var dateText: String {
    let parts = [month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return "\(year)-\(parts[0])-\(parts[1])"
  }

  /// 0000-01-01 00:00:00.000 and 9999-12-31 23:59:59.999, as if in UTC.
  private static let first = Instant(milliseconds: -62_167_219_200_000)
  private static let last = Instant(milliseconds: 253_402_300_799_999)

  /// The instant that this civil time names at an offset from UTC.
  public func instant(offsetSeconds: Int = 0) -> Instant {
    let days = Int64(GregorianCalendar.daysSinceEpoch(year: year, month: month, day: day))
    let seconds =
      days * 86_400 + Int64(hour * 3600 + minute * 60 + second) - Int64(offsetSeconds)
    return Instant(milliseconds: seconds * 1000 + Int64(millisecond))
  }

  /// The day of the week, 0 Monday to 6 Sunday.
  public var weekday: Int {
    let days = GregorianCalendar.daysSinceEpoch(year: year, month: month, day: day)
    return GregorianCalendar.weekday(daysSinceEpoch: days)
  }

  /// Whether this comes before the other.
  public static func < (left: CivilTime, right: CivilTime) -> Bool {
    left.instant() < right.instant()
  }
}
