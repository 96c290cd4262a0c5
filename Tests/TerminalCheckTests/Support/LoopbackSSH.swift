import ChildProcesses
import Foundation
import Glibc
import ProgramSupport
import Testing

/// An OpenSSH server of a test's own on this machine, which lets one key in, to one command.
///
/// Never the system's: a process of the test with a port, host key and settings of its own.
final class LoopbackSSH {
  private let folder: ScratchFolder
  private let process: ChildProcess
  private let port: Int

  private static let server = "/usr/sbin/sshd"
  /// Where a server that runs as root keeps its helpers away from all files; it must be there.
  private static let emptyFolder = "/run/sshd"

  /// Why there can be none here; `nil` when there can be one.
  static var obstacle: Comment? {
    guard FileManager.default.isExecutableFile(atPath: server) else {
      return "No SSH server is installed: apt-get install openssh-server"
    }
    guard getuid() != 0 || FileManager.default.fileExists(atPath: emptyFolder) || makesEmptyFolder()
    else { return "\(emptyFolder) is missing, which the SSH server needs" }
    return nil
  }

  private static func makesEmptyFolder() -> Bool { unsafe mkdir(emptyFolder, 0o755) == 0 }

  /// Starts one that runs the desk on a configuration, whatever command the other end asks for.
  init(configuration: String) throws {
    folder = try ScratchFolder()
    for name in ["host", "key"] {
      let made = try ChildProcess(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.path(name)],
        environment: ProcessInfo.processInfo.environment, output: folder.path("said"),
        errors: folder.path("said"))
      try #require(made.waits(hundredths: 3000) == .exited(0), "no key could be made")
    }
    let login = """
      echo $$ > '\(folder.path("number"))'
      export TZ=UTC LANG=C.UTF-8 TERMINFO_DIRS=/lib/terminfo
      exec '\(Program.path)' --config '\(configuration)'
      """
    try folder.write(login, to: "login.sh")
    let key = try folder.text("key.pub")
    try folder.write("restrict,pty,command=\"sh \(folder.path("login.sh"))\" \(key)", to: "keys")
    (process, port) = try Self.start(in: folder)
  }

  /// Starts it on a port that was free a moment ago, and tries another when somebody was quicker.
  private static func start(in folder: ScratchFolder) throws -> (ChildProcess, Int) {
    for attempt in 0..<5 {
      let port = try freePort()
      let log = "log\(attempt)"
      try folder.write(settings(port: port, in: folder), to: "settings")
      try folder.write("", to: log)
      let process = try ChildProcess(
        [server, "-D", "-e", "-f", folder.path("settings")],
        environment: ProcessInfo.processInfo.environment, output: folder.path(log),
        errors: folder.path(log))
      // Bounded by tries, not by a clock: 10 ms apart, half a minute on an idle machine.
      for _ in 0..<3000 {
        if try folder.text(log).contains("Server listening") { return (process, port) }
        if !process.isRunning { break }
        poll(nil, 0, 10)
      }
      Issue.record("the SSH server: \(try folder.text(log))", severity: .warning)
    }
    throw DeskFailure()
  }

  private static func settings(port: Int, in folder: ScratchFolder) -> String {
    """
    Port \(port)
    ListenAddress 127.0.0.1
    HostKey \(folder.path("host"))
    AuthorizedKeysFile \(folder.path("keys"))
    PidFile none
    StrictModes no
    UsePAM no
    PermitRootLogin prohibit-password
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    PrintMotd no
    PrintLastLog no
    """
  }

  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let problem = unsafe withUnsafeMutablePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(descriptor, address, size) | getsockname(descriptor, address, &size)
      }
    }
    try #require(problem == 0, "no port is free")
    return Int(UInt16(bigEndian: address.sin_port))
  }

  // MARK: - Logins

  /// Logs in as whoever runs the test, from a terminal, and asks for a command, which is not what runs.
  func login(
    asking words: [String] = [], type: String = "xterm-ghostty", columns: Int = 100, rows: Int = 30
  ) throws -> Session {
    try? FileManager.default.removeItem(atPath: folder.path("number"))
    let options = [
      "IdentitiesOnly=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null",
      "LogLevel=ERROR",
    ].flatMap { ["-o", $0] }
    return try Session(
      ["ssh", "-tt", "-F", "none", "-i", folder.path("key"), "-p", String(port)] + options
        + ["127.0.0.1"] + words,
      type: type, columns: columns, rows: rows)
  }

  /// The number of the desk that was started last.
  func deskNumber() throws -> pid_t {
    try #require(pid_t(try folder.text("number").trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// Kills the server's processes that carry logins, as if the machine in between had fallen.
  func killSessions() {
    for child in Self.children(of: process.number) { kill(child, SIGKILL) }
  }

  /// The processes of the server below a process: a login has one or two, the second for its rights.
  private static func children(of number: pid_t) -> [pid_t] {
    let path = "/proc/\(number)/task/\(number)/children"
    let listed = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let own = listed.split(separator: " ").compactMap { pid_t($0) }.filter { child in
      let name = try? String(contentsOfFile: "/proc/\(child)/comm", encoding: .utf8)
      return name?.hasPrefix("sshd") ?? false
    }
    return own.flatMap { children(of: $0) + [$0] }
  }

  deinit {
    killSessions()
    process.send(SIGTERM)
    _ = process.waits(hundredths: 500)
    folder.remove()
  }
}

extension ScratchFolder {
  /// Writes a file in it.
  fileprivate func write(_ text: String, to name: String) throws {
    try "\(text)\n".write(toFile: path(name), atomically: false, encoding: .utf8)
  }
}
