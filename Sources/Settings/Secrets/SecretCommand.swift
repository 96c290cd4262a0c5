import Foundation
import Host

/// Runs a program that prints a secret.
///
/// No shell, no input, a process group of its own, and a bound on time and output.
struct SecretCommand {
  /// The program and its arguments.
  let words: [String]
  /// How long it may take.
  let bound: Duration

  private var program: String { words.first ?? "" }

  /// Runs it and puts what it prints into the buffer; the number of bytes.
  func run(into buffer: inout [UInt8]) throws(SecretProblem) -> Int {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw .commandNotStarted(program, systemWords(errno))
    }
    let (output, input) = (ends[0], ends[1])
    // The child gets a copy of the writing end as its output; neither original must live on in it.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(output) }
    let child: pid_t
    do throws(SecretProblem) {
      child = try start(writingTo: input)
    } catch {
      close(input)
      throw error
    }
    close(input)
    let deadline = ContinuousClock.now.advanced(by: bound)
    guard let count = receive(from: output, into: &buffer, until: deadline) else {
      stop(child)
      throw .commandTooSlow(program, seconds: bound.components.seconds)
    }
    if count == buffer.count {
      // More than any secret has: the caller refuses it, and the rest is not waited for.
      stop(child)
      return count
    }
    guard let status = awaitEnd(of: child, until: deadline) else {
      stop(child)
      throw .commandTooSlow(program, seconds: bound.components.seconds)
    }
    try judge(status)
    return count
  }

  /// Ends the program and whatever it started.
  private func stop(_ child: pid_t) {
    kill(-child, SIGKILL)
    _ = awaitEnd(of: child, until: .now.advanced(by: .seconds(2)))
  }

  /// Reads to the end, or until the buffer is full; `nil` when the time is over.
  private func receive(
    from descriptor: Int32, into buffer: inout [UInt8], until deadline: ContinuousClock.Instant
  ) -> Int? {
    var count = 0
    while count < buffer.count {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&waiting, 1, milliseconds(until: deadline))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return nil }
      let received = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe read(descriptor, bytes.baseAddress?.advanced(by: count), bytes.count - count)
      }
      if received < 0, errno == EINTR { continue }
      if received <= 0 { break }
      count += received
    }
    return count
  }

  /// The status of the child once it has ended; `nil` when the time is over.
  private func awaitEnd(of child: pid_t, until deadline: ContinuousClock.Instant) -> Int32? {
    var status: Int32 = 0
    while true {
      let ended = unsafe waitpid(child, &status, WNOHANG)
      if ended == child { return status }
      if ended < 0, errno != EINTR { return nil }
      let left = milliseconds(until: deadline)
      guard left > 0 else { return nil }
      // A child that closed its output is about to end: look again shortly.
      _ = poll(nil, 0, min(left, 5))
    }
  }

  private func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let left = ContinuousClock.now.duration(to: deadline)
    let (seconds, attoseconds) = left.components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    return Int32(clamping: max(0, milliseconds))
  }

  private func judge(_ status: Int32) throws(SecretProblem) {
    // The macros of sys/wait.h: the low seven bits are the signal, the next byte the exit code.
    let signal = status & 0x7F
    guard signal == 0 else { throw .commandKilled(program, signal: signal) }
    let code = status >> 8 & 0xFF
    guard code == 0 else { throw .commandFailed(program, exitCode: code) }
  }
}

// MARK: - Starting

extension SecretCommand {
  private func start(writingTo output: Int32) throws(SecretProblem) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    // What it says on the way may hold the secret: it is not shown.
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    prepare(&attributes)

    let path = try SecretEnvironment.path(of: program)
    var child: pid_t = 0
    let failure = unsafe withCStrings(words) { arguments in
      unsafe withCStrings(SecretEnvironment.variables) { environment in
        unsafe posix_spawn(&child, path, &actions, &attributes, arguments, environment)
      }
    }
    guard failure == 0 else { throw .commandNotStarted(program, systemWords(failure)) }
    return child
  }

  /// A group of its own, so that what it starts ends with it, and no signals that only we ignore.
  private func prepare(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
  }

  /// Lends texts as a C array that ends in a null pointer.
  private func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    var pointers = unsafe texts.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
    return unsafe body(pointers)
  }
}
