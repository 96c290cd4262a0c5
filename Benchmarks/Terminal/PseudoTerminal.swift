import Glibc

/// A program on a terminal of its own, with the time of every byte that it writes.
///
/// Safe to use from one thread only; the benchmarks have one.
final class PseudoTerminal {
  /// What the program wrote after something happened.
  struct Burst {
    /// Milliseconds until the first byte.
    let firstByte: Double
    /// Milliseconds until the last byte before it was quiet.
    let lastByte: Double
    /// Bytes written.
    let byteCount: Int
  }

  /// The process.
  let process: pid_t
  private let descriptor: Int32
  private let started: Double

  /// Starts a program in a terminal of a size.
  init(_ arguments: [String], columns: Int, rows: Int, environment: [String: String]) throws {
    // The functions of <stdlib.h> for this are hidden from Swift; these are the requests that they make.
    descriptor = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    guard descriptor >= 0, unsafe ioctl(descriptor, Self.setLock, &isLocked) == 0,
      unsafe ioctl(descriptor, Self.getNumber, &number) == 0
    else { throw BenchmarkFailure(what: "no pseudo terminal") }
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    unsafe _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    started = Self.now
    process = try Self.spawn(
      arguments, terminal: "/dev/pts/\(number)", environment: environment)
  }

  /// The first burst after the start.
  func firstPaint() -> Burst { burst(since: started, patience: 10_000, quiet: 40) }

  /// Presses keys and waits for what they bring.
  func press(_ keys: String) -> Burst {
    let begun = Self.now
    let bytes = Array(keys.utf8)
    unsafe bytes.withUnsafeBytes { unsafe _ = write(descriptor, $0.baseAddress, $0.count) }
    return burst(since: begun, patience: 1000, quiet: 12)
  }

  /// The bytes that are written while nothing happens.
  func idle(milliseconds: Int) -> Int {
    let end = Self.now + Double(milliseconds)
    var count = 0
    while Self.now < end {
      count += receive(waiting: Int32(max(1, end - Self.now)))
    }
    return count
  }

  /// Waits until nothing was written for a while.
  func settle(quiet: Int32) { while receive(waiting: quiet) > 0 {} }

  /// The resident memory, in MiB.
  var residentMebibytes: Double {
    guard let pages = Self.words("/proc/\(process)/statm").dropFirst().first.flatMap({ Double($0) })
    else { return 0 }
    return pages * 4096 / 1_048_576
  }

  /// The processor time used so far, in milliseconds.
  var processorMilliseconds: Double {
    let words = Self.words("/proc/\(process)/stat")
    guard words.count > 14, let user = Double(words[13]), let system = Double(words[14]) else {
      return 0
    }
    return (user + system) * 10
  }

  /// How often the process gave up the processor to wait, over all threads.
  var waits: Int {
    var sum = 0
    for thread in Self.folder("/proc/\(process)/task") {
      let text = Self.text("/proc/\(process)/task/\(thread)/status")
      for line in text.split(separator: "\n") where line.hasPrefix("voluntary_ctxt_switches") {
        sum += line.split(separator: "\t").last.flatMap { Int($0) } ?? 0
      }
    }
    return sum
  }

  /// Ends the program.
  func close() {
    kill(process, SIGKILL)
    var status: Int32 = 0
    unsafe waitpid(process, &status, 0)
    Glibc.close(descriptor)
  }

  // MARK: - Reading

  private func burst(since begun: Double, patience: Int32, quiet: Int32) -> Burst {
    var count = receive(waiting: patience)
    let first = Self.now
    var last = first
    while true {
      let more = receive(waiting: quiet)
      guard more > 0 else { break }
      count += more
      last = Self.now
    }
    return Burst(firstByte: first - begun, lastByte: last - begun, byteCount: count)
  }

  private func receive(waiting milliseconds: Int32) -> Int {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&entry, 1, milliseconds) > 0 else { return 0 }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe read(descriptor, bytes.baseAddress, bytes.count)
    }
    return max(0, count)
  }

  private static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }

  // MARK: - Starting

  /// `TIOCSPTLCK`: locks or unlocks the other end.
  private static let setLock: UInt = 0x4004_5431
  /// `TIOCGPTN`: the number of the other end below `/dev/pts`.
  private static let getNumber: UInt = 0x8004_5430

  private static func spawn(
    _ arguments: [String], terminal: String, environment: [String: String]
  ) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe _ = posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID: the terminal opened afterwards becomes the controlling one.
    unsafe posix_spawnattr_setflags(&attributes, 0x80)
    var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
      for index in unsafe variables.indices { unsafe free(variables[index]) }
    }
    var process: pid_t = 0
    let status = unsafe posix_spawnp(
      &process, arguments[0], &actions, &attributes, &words, &variables)
    guard status == 0 else { throw BenchmarkFailure(what: "cannot start \(arguments[0])") }
    return process
  }

  // MARK: - The process file system

  private static func words(_ path: String) -> [String] {
    text(path).split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
  }

  private static func text(_ path: String) -> String {
    guard let file = unsafe fopen(path, "r") else { return "" }
    defer { unsafe _ = fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe fread(bytes.baseAddress, 1, bytes.count, file)
    }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  private static func folder(_ path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe _ = closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name.first != "." { names.append(name) }
    }
    return names
  }
}

/// A benchmark that could not be made.
struct BenchmarkFailure: Error {
  let what: String
}
