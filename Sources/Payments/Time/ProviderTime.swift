public import TextSafety

/// A time as a provider gave it: the original text, and an instant with what it rests on.
public struct ProviderTime: Hashable, Sendable, Codable {
  /// What the zone of the instant rests on.
  public enum Zone: String, Hashable, Sendable, Codable {
    /// The text carries its zone (`Z` or an offset).
    case stated
    /// The text carries none; the account's `time_zone`, else UTC, was assumed.
    case assumed
  }

  /// The text as received.
  public let original: ForeignText
  /// The instant used for sorting and filtering.
  public let instant: Instant
  /// Whether the zone was stated or assumed.
  public let zone: Zone

  /// Makes a provider time.
  public init(original: ForeignText, instant: Instant, zone: Zone) {
    self.original = original
    self.instant = instant
    self.zone = zone
  }

  /// A time of this host's clock, written as providers write theirs.
  public init(of instant: Instant) {
    let civil = CivilTime(instant)
    let digits = [civil.month, civil.day, civil.hour, civil.minute, civil.second].map { number in
      number < 10 ? "0\(number)" : "\(number)"
    }
    let text = "\(civil.year)-\(digits[0])-\(digits[1])T\(digits[2]):\(digits[3]):\(digits[4])Z"
    self.init(original: ForeignText(text), instant: instant, zone: .stated)
  }

  /// Reads an ISO 8601 date and time with 0 to 9 fraction digits; `nil` for anything else.
  ///
  /// `2026-04-22T02:37:11Z`, `2026-04-22T03:40:15+01:00` (NeroPay S4) and
  /// `2025-06-14T21:43:59.502652783` (Nectar A1, no zone) are all read. Without a zone the given
  /// one is assumed.
  public init?(_ text: String, assuming zone: ZoneOffsets = .utc) {
    var reader = ISOReader(text)
    guard let civil = reader.civilTime() else { return nil }
    switch reader.offset() {
    case .none: return nil
    case .some(.absent):
      self.init(original: ForeignText(text), instant: zone.instant(of: civil), zone: .assumed)
    case .some(.seconds(let offset)):
      self.init(
        original: ForeignText(text), instant: civil.instant(offsetSeconds: offset), zone: .stated)
    }
  }
}

/// A strict reader of `YYYY-MM-DDTHH:MM:SS[.f{1,9}][Z|±HH:MM|±HHMM]`.
private struct ISOReader {
  enum Offset {
    case absent
    case seconds(Int)
  }

  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  mutating func civilTime() -> CivilTime? {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
      take("T") || take(" "), let hour = digits(2), take(":"), let minute = digits(2), take(":"),
      let second = digits(2), second <= 60, let millisecond = fraction()
    else { return nil }
    return CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: min(second, 59),
      millisecond: millisecond)
  }

  /// The offset at the end; `nil` when something else stands there.
  mutating func offset() -> Offset? {
    if rest.isEmpty { return .absent }
    if take("Z") || take("z") { return rest.isEmpty ? .seconds(0) : nil }
    let negative = take("-")
    guard negative || take("+"), let hours = digits(2) else { return nil }
    _ = take(":")
    guard let minutes = digits(2), rest.isEmpty, hours <= 23, minutes <= 59 else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return .seconds(negative ? -seconds : seconds)
  }

  private mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    var count = 0
    var milliseconds = 0
    while let byte = rest.first, (48...57).contains(byte), count < 9 {
      if count < 3 { milliseconds = milliseconds * 10 + Int(byte - 48) }
      rest = rest.dropFirst()
      count += 1
    }
    guard count > 0 else { return nil }
    for _ in count..<max(count, 3) { milliseconds *= 10 }
    return milliseconds
  }

  private mutating func digits(_ count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var value = 0
    for byte in rest.prefix(count) {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    rest = rest.dropFirst(count)
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
