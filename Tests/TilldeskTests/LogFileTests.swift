import Foundation
import Glibc
import Host
import Logging
import Payments
import ProgramSupport
import ProviderClient
import Testing
import TextSafety

@testable import tilldesk

/// The log: a line for each request, without what must not be in it, and no line that stops anything.
struct LogFileTests {
  private static let time = Instant(milliseconds: 1_776_825_431_007)

  // MARK: - Lines

  @Test func `a line is the time, the level, the message and facts by name`() {
    let entry = LogEntry(
      time: Self.time, level: "notice", message: "POST https://eu.neropay.app/v2/refunds",
      facts: [("status", "200"), ("failure", "It said \"no\" \\ maybe."), ("actor", "")])
    #expect(
      entry.text == """
        2026-04-22T02:37:11.007Z notice POST https://eu.neropay.app/v2/refunds status=200 \
        failure="It said \\"no\\" \\\\ maybe." actor=""
        """)
  }

  @Test func `no value can pass for the next fact`() {
    let entry = LogEntry(
      time: Self.time, level: "info", message: "GET", facts: [("status", "200 actor=root")])
    #expect(entry.text.text.hasSuffix("GET status=\"200 actor=root\""))
  }

  // MARK: - The file

  @Test func `lines are added, also to a file that was rotated`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let file = try LogFile(path: folder.path("desk.log"))
    file.add("one")
    file.add("two")
    #expect(try folder.text("desk.log") == "one\ntwo\n")
    try FileManager.default.moveItem(
      atPath: folder.path("desk.log"), toPath: folder.path("desk.log.1"))
    file.add("three")
    #expect(try folder.text("desk.log") == "three\n")
    #expect(try folder.text("desk.log.1") == "one\ntwo\n")
    var status = stat()
    #expect(unsafe stat(folder.path("desk.log"), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func `lines that cannot be written are counted and told`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let inner = folder.path("inner")
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
    let file = try LogFile(path: inner + "/desk.log")
    try FileManager.default.removeItem(atPath: inner)
    file.add("one")
    file.add("two")
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
    file.add("three")
    file.add("four")
    #expect(try folder.text("inner/desk.log") == "2 lines could not be written\nthree\nfour\n")
  }

  @Test func `what is no plain file is refused at once`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    #expect(unsafe mkfifo(folder.path("pipe"), 0o600) == 0)
    #expect(unsafe symlink("elsewhere", folder.path("link")) == 0)
    for path in [folder.path("pipe"), folder.path("link"), folder.path(""), "/dev/null"] {
      #expect(throws: FileFailure.self, "\(path)") { try LogFile(path: path) }
    }
  }

  @Test func `its folder is made, unless the first of its path is missing`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let file = try LogFile(path: folder.path("state/tilldesk/desk.log"))
    file.add("one")
    #expect(try folder.text("state/tilldesk/desk.log") == "one\n")
    var status = stat()
    #expect(unsafe stat(folder.path("state/tilldesk"), &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o700)
    #expect(throws: FileFailure.system(ENOENT)) { try LogFile(path: "/no-such-top/desk.log") }
  }

  @Test func `in a folder that its group shares the group can write it, whatever the mask`() throws
  {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    #expect(unsafe chmod(folder.url.path, 0o2770) == 0)
    _ = try LogFile(path: folder.path("desk.log"))
    _ = try LogFile(path: folder.path("below/desk.log"))
    for name in ["desk.log", "below/desk.log"] {
      var status = stat()
      #expect(unsafe stat(folder.path(name), &status) == 0)
      #expect(status.st_mode & 0o7777 == 0o660)
    }
  }

  @Test(.enabled(if: geteuid() == 0))
  func `another user's file is left alone, unless the folder is shared and it is its group's`()
    throws
  {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = folder.path("desk.log")
    let line = "2026-04-22T02:37:11.007Z info GET\n"
    let (other, group): (uid_t, gid_t) = (4711, 4712)
    try Data(line.utf8).write(to: URL(filePath: path))
    #expect(unsafe chown(path, other, group) == 0)
    #expect(unsafe chmod(path, 0o666) == 0)
    #expect(throws: FileFailure.ofOthers) { try LogFile(path: path) }
    #expect(unsafe chmod(folder.url.path, 0o2770) == 0)
    #expect(throws: FileFailure.ofOthers) { try LogFile(path: path) }
    #expect(try folder.text("desk.log") == line)
    // A colleague's line in the file that the group shares.
    #expect(unsafe chown(folder.url.path, 0, group) == 0)
    #expect(unsafe chmod(folder.url.path, 0o2770) == 0)
    try LogFile(path: path).add("two")
    #expect(try folder.text("desk.log") == line + "two\n")
    var status = stat()
    #expect(unsafe stat(path, &status) == 0)
    #expect(status.st_uid == other)
  }

  @Test func `a file of one's own follows the folder when its sharing changes`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let file = try LogFile(path: folder.path("desk.log"))
    for (sharing, mode) in [(mode_t(0o2770), mode_t(0o660)), (0o700, 0o600)] {
      #expect(unsafe chmod(folder.url.path, sharing) == 0)
      file.add("one")
      var status = stat()
      #expect(unsafe stat(folder.path("desk.log"), &status) == 0)
      #expect(status.st_mode & 0o7777 == mode)
    }
  }

  @Test func `a file with a second name is left alone`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try Data().write(to: URL(filePath: folder.path("key")))
    #expect(unsafe link(folder.path("key"), folder.path("desk.log")) == 0)
    #expect(throws: FileFailure.ofOthers) { try LogFile(path: folder.path("desk.log")) }
    #expect(try folder.text("key") == "")
  }

  // MARK: - Requests

  /// A provider that always answers the same.
  private struct Answering: HTTPTransport {
    let reply: HTTPReply
    func read(_ request: HTTPRequest) async -> HTTPReply { reply }
    func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply { reply }
  }

  private static func reply(status: Int?, failure: TransportFailure? = nil) -> HTTPReply {
    HTTPReply(
      connected: true, status: status, headers: ["x-secret": "header"], body: Array("body".utf8),
      failure: failure, started: time, ended: Instant(milliseconds: time.milliseconds + 182))
  }

  private static let request = HTTPRequest(
    method: "POST", url: "https://eu.neropay.app/v2/refunds?q=ann@example.org",
    headers: [("Authorization", "Bearer secret")], body: Array("{\"amount\":5}".utf8))

  @Test(arguments: [
    (reply(status: 200), "notice", "bytes=4 ms=182 status=200"),
    (reply(status: 404), "notice", "bytes=4 ms=182 status=404"),
    (reply(status: 503), "warning", "bytes=4 ms=182 status=503"),
    (
      reply(status: nil, failure: .timeout(seconds: 30)), "warning",
      "bytes=4 failure=\"No complete answer within 30 s.\" ms=182"
    ),
  ])
  func `a request that may move money is noted before and after, and nothing of what it says`(
    reply: HTTPReply, level: String, facts: String
  ) async throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let file = try LogFile(path: folder.path("desk.log"))
    var logger = Logger(label: "tilldesk") { _ in FileLogHandler(file: file, now: { Self.time }) }
    logger[metadataKey: "actor"] = "amina"
    let transport = LoggedTransport(Answering(reply: reply), logger: logger)
    let answer = await transport.write(Self.request, through: .open)
    #expect(answer.status == reply.status)
    let stamp = "2026-04-22T02:37:11.007Z"
    let sent = "POST https://eu.neropay.app/v2/refunds"
    #expect(
      try folder.text("desk.log") == """
        \(stamp) notice \(sent) begins actor=amina
        \(stamp) \(level) \(sent) \(facts) actor=amina

        """)
  }

  @Test func `a read is noted once`() async throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let file = try LogFile(path: folder.path("desk.log"))
    let logger = Logger(label: "tilldesk") { _ in FileLogHandler(file: file, now: { Self.time }) }
    let transport = LoggedTransport(Answering(reply: Self.reply(status: 200)), logger: logger)
    _ = await transport.read(Self.request)
    let lines = try folder.text("desk.log").split(separator: "\n")
    #expect(lines.count == 1)
    #expect(lines.first?.contains(" info POST https://eu.neropay.app/v2/refunds bytes=4") == true)
  }
}
