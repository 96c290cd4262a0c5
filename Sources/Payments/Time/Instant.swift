/// A point in time: milliseconds since 1970-01-01 00:00 UTC.
///
/// Times come from providers, from files and from records that somebody may have changed. Each is held at the ends of time
/// where it is made, so that no sum or difference of what is made from them can overflow.
public struct Instant: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since the epoch; negative before 1970.
  public let milliseconds: Int64

  /// How far the ends of time are from 1970: 100 million days, as for the dates of ECMAScript.
  public static let millisecondsMax: Int64 = 8_640_000_000_000_000

  /// The first instant there is.
  public static let distantPast = Instant(milliseconds: -millisecondsMax)

  /// The last instant there is.
  public static let distantFuture = Instant(milliseconds: millisecondsMax)

  /// Makes an instant from milliseconds since the epoch, held at the ends of time.
  public init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, -Self.millisecondsMax), Self.millisecondsMax)
  }

  /// Makes an instant from whole seconds since the epoch, held at the ends of time.
  public init(seconds: Int64) {
    self.init(milliseconds: Self.milliseconds(fromSeconds: seconds))
  }

  /// Whole seconds since the epoch, rounded down.
  public var seconds: Int64 {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// Whether this comes before the other.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant a number of milliseconds later (or earlier, when negative), held at the ends of
  /// time.
  ///
  /// Waits come from outside (`Retry-After`), so an absurd one must not stop the program.
  public func adding(milliseconds delta: Int64) -> Instant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(delta)
    return Instant(milliseconds: overflow ? (delta < 0 ? .min : .max) : sum)
  }

  /// The instant a number of seconds later (or earlier, when negative), held at the ends of time.
  public func adding(seconds delta: Int64) -> Instant {
    adding(milliseconds: Self.milliseconds(fromSeconds: delta))
  }

  /// The milliseconds from another instant to this one, negative when this comes first.
  public func milliseconds(since other: Instant) -> Int64 { milliseconds - other.milliseconds }

  private static func milliseconds(fromSeconds seconds: Int64) -> Int64 {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    return overflow ? (seconds < 0 ? .min : .max) : product
  }

  /// Makes a value from its stored milliseconds.
  public init(from decoder: any Decoder) throws {
    self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  /// Stores the milliseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
