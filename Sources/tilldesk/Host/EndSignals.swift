import Glibc
import Synchronization
import TextSafety

/// The signals that ask the program to end: a closed terminal, Ctrl-C, a service manager.
///
/// A command that moves money must not be cut off between sending and recording. Its work runs in a task while the
/// main thread takes the signals: before anything is recorded they end the program at once, afterwards they are noted
/// and the work ends by itself.
final class EndSignals: Sendable {
  private struct State {
    /// What is said when a signal comes; `nil` while it ends the program at once.
    var words: SafeText?
    /// The first that came.
    var received: CInt?
  }

  private static let asked = [SIGHUP, SIGINT, SIGTERM]

  private let state = Mutex(State())
  private let wakeSignal = WakeSignal()

  private init() {}

  /// Runs work in a task, with this thread for the signals, and ends the program with the code that it returns.
  ///
  /// Called by the main thread before any other is started, since each thread inherits what is blocked.
  static func guarding(_ work: @escaping @Sendable (EndSignals) async -> CInt) -> Never {
    let signals = EndSignals()
    var set = blocked()
    Task.detached { exit(await work(signals)) }
    while true {
      var signal: CInt = 0
      if unsafe sigwait(&set, &signal) == 0 { signals.take(signal) }
    }
  }

  // MARK: - For the work

  /// Whether one came.
  var haveCome: Bool { received != nil }

  /// The exit code of work that ended early because of a signal: 130 for Ctrl-C, else that nothing was sent.
  var exitCode: CommandFailure.Code { Self.code(received) }

  /// From here on a signal does not end the program; the work asks for it, and ends by itself.
  ///
  /// - Parameter words: What is said when one comes.
  func hold(saying words: SafeText) { state.withLock { $0.words = words } }

  /// Asked immediately before a request goes out that moves money: whether it still may.
  ///
  /// From a yes on, what is said is that its answer is waited for.
  func maySend() -> Bool {
    state.withLock { state in
      guard state.received == nil else { return false }
      state.words = "Already sent: waiting for the answer, so that it is recorded …"
      return true
    }
  }

  /// Sleeps until a signal comes, the wakeSignal rings, or so many milliseconds have passed; `nil` waits for ever.
  func sleep(milliseconds: Int64?) async {
    guard !haveCome else { return }
    await wakeSignal.wait(milliseconds: milliseconds)
  }

  /// Ends a ``sleep(milliseconds:)``, or the next one.
  func wake() { wakeSignal.send() }

  // MARK: - For the main thread

  private var received: CInt? { state.withLock { $0.received } }

  /// Ends the program at once where that is harmless, else notes the signal.
  private func take(_ signal: CInt) {
    let words: SafeText? = state.withLock { state in
      guard let words = state.words else {
        // Under the lock, so that the work cannot go on to record something meanwhile.
        let failure = CommandFailure(
          Self.code(signal), "Not sent: stopped before anything was recorded.")
        _exit(Console.closing(Program.tell(failure), needsReader: true))
      }
      guard state.received == nil else { return nil }
      state.received = signal
      return words
    }
    if let words { Console.narrate(words) }
    wakeSignal.send()
  }

  private static func code(_ signal: CInt?) -> CommandFailure.Code {
    signal == SIGINT ? .interrupted : .notSent
  }

  /// Blocks the signals in this thread and those that it starts; one that is ignored (`nohup`) stays so.
  private static func blocked() -> sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in asked where !isIgnored(signal) { unsafe sigaddset(&set, signal) }
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    return set
  }

  /// Whether somebody before us has said that a signal is to be ignored.
  static func isIgnored(_ signal: CInt) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(signal, nil, &action) == 0 else { return false }
    let handler = unsafe action.__sigaction_handler.sa_handler
    // Functions cannot be compared; their addresses can.
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
