import ProgramSupport

/// Where a run of the program is cut: at which call on the files of its journal.
struct KillSwitch: Sendable, CustomStringConvertible {
  /// Which calls are counted.
  enum Call: String, Sendable {
    case sync
    case write
  }

  /// What happens at the chosen call.
  enum Moment: String, Sendable, CaseIterable {
    /// The program is killed instead of the call.
    case before
    /// The program is killed when the call is done.
    case after
    /// The power goes: the program is killed, and the files lose what was not synced.
    case lost
    /// From here on the disk is full.
    case full
    /// The program is stopped when the call is done, until it is told to go on.
    case stop
  }

  /// The journal and its companions; the shared memory beside it is not a record.
  static let journal = "journal.sqlite?(-wal|-journal)"

  private static let library = Program.besideRunner("libKillSwitch.so")

  var files = Self.journal
  var call: Call
  var number: Int
  var moment: Moment
  /// Calls count from the moment at which this path is there; `nil` for all calls.
  var armed: String?

  var description: String { "\(moment.rawValue) \(call.rawValue) \(number)" }

  /// What the program must be started with.
  var environment: [String: String] {
    var environment = [
      "LD_PRELOAD": Self.library, "KILL_SWITCH_FILE": files, "KILL_SWITCH_CALL": call.rawValue,
      "KILL_SWITCH_NUMBER": String(number), "KILL_SWITCH_WHEN": moment.rawValue,
    ]
    environment["KILL_SWITCH_ARM"] = armed
    return environment
  }

  /// What the program must be started with to count the calls into a file, and nothing else.
  static func counting(into path: String) -> [String: String] {
    ["LD_PRELOAD": library, "KILL_SWITCH_FILE": journal, "KILL_SWITCH_COUNT": path]
  }
}
