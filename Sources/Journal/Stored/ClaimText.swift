import Payments

/// Who finds out about a decision, as others are told of it.
package struct ClaimHolder: Hashable, Sendable {
  /// The number of the process.
  package let process: Int32
  /// For how long it has, in milliseconds; `nil` where an earlier version noted none.
  package let milliseconds: Int64?
}

/// A claim as its row holds it: the name of a process, and since when by both clocks.
///
/// Earlier versions wrote the name alone, and take one with a time for a process that lives.
struct ClaimText {
  var process: String
  var wall: Instant
  /// `nil` where an earlier version noted no time.
  var boot: BootTime?

  init(process: String, wall: Instant, boot: BootTime) {
    self.process = process
    self.wall = wall
    self.boot = boot
  }

  /// Reads a row; `nil` for one that no version wrote.
  init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard let name = parts.first else { return nil }
    process = String(name)
    wall = .distantPast
    guard parts.count > 1 else { return }
    guard parts.count == 4, let wall = Int64(parts[1]), let milliseconds = Int64(parts[3])
    else { return nil }
    self.wall = Instant(milliseconds: wall)
    boot = BootTime(bootID: String(parts[2]), milliseconds: milliseconds)
  }

  /// The text of the row.
  var text: String {
    guard let boot else { return process }
    return "\(process) \(wall.milliseconds) \(boot.bootID) \(boot.milliseconds)"
  }

  /// The number of the process; `nil` where no process can have the name.
  var number: Int32? { OwnerLock.number(in: process) }
}
