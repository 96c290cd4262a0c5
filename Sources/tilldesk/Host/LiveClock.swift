import Foundation
import Payments
import ProviderClient
import TextSafety

/// The real clock and the host's time zone; the only place that asks them.
enum LiveClock {
  /// The wall clock.
  static let now: @Sendable () -> Instant = SystemClock.now

  /// Waits so many milliseconds; by a clock that people cannot set.
  static let pause: @Sendable (_ milliseconds: Int64) async -> Void = { milliseconds in
    await withCheckedContinuation { continuation in
      DispatchQueue.global().asyncAfter(
        deadline: .now() + .milliseconds(Int(clamping: milliseconds))
      ) { @Sendable in
        continuation.resume()
      }
    }
  }

  /// The agent's zone: `TZ`, else the host's.
  static var zone: ZoneOffsets {
    let zone = TimeZone.current
    // Foundation and the zone database have several names for it; agents know it by one.
    let name = ["GMT", "Etc/UTC"].contains(zone.identifier) ? "UTC" : zone.identifier
    return ZoneOffsets(name: SafeText(sanitizing: name)) { instant in
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant.seconds)))
    }
  }
}
