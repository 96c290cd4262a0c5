import Payments

/// A moment in the sandbox: microseconds since 1970, and the providers' ways of writing it.
package struct WireTime: Sendable, Hashable, Comparable {
  /// Microseconds since 1970.
  package let micros: Int64

  /// Makes a moment.
  package init(micros: Int64) {
    self.micros = micros
  }

  /// Makes a moment.
  package init(milliseconds: Int64) {
    micros = milliseconds * 1000
  }

  /// A date and time of day in UTC.
  package init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, micro: Int = 0
  ) {
    let days = GregorianCalendar.daysSinceEpoch(year: year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    micros = Int64(seconds) * 1_000_000 + Int64(micro)
  }

  /// Whole seconds since 1970, rounded down.
  package var seconds: Int64 { micros.flooredQuotient(by: 1_000_000) }

  /// Orders by time.
  package static func < (left: WireTime, right: WireTime) -> Bool { left.micros < right.micros }

  /// The moment so much later.
  package func adding(micros more: Int64) -> WireTime { WireTime(micros: micros + more) }

  /// `2026-04-22T02:37:11Z`: NeroPay and AIIC Pay.
  package var utcText: String { clockText(offsetMinutes: 0) + "Z" }

  /// `2026-04-22T03:37:11+01:00`: the form of NeroPay's webhooks.
  func offsetText(hours: Int) -> String {
    clockText(offsetMinutes: hours * 60) + "+\(padded(hours, 2)):00"
  }

  /// `Wed, 22 Apr 2026 02:37:11 GMT`: the `Date` header.
  var httpText: String {
    let days = seconds.flooredQuotient(by: 86_400)
    let date = GregorianCalendar.date(daysSinceEpoch: Int(days))
    let weekday = Self.weekdays[GregorianCalendar.weekday(daysSinceEpoch: Int(days))]
    let time = clockText(offsetMinutes: 0).suffix(8)
    return "\(weekday), \(padded(date.day, 2)) \(Self.months[date.month - 1])"
      + " \(padded(date.year, 4)) \(time) GMT"
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `2025-05-14T18:21:20.728393`: Nectar, which gives no zone.
  ///
  /// Digits beyond the sixth repeat earlier ones: a moment here has no more than six.
  func zonelessText(offsetMinutes: Int, fractionDigits: Int) -> String {
    let micro = Int(micros - seconds * 1_000_000)
    let nanos = padded(micro, 6) + padded(micro % 1000, 3)
    return clockText(offsetMinutes: offsetMinutes) + "." + nanos.prefix(fractionDigits)
  }

  /// The start of a `YYYY-MM-DD` day in UTC, or nil if the text is not such a day.
  static func day(_ text: String) -> WireTime? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month),
      (1...GregorianCalendar.days(inMonth: month, year: year)).contains(day)
    else { return nil }
    return WireTime(year: year, month: month, day: day)
  }

  private func clockText(offsetMinutes: Int) -> String {
    let local = seconds + Int64(offsetMinutes * 60)
    let days = local.flooredQuotient(by: 86_400)
    let date = GregorianCalendar.date(daysSinceEpoch: Int(days))
    let rest = Int(local - days * 86_400)
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
      + "T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

private func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
