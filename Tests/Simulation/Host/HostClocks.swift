import Journal
import Payments
import SeededRandom

/// The two clocks of the host: one that people can set, one that only a power loss can.
struct HostClocks {
  /// How far the wall clock is from the true time, in milliseconds.
  var wallOffset: Int64 = 0
  /// When the machine was started, in milliseconds of the story.
  var bootStart: Int64 = -3_600_000
  /// Which start of the machine this is.
  var bootNumber = 1
}

extension World {
  /// What the host's wall clock shows.
  var wallTime: Instant {
    Self.beginning.adding(milliseconds: time + clocks.wallOffset)
  }

  /// What the host's boot clock shows.
  var bootTime: BootTime {
    BootTime(bootID: "start \(clocks.bootNumber)", milliseconds: time - clocks.bootStart)
  }

  /// Somebody sets the wall clock, and later sets it right.
  func jumpClock() {
    let size = dice.span(1000, 3 * Scene.day)
    clocks.wallOffset = dice.chance(500) ? size : -size
    watch.count(.clockSet)
    tell("host", "the wall clock is set by \(clocks.wallOffset) ms")
    after(dice.span(1000, 12 * Scene.hour)) { world in
      world.clocks.wallOffset = 0
      world.tell("host", "the wall clock is set right")
    }
  }
}
