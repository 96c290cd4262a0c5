package import Payments
package import TextSafety

/// Times as the screens write them; no locale is asked.
package enum TimeText {
  /// `22 Apr 02:37` in a zone, `22 Apr 2025` when it is another year than now.
  package static func short(_ instant: Instant, zone: ZoneOffsets, now: Instant) -> SafeText {
    short(zone.civil(instant), thisYear: zone.civil(now).year)
  }

  /// The same for a time as a provider gave it; without a stated zone it stays as given and is
  /// marked `*`.
  package static func short(_ time: ProviderTime, zone: ZoneOffsets, now: Instant) -> SafeText {
    short(time, zone: zone, thisYear: zone.civil(now).year)
  }

  /// The same where all that is known of now is its year, which is all that matters.
  package static func short(
    _ time: ProviderTime, zone: ZoneOffsets, thisYear: Int
  ) -> SafeText {
    switch time.zone {
    case .stated: short(zone.civil(time.instant), thisYear: thisYear)
    case .assumed: short(asGiven(time), thisYear: thisYear) + "*"
    }
  }

  /// `2026-04-22 02:37:11 UTC`.
  package static func utc(_ instant: Instant) -> SafeText {
    "\(full(CivilTime(instant))) UTC"
  }

  /// The same for a time as a provider gave it; without a stated zone `2026-04-22 02:37:11 *`, as
  /// given.
  package static func utc(_ time: ProviderTime) -> SafeText {
    switch time.zone {
    case .stated: utc(time.instant)
    case .assumed: "\(full(asGiven(time))) *"
    }
  }

  /// `14:02:11` in a zone.
  package static func clock(_ instant: Instant, zone: ZoneOffsets) -> SafeText {
    clock(zone.civil(instant))
  }

  /// The time of day, `14:02:11`; of another day than today the day too, since an old time must not look fresh.
  package static func recent(_ instant: Instant, zone: ZoneOffsets, now: Instant) -> SafeText {
    let civil = zone.civil(instant)
    let today = zone.civil(now)
    let isToday = (civil.year, civil.month, civil.day) == (today.year, today.month, today.day)
    return isToday ? clock(civil) : short(civil, thisYear: today.year)
  }

  /// `2026-04-22 02:37:11` in a zone.
  package static func exact(_ instant: Instant, zone: ZoneOffsets) -> SafeText {
    full(zone.civil(instant))
  }

  /// Whole seconds of a wait, never negative: `4 s`.
  package static func wait(since start: Instant, now: Instant) -> SafeText {
    "\(max(0, now.milliseconds(since: start) / 1000)) s"
  }

  /// A wait to a tenth of a second: `1.2 s`.
  package static func preciseWait(since start: Instant, now: Instant) -> SafeText {
    let tenths = max(0, now.milliseconds(since: start) / 100)
    return "\(tenths / 10).\(tenths % 10) s"
  }

  /// `22 Apr` in a zone, `22 Apr 2025` when it is another year than now.
  package static func day(_ instant: Instant, zone: ZoneOffsets, now: Instant) -> SafeText {
    let civil = zone.civil(instant)
    let day: SafeText = "\(padded(civil.day)) \(monthNames[civil.month - 1])"
    return civil.year == zone.civil(now).year ? day : "\(day) \(padded(civil.year, to: 4))"
  }

  private static func short(_ civil: CivilTime, thisYear: Int) -> SafeText {
    let day: SafeText = "\(padded(civil.day)) \(monthNames[civil.month - 1])"
    guard civil.year == thisYear else { return "\(day) \(padded(civil.year, to: 4))" }
    return "\(day) \(padded(civil.hour)):\(padded(civil.minute))"
  }

  private static func full(_ civil: CivilTime) -> SafeText {
    "\(padded(civil.year, to: 4))-\(padded(civil.month))-\(padded(civil.day)) \(clock(civil))"
  }

  private static func clock(_ civil: CivilTime) -> SafeText {
    "\(padded(civil.hour)):\(padded(civil.minute)):\(padded(civil.second))"
  }

  /// The digits that the provider wrote: read as UTC, they come back as they were.
  private static func asGiven(_ time: ProviderTime) -> CivilTime {
    CivilTime(ProviderTime(time.original.raw, assuming: .utc)?.instant ?? time.instant)
  }

  private static func padded(_ number: Int, to count: Int = 2) -> SafeText {
    let digits = String(number)
    return SafeText(
      sanitizing: String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits)
  }

  private static let monthNames: [SafeText] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
