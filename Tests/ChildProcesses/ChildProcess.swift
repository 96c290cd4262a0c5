package import Glibc

/// A child process that begins as one does that a shell starts: no signal blocked or ignored, and no file of ours but
/// the three.
///
/// Foundation's `Process` hands on the signals that its thread blocks, and the threads that tests run on block nearly
/// all: a program under test would then never see a hang-up, nor would a terminal be told to end.
package final class ChildProcess {
  /// How it ended.
  package enum End: Hashable, Sendable {
    /// By itself, with this code.
    case exited(Int32)
    /// By this signal.
    case killed(Int32)
  }

  /// The number by which the kernel knows it.
  package let number: pid_t
  private var end: End?

  /// Starts a command; output and errors go to files.
  ///
  /// - Parameters:
  ///   - command: The program, looked for as a shell does, and its arguments.
  ///   - environment: All of its environment.
  ///   - output: The path of a file that gets standard output.
  ///   - errors: The path of a file that gets standard error; may be that of the output.
  ///   - input: The path that is standard input; none by itself.
  ///   - leadsSession: Whether it has a session of its own, so that a terminal among its files is the one it answers to.
  package init(
    _ command: [String], environment: [String: String], output: String, errors: String,
    input: String = "/dev/null", leadsSession: Bool = false
  ) throws {
    number = try Self.spawn(
      command, environment: environment,
      on: .files(input: input, output: output, errors: errors, leadsSession: leadsSession))
  }

  /// Starts a command on a terminal, in a session of its own, as a login does.
  package init(
    _ command: [String], environment: [String: String], terminal: PseudoTerminal
  ) throws {
    number = try Self.spawn(command, environment: environment, on: .terminal(terminal.path))
  }

  /// Whether it still runs.
  package var isRunning: Bool { ended() == nil }

  /// Sends it a signal, if it still runs.
  package func send(_ signal: Int32) {
    if isRunning { kill(number, signal) }
  }

  /// How it ended; `nil` while it runs.
  package func ended() -> End? {
    if let end { return end }
    var status: Int32 = 0
    guard unsafe waitpid(number, &status, WNOHANG) == number else { return nil }
    let signal = status & 0x7F
    end = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
    return end
  }

  /// Waits for its end, for so many hundredths of a second; `nil` when it still runs.
  package func waits(hundredths: Int) -> End? {
    for _ in 0..<hundredths {
      if let end = ended() { return end }
      poll(nil, 0, 10)
    }
    return ended()
  }

  deinit {
    guard isRunning else { return }
    kill(number, SIGKILL)
    var status: Int32 = 0
    unsafe waitpid(number, &status, 0)
  }

  // MARK: - Spawning

  /// One more than the highest descriptor that is closed: more than a test runner has open at once.
  private static var highestDescriptor: CInt { CInt(min(1024, sysconf(CInt(_SC_OPEN_MAX)))) }

  /// `POSIX_SPAWN_SETSID` of spawn.h, which Swift sees only with the extensions of GNU.
  private static let newSession: CInt = 0x80

  /// What its three files are.
  private enum Files {
    case files(input: String, output: String, errors: String, leadsSession: Bool)
    case terminal(String)

    /// Whether it gets a session of its own: then the terminal that it opens first is its own too.
    var needsSession: Bool {
      switch self {
      case .files(_, _, _, let leadsSession): leadsSession
      case .terminal: true
      }
    }

    func open(_ actions: inout posix_spawn_file_actions_t) {
      switch self {
      case .files(let input, let output, let errors, _):
        let writing = O_WRONLY | O_CREAT | O_APPEND
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, writing, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, writing, 0o600)
      case .terminal(let path):
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path, O_RDWR, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
      }
    }
  }

  private static func spawn(
    _ command: [String], environment: [String: String], on streams: Files
  ) throws -> pid_t {
    var files = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&files)
    defer { unsafe posix_spawn_file_actions_destroy(&files) }
    unsafe streams.open(&files)
    for descriptor in STDERR_FILENO + 1..<highestDescriptor {
      unsafe posix_spawn_file_actions_addclose(&files, descriptor)
    }

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    var all = sigset_t()
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    let session = streams.needsSession ? newSession : 0
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | session))

    var number: pid_t = 0
    let problem = unsafe withCStrings(command) { arguments in
      unsafe withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
        unsafe posix_spawnp(&number, command[0], &files, &attributes, arguments, variables)
      }
    }
    guard problem == 0 else {
      throw ChildProcessFailure(what: "\(command[0]) could not be started: error \(problem)")
    }
    return number
  }

  private static func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer {
      for index in unsafe copies.indices { unsafe free(copies[index]) }
    }
    return unsafe body(copies + [nil])
  }
}
