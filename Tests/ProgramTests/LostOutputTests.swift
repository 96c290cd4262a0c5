import Foundation
import ProgramSupport
import Testing

/// What could not be printed is no success, and no other outcome either.
struct LostOutputTests {
  /// Ways in which standard output does not take what is written.
  enum Sink: String, CaseIterable, Sendable {
    case full = "exec \"$0\" \"$@\" >/dev/full"
    case closed = "exec \"$0\" \"$@\" >&-"
    /// The reader is gone before anything is written.
    case broken = "exec 3> >(:); wait $!; exec \"$0\" \"$@\" >&3 3>&-"
  }

  static let readings = [
    ["search", "np-order100"], ["search", "np-order100", "--json"], ["search", "np", "--csv"],
    ["show", "uk-store/6636598"], ["show", "uk-store/6636598", "--json"], ["attention"],
    ["attention", "--json"], ["reconcile"], ["keys"],
  ]

  @Test(arguments: [Sink.full, .closed])
  func `a reading that is lost exits with 74`(_ sink: Sink) throws {
    let sandbox = try Sandbox()
    for arguments in Self.readings {
      let outcome = try run(sink, arguments, sandbox)
      #expect(outcome.status == 74, "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.contains("is lost"), "\(arguments): \(outcome.errors)")
    }
  }

  @Test(arguments: [
    ["--help"], ["--version"], ["help", "refund"], ["search", "--help"], ["themes"],
    ["--generate-completion-script", "zsh"], ["nonsense", "--json"],
  ])
  func `help, the version and completions that are lost exit with 74`(
    _ arguments: [String]
  ) throws {
    for sink in [Sink.full, .closed] {
      let outcome = try Program.start(sink.rawValue, arguments).finish()
      #expect(outcome.status == 74, "\(outcome.errors)")
    }
  }

  @Test(arguments: Sink.allCases)
  func `a refund whose outcome is not printed moved money once and names itself`(
    _ sink: Sink
  ) throws {
    let sandbox = try Sandbox()
    for form in [[], ["--json"]] {
      let refund =
        ["refund", "uk-store/6636598", "--amount", "2.00", "--decision", "lost", "--yes"] + form
      let lost = try run(sink, refund, sandbox)
      #expect(lost.status == 74, "\(lost.errors)")
      let told = try Program.run(refund + ["--json", "--config", sandbox.configuration].suffix(3))
      let intent = try #require(try told.json["intent"] as? String)
      #expect(lost.errors.contains("\(intent) is succeeded"), "\(lost.errors)")
    }
    #expect(try sandbox.effects(of: "6636598").map(\.amountMinor) == [200])
  }

  @Test(arguments: Sink.allCases)
  func `a cancel whose outcome is not printed names itself`(_ sink: Sink) throws {
    let sandbox = try Sandbox()
    let lost = try run(sink, ["cancel", "uk-store/6636599", "--yes", "--json"], sandbox)
    #expect(lost.status == 74, "\(lost.errors)")
    #expect(lost.errors.contains(" is succeeded"), "\(lost.errors)")
    #expect(try sandbox.effects(of: "6636599").count == 1)
  }

  @Test func `an unknown outcome that is not printed is told as unknown`() throws {
    let sandbox = try Sandbox(faults: ["neropay.refund:close-after*1"])
    let lost = try run(
      .full, ["refund", "uk-store/6636598", "--amount", "2.00", "--yes", "--json"], sandbox)
    #expect(lost.status == 74)
    #expect(lost.errors.contains(" is unknown"), "\(lost.errors)")
  }

  @Test func `a reader that has seen enough ends a search in silence`() throws {
    let sandbox = try Sandbox()
    let search = try Program.start(
      "set -o pipefail; \"$0\" \"$@\" | head -1",
      ["search", "account:uk-store", "--config", sandbox.configuration]
    ).finish()
    #expect(search.status == 0, "\(search.errors)")
    #expect(search.output.hasPrefix("created"))
    #expect(!search.errors.contains("lost"))
    let unread = try run(.broken, ["search", "np-order100"], sandbox)
    #expect(unread.status == 0 && !unread.errors.contains("lost"), "\(unread.errors)")
  }

  @Test func `a desk in lines whose output is lost ends, and says so`() throws {
    let sandbox = try Sandbox()
    let desk = try Program.start(
      "printf 'help\\nhelp\\n' | \"$0\" \"$@\" >/dev/full",
      ["--plain", "--config", sandbox.configuration]
    ).finish()
    #expect(desk.status == 74, "\(desk.errors)")
  }

  @Test func `a configuration that cannot be written exits with 74, and no key is replaced`() throws
  {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let full = try Program.run(["sandbox", "--write-config", "/dev/full"])
    #expect(full.status == 74, "\(full.errors)")
    try Data("sk_live_mine".utf8).write(to: folder.url.appending(path: "uk-store.key"))
    let refused = try Program.run(["sandbox", "--write-config", folder.path("config.toml")])
    #expect(refused.status == 2, "\(refused.errors)")
    #expect(try folder.text("uk-store.key") == "sk_live_mine")
    #expect(!FileManager.default.fileExists(atPath: folder.path("config.toml")))
  }

  private func run(
    _ sink: Sink, _ arguments: [String], _ sandbox: Sandbox
  ) throws -> Program.Outcome {
    try Program.start(sink.rawValue, arguments + ["--config", sandbox.configuration]).finish()
  }
}
