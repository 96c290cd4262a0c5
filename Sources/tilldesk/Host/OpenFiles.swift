import Glibc
import TextSafety

/// The files and connections that the program may have open at once.
///
/// The event loop ends the program where it gets none, so it is not begun then.
enum OpenFiles {
  /// What one run needs: its record, index, locks and watches, and a connection to each of a few providers.
  private static let base = 48
  /// What each thread of the event loop needs.
  private static let perProcessor = 3
  /// What is asked for where it costs nothing.
  private static let wanted = 1024

  /// Raises the limit as far as the system lets, and refuses one that is too low.
  static func makeRoom() throws(CommandFailure) {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    if limit.rlim_cur < wanted, limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = min(rlim_t(wanted), limit.rlim_max)
      guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
        return
      }
    }
    let needed = base + perProcessor * max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN)))
    guard limit.rlim_cur < rlim_t(needed) else { return }
    throw CommandFailure(
      .failed,
      "Only \(limit.rlim_cur) files may be open at once here, and \(needed) are needed. Run: ulimit -n \(max(needed, wanted)), or ask who runs this host."
    )
  }
}
