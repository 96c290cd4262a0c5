import ProgramSupport
import Testing

/// The configured log, written by the real program.
struct LogTests {
  @Test func `every request of a refund is in the log, and no credential`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let sandbox = try Sandbox(settings: "log = \"\(folder.path("desk.log"))\"")
    let refund = try Program.run([
      "refund", "uk-store/6636598", "--amount", "1.00", "--decision", "ticket-1", "--yes",
      "--config", sandbox.configuration,
    ])
    #expect([0, 3].contains(refund.status), "\(refund.errors)")
    let text = try folder.text("desk.log")
    let lines = text.split(separator: "\n")
    let writes = lines.filter { $0.contains(" notice ") }
    #expect(writes.count == 2)
    #expect(writes.first?.contains(" begins actor=") == true)
    #expect(writes.last?.contains(" status=20") == true)
    #expect(lines.contains { $0.contains(" info GET http://127.0.0.1:") })
    #expect(lines.allSatisfy { $0.contains(" pid=") && !$0.contains("?") })
    let secret = try sandbox.folder.text("uk-store.key").split(separator: "\n").first ?? ""
    #expect(secret.count > 8 && !text.contains(secret))
  }

  @Test func `a log that cannot be written is told before anything is asked`() throws {
    let sandbox = try Sandbox(settings: "log = \"/nowhere/desk.log\"")
    let outcome = try Program.run(["search", "np", "--config", sandbox.configuration])
    #expect(outcome.status == 78)
    #expect(
      outcome.errors == """
        tilldesk: Log /nowhere/desk.log: No such file or directory. Name a file that all who work \
        here may write, or take `log` out.

        """)
    #expect(outcome.output.isEmpty)
  }
}
