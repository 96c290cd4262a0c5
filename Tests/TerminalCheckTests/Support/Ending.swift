import Glibc

/// How the desk comes to leave its terminal.
enum Ending: String, Sendable, CaseIterable {
  case q
  case INT
  case TERM
  case HUP
  case QUIT
  /// Stopped, continued, and then left.
  case TSTP
  case ABRT
  case SEGV
  /// What a trap of Swift raises, by processor.
  case ILL
  case TRAP
  /// The terminal is gone: reading and writing fail.
  case EIO

  /// The signal that is sent; `nil` where none is.
  var signal: CInt? {
    switch self {
    case .q, .EIO: nil
    case .INT: SIGINT
    case .TERM: SIGTERM
    case .HUP: SIGHUP
    case .QUIT: SIGQUIT
    case .TSTP: SIGTSTP
    case .ABRT: SIGABRT
    case .SEGV: SIGSEGV
    case .ILL: SIGILL
    case .TRAP: SIGTRAP
    }
  }

  /// What the shell says: how it ended by itself, or the signal that killed it.
  var code: Int {
    switch self {
    case .q, .INT, .TERM, .HUP, .QUIT, .TSTP, .EIO: 0
    case .ABRT, .SEGV, .ILL, .TRAP: 128 + Int(signal ?? 0)
    }
  }
}
