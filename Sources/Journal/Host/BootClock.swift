import Glibc
import Host
import Payments

/// A point on the clock that runs since the machine started, suspend included; it cannot be set
/// back.
package struct BootTime: Hashable, Sendable {
  /// Which start of the machine this clock counts from; empty when not known.
  package let bootID: String
  /// Milliseconds since that start.
  package let milliseconds: Int64

  /// Makes a time; the milliseconds of a record that somebody changed are held within the span of an instant.
  package init(bootID: String, milliseconds: Int64) {
    self.bootID = bootID
    self.milliseconds = Instant(milliseconds: milliseconds).milliseconds
  }

  /// Milliseconds since an earlier time of the same start of the machine; `nil` when it was
  /// another start, or is not known.
  package func elapsed(since earlier: BootTime) -> Int64? {
    guard !bootID.isEmpty, bootID == earlier.bootID else { return nil }
    return milliseconds - earlier.milliseconds
  }

  /// So much later on the same start of the machine.
  package func adding(milliseconds delta: Int64) -> BootTime {
    BootTime(
      bootID: bootID,
      milliseconds: Instant(milliseconds: milliseconds).adding(milliseconds: delta).milliseconds)
  }

  /// Milliseconds since an earlier time, by this clock where it can tell, else by the wall clock.
  package func elapsed(since earlier: BootTime, orByWall wall: Int64) -> Int64 {
    elapsed(since: earlier) ?? wall
  }
}

/// Tells the time since the machine started, beside the wall clock that people can set.
package struct BootClock: Sendable {
  /// The time now.
  package let now: @Sendable () -> BootTime

  /// Makes a clock from a closure.
  package init(_ now: @escaping @Sendable () -> BootTime) { self.now = now }

  /// A clock that knows nothing; what it dates can be ordered by the wall clock only.
  package static let unknown = BootClock { BootTime(bootID: "", milliseconds: 0) }

  /// The kernel's boot clock and boot id.
  package static func system() -> BootClock {
    let file = HostFile.contents("/proc/sys/kernel/random/boot_id") ?? ""
    let bootID = String(file.prefix { !$0.isWhitespace })
    return BootClock {
      var time = timespec()
      unsafe clock_gettime(CLOCK_BOOTTIME, &time)
      return BootTime(
        bootID: bootID,
        milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
  }
}

/// Where an event was made: the host, and the connection over which its person works.
package struct EventOrigin: Hashable, Sendable {
  /// The host's name; empty when not known.
  package let host: String
  /// The client's address of an SSH session; `nil` at the host itself.
  package let sshClient: String?

  /// Makes an origin.
  package init(host: String, sshClient: String? = nil) {
    self.host = host
    self.sshClient = sshClient
  }

  /// One word or two: `bastion`, `bastion ssh:10.1.2.3`.
  package var text: String { sshClient.map { "\(host) ssh:\($0)" } ?? host }
}
