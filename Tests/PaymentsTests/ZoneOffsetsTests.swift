import Payments
import Testing
import TextSafety

/// Zones with two changes of the clocks a year; each is tried around both of them.
struct `A zone's offsets` {
  private struct Change: Sendable {
    let zone: ZoneOffsets
    let at: Instant
    let before: Int
    let after: Int
  }

  /// A zone whose clocks change once.
  private static func change(_ at: Int64, from before: Int, to after: Int) -> Change {
    let instant = Instant(seconds: at)
    let zone = ZoneOffsets(name: "test") { $0 < instant ? before * 3600 : after * 3600 }
    return Change(zone: zone, at: instant, before: before * 3600, after: after * 3600)
  }

  /// London, New York, Auckland and Sydney, back and forward, as of their changes in 2026.
  private static let changes = [
    change(1_792_890_000, from: 1, to: 0), change(1_774_746_000, from: 0, to: 1),
    change(1_793_512_800, from: -4, to: -5), change(1_772_953_200, from: -5, to: -4),
    change(1_775_311_200, from: 13, to: 12), change(1_790_431_200, from: 12, to: 13),
    change(1_775_318_400, from: 11, to: 10), change(1_791_043_200, from: 10, to: 11),
    change(1_775_318_400, from: -12, to: 14),
  ]

  @Test
  func `lead back from every civil time to the earliest instant that shows it`() {
    for change in Self.changes {
      var earliest: [CivilTime: Instant] = [:]
      for minutes in stride(from: Int64(-4320), through: 4320, by: 15) {
        let instant = change.at.adding(seconds: minutes * 60)
        let civil = change.zone.civil(instant)
        earliest[civil] = min(earliest[civil] ?? instant, instant)
      }
      for (civil, instant) in earliest where change.zone.instant(of: civil) != instant {
        Issue.record(
          "\(civil) is \(instant.seconds), not \(change.zone.instant(of: civil).seconds)")
      }
    }
  }

  @Test
  func `read a time that clocks skip as if they had not moved yet`() {
    for change in Self.changes where change.after > change.before {
      let skipped = CivilTime(change.at, offsetSeconds: change.before)
      #expect(change.zone.instant(of: skipped) == change.at)
    }
  }

  @Test
  func `of UTC are none`() {
    #expect(ZoneOffsets.utc.civil(.noon) == CivilTime(.noon))
    #expect(ZoneOffsets.utc.instant(of: CivilTime(.noon)) == .noon)
    #expect(ZoneOffsets.utc.name == "UTC")
  }
}
