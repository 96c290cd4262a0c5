import Glibc

/// How the desk comes to leave its terminal, by its name in the table.
enum Ending: String, Sendable, CaseIterable {
  /// The key.
  case q
  case interrupt = "INT"
  case terminate = "TERM"
  case hangUp = "HUP"
  case quit = "QUIT"
  /// Stopped, continued, and then left.
  case stop = "TSTP"
  case abort = "ABRT"
  case segmentation = "SEGV"
  /// What a trap of Swift raises, by processor.
  case illegal = "ILL"
  case trap = "TRAP"
  /// The terminal is gone: reading and writing fail.
  case terminalGone = "EIO"

  /// The signal that is sent; `nil` where none is.
  var signal: CInt? {
    switch self {
    case .q, .terminalGone: nil
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangUp: SIGHUP
    case .quit: SIGQUIT
    case .stop: SIGTSTP
    case .abort: SIGABRT
    case .segmentation: SIGSEGV
    case .illegal: SIGILL
    case .trap: SIGTRAP
    }
  }

  /// What it is called among the ways to be hung up on; `nil` when it is none.
  var hangUp: String? {
    switch self {
    case .hangUp: "SIGHUP"
    case .terminalGone: "the terminal gone (EIO)"
    case .q, .interrupt, .terminate, .quit, .stop, .abort, .segmentation, .illegal, .trap: nil
    }
  }

  /// Whether the desk did not mean it.
  var isCrash: Bool { code > 128 }

  /// What the shell says: how it ended by itself, or the signal that killed it.
  var code: Int {
    switch self {
    case .q, .interrupt, .terminate, .hangUp, .quit, .stop, .terminalGone: 0
    case .abort, .segmentation, .illegal, .trap: 128 + Int(signal ?? 0)
    }
  }
}
