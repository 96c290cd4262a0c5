import Foundation

/// The other programs, each with content of its kind.
final class Peers {
  /// Those that are installed.
  let subjects: [Subject]
  /// The names of the others.
  let missing: [String]
  /// So that a list of processes has something to scroll.
  private let sleepers: [Process]

  private static let arrowDown = "\u{1B}OB"
  private static let arrowUp = "\u{1B}OA"

  init(folder: URL) throws {
    let content = try PeerContent(folder: folder)
    let all = [
      Subject(
        name: "less", arguments: ["less", content.lines], down: "j", up: "k", hasCursor: false,
        content: "entry 10 "),
      Subject(
        name: "tig", arguments: ["sh", "-c", "cd '\(content.repository)' && exec tig"],
        home: content.home, down: "j", up: "k",
        content: "Change 4990"),
      Subject(
        name: "htop", arguments: ["htop", "--readonly"], home: content.home,
        down: Self.arrowDown, up: Self.arrowUp, content: "sleep"),
      Subject(
        name: "mc", arguments: ["mc", "--nosubshell", content.files, content.files],
        home: content.home, down: Self.arrowDown, up: Self.arrowUp, content: "document-0001"),
      Subject(
        name: "neomutt", arguments: ["neomutt", "-n", "-R", "-F", content.muttrc],
        home: content.home, down: "j", up: "k", content: "Question 1 about"),
      Subject(
        name: "fzf", arguments: ["sh", "-c", "exec fzf --reverse < '\(content.lines)'"],
        home: content.home, down: Self.arrowDown, up: Self.arrowUp, content: "entry 10 "),
    ]
    subjects = all.filter { Self.isInstalled($0.name) }
    missing = all.map(\.name).filter { !Self.isInstalled($0) }
    sleepers = try (0..<120).map { _ in
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sleep")
      process.arguments = ["3600"]
      try process.run()
      return process
    }
  }

  func close() { for sleeper in sleepers { sleeper.terminate() } }

  private static func isInstalled(_ name: String) -> Bool {
    ["/usr/local/bin", "/usr/bin", "/bin", "/usr/games"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }
}

/// What the other programs show: lines, commits, files, mails, five thousand of each and more.
struct PeerContent {
  let lines: String
  let repository: String
  let files: String
  let muttrc: String
  let home: String

  private static let count = 5000

  init(folder: URL) throws {
    home = folder.path
    lines = folder.appending(path: "lines.txt").path
    repository = folder.appending(path: "repository").path
    files = folder.appending(path: "files").path
    muttrc = folder.appending(path: "muttrc").path
    let mailbox = folder.appending(path: "mailbox").path
    try Self.write(
      (0..<100_000).map { "entry \($0) of a list that is longer than the screen" }, to: lines)
    try Self.write((0..<Self.count).map(Self.mail), to: mailbox)
    try Self.write(["set folder=\(home)", "set spoolfile=\(mailbox)"], to: muttrc)
    try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
    for index in 0..<Self.count {
      let name = "document-" + String(String(10_000 + index).dropFirst())
      try Self.write([], to: "\(files)/\(name)")
    }
    try makeRepository(in: folder)
  }

  private static func mail(_ index: Int) -> String {
    """
    From sender@example.org Tue Apr 22 10:00:00 2025
    From: Sender \(index % 50) <sender@example.org>
    Subject: Question \(index) about an order
    Date: Tue, 22 Apr 2025 10:00:00 +0000
    Message-ID: <\(index)@example.org>

    Where is it?

    """
  }

  /// Commits by `fast-import`, which makes thousands in a moment; without git there are none.
  private func makeRepository(in folder: URL) throws {
    let stream = folder.appending(path: "stream").path
    let commits = (0..<Self.count).map { index in
      let message = "Change \(index) of the program"
      return "commit refs/heads/main\ncommitter A <a@example.org> \(1_700_000_000 + index) +0000\n"
        + "data \(message.utf8.count)\n\(message)"
    }
    try Self.write(commits, to: stream)
    let git = Process()
    git.executableURL = URL(filePath: "/bin/sh")
    git.arguments = [
      "-c",
      "git init -q -b main '\(repository)' && git -C '\(repository)' fast-import --quiet < '\(stream)'",
    ]
    try git.run()
    git.waitUntilExit()
  }

  private static func write(_ lines: [String], to path: String) throws {
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
  }
}
