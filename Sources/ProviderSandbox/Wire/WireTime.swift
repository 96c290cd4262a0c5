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
    let days = daysSince1970(year: year, month: month, day: day)
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
    let date = civilDate(daysSince1970: Int(days))
    // 1 January 1970 was a Thursday.
    let weekday = Self.weekdays[(Int(days % 7) + 7) % 7]
    let time = clockText(offsetMinutes: 0).suffix(8)
    return "\(weekday), \(padded(date.day, 2)) \(Self.months[date.month - 1])"
      + " \(padded(date.year, 4)) \(time) GMT"
  }

  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
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
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let time = WireTime(year: year, month: month, day: day)
    // 31 June becomes 1 July when counted in days: only a real date comes back unchanged.
    return time.utcText.hasPrefix(text) ? time : nil
  }

  private func clockText(offsetMinutes: Int) -> String {
    let local = seconds + Int64(offsetMinutes * 60)
    let days = local.flooredQuotient(by: 86_400)
    let date = civilDate(daysSince1970: Int(days))
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

// The civil calendar in whole days, counted in eras of 400 years that begin on 1 March: the leap
// day is then the last of its year and every month has a fixed offset.

private let daysPerEra = 146_097
private let daysFromEraStartTo1970 = 719_468

private func daysSince1970(year: Int, month: Int, day: Int) -> Int {
  let marchYear = month <= 2 ? year - 1 : year
  let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
  let yearOfEra = marchYear - era * 400
  let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  return era * daysPerEra + dayOfEra - daysFromEraStartTo1970
}

private func civilDate(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
  let shifted = days + daysFromEraStartTo1970
  let era = (shifted >= 0 ? shifted : shifted - (daysPerEra - 1)) / daysPerEra
  let dayOfEra = shifted - era * daysPerEra
  let yearOfEra =
    (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let marchMonth = (5 * dayOfYear + 2) / 153
  let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
}
