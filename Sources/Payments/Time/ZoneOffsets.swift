public import TextSafety

/// The offsets of a time zone: how far its clocks are ahead of UTC at an instant.
public struct ZoneOffsets: Sendable {
  /// The zone's name as configured, such as `Africa/Lagos`.
  public let name: SafeText
  /// Seconds ahead of UTC at an instant.
  public let offsetSeconds: @Sendable (Instant) -> Int

  /// Makes a zone from its name and its rule.
  public init(name: SafeText, offsetSeconds: @escaping @Sendable (Instant) -> Int) {
    self.name = name
    self.offsetSeconds = offsetSeconds
  }

  /// Coordinated universal time.
  public static let utc = ZoneOffsets(name: "UTC") { _ in 0 }

  /// The civil time that clocks of this zone show at an instant.
  public func civil(_ instant: Instant) -> CivilTime {
    CivilTime(instant, offsetSeconds: offsetSeconds(instant))
  }

  /// The instant at which clocks of this zone show a civil time.
  ///
  /// Where it happens twice (clocks go back) it is the earlier one; where it does not happen
  /// (clocks go forward) it is read as if the clocks had not moved yet.
  public func instant(of civil: CivilTime) -> Instant {
    let nearby = civil.instant()
    let offsetBefore = offsetSeconds(nearby.adding(seconds: -Self.probeSeconds))
    let offsetAfter = offsetSeconds(nearby.adding(seconds: Self.probeSeconds))
    let instants = [offsetBefore, offsetSeconds(nearby), offsetAfter]
      .filter { offsetSeconds(civil.instant(offsetSeconds: $0)) == $0 }
      .map { civil.instant(offsetSeconds: $0) }
    return instants.min() ?? civil.instant(offsetSeconds: offsetBefore)
  }

  /// More than any zone is away from UTC, so that a change of the clocks lies between the two
  /// probes.
  private static let probeSeconds: Int64 = 86_400
}
