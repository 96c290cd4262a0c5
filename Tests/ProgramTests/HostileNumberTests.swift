import ChildProcesses
import Foundation
import HostileInput
import ProgramSupport
import Testing

/// Numbers, names and surroundings that no person would give: the real program says one thing about them and ends by
/// itself.
struct HostileNumberTests {
  private static let huge = "99999999999999999999"

  @Test(arguments: [
    ["search", "--limit", huge], ["search", "--limit", "-1"],
    ["search", "--limit", "9223372036854775807"],
    ["sandbox", "--port", huge], ["sandbox", "--port", "-1"], ["sandbox", "--transactions", huge],
    ["sandbox", "--transactions", "-9223372036854775808"], ["sandbox", "--seed", "-1"],
    ["sandbox", "--fault", "neropay.refund:slow=9223372036854775807s"],
    ["sandbox", "--fault", "neropay.refund:date=-9223372036854775807"],
    ["sandbox", "--fault", "neropay.refund:late=9223372036854775807ms"],
    ["sandbox", "--fault", "neropay.refund:500*\(huge)"],
    ["sandbox", "--fault", "neropay.refund:\(huge)"],
  ])
  func `a number beyond its bounds is a mistake of the command line`(_ arguments: [String]) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.signal == nil, "\(outcome.errors)")
    #expect(outcome.status == 64, "\(outcome.errors)")
  }

  @Test(arguments: ["[.keys]\n", "[@x]\n", "a = [!]\n", "[[[[", "\u{0}", "a = 1\na = 1\n"])
  func `a configuration that is no TOML is a mistake with its line`(_ text: String) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try text.write(toFile: folder.path("c.toml"), atomically: false, encoding: .utf8)
    let outcome = try Program.run(["attention", "--config", folder.path("c.toml")])
    #expect(outcome.status == 78, "\(outcome.errors)")
    #expect(outcome.errors.contains("c.toml:"))
  }

  /// What the provider asked for was kept as it came, and multiplied when the record was opened.
  @Test func `a wish to wait for ever ends no command`() throws {
    let wish = "9223372036854775807"
    let sandbox = try Sandbox(faults: [
      "neropay.refund:503-before=\(wish)*1", "neropay.retrieve:429=\(wish)@3*1",
    ])
    let config = ["--config", sandbox.configuration]
    let lost = try Program.run(
      ["refund", "uk-store/6636598", "--amount", "5", "--yes", "--json"] + config)
    #expect([5, 6].contains(lost.status), "\(lost.errors)")
    let commands = [
      ["attention"], ["attention", "--json"], ["reconcile", "--json"], ["search", "np-order"],
      ["show", "uk-store/6636598"], ["desk", "--plain"], ["keys"], ["themes"],
      ["refund", "uk-store/6636599", "--amount", "1", "--yes"],
    ]
    for command in commands {
      let outcome = try Program.run(command + config)
      #expect(outcome.signal == nil, "\(command): \(outcome.errors)")
    }
    let worker = try Program.start(["worker"] + config)
    poll(nil, 0, 300)
    worker.send(SIGTERM)
    #expect(try worker.finish().signal == nil)
    #expect(try sandbox.effects(of: "6636598").count <= 1)
  }

  @Test(arguments: [
    "created:9999999999d", "created:300000-01-01", "created:9999-12-31",
    "created:0000-01-01..9999-12-31",
    "created:9223372036854775807h", "amount:>=\(huge)", "amount:~\(huge)",
    "amount:9223372036854775807",
    "amount:-9223372036854775808", "\(huge)", "-\(huge)..\(huge)", "amount:..", "created:..",
    "sort:\(huge)", "amount:0.00000000000000000001", "#\(huge)", "id:*****\(huge)*",
  ])
  func `a search for an absurd number or day ends by itself`(_ query: String) throws {
    let outcome = try Program.run(["search", "--config", Self.nowhere.configuration, "--", query])
    #expect(outcome.signal == nil, "\(outcome.errors)")
    #expect([0, 1, 64, 74].contains(outcome.status), "\(outcome.status): \(outcome.errors)")
    #expect(OutputLeak.find(in: outcome.errors.utf8, allowing: [0x0A]) == nil)
  }

  /// Providers that cannot be reached, for commands that read no more than their own files.
  private static let nowhere = Nowhere()

  @Test(arguments: [
    ["COLUMNS": "-1", "LINES": "99999999999999999999"], ["COLUMNS": "0", "LINES": "0"],
    ["TZ": ":/dev/zero"], ["TZ": "../../etc/passwd"],
    ["TZ": String(repeating: "A", count: 100_000)],
    ["TERM": ""], ["TERM": "../../../etc/passwd"], ["TERM": String(repeating: "x", count: 100_000)],
    ["LC_ALL": "\u{FF}\u{1B}[2J"], ["HOME": ""], ["HOME": "relative"], ["XDG_STATE_HOME": "\n"],
    ["SSH_CLIENT": "\u{1B}[2J \(huge) \(huge)"], ["NO_COLOR": huge], ["COLORTERM": huge],
    ["USER": ""], ["LOGNAME": String(repeating: "n", count: 100_000)],
  ])
  func `an environment of nonsense ends by itself`(_ environment: [String: String]) throws {
    for command in [["attention"], ["desk", "--plain"], ["themes"]] {
      let outcome = try Program.run(
        command + ["--config", Self.nowhere.configuration].prefix(command == ["themes"] ? 0 : 2),
        environment: environment)
      #expect(outcome.signal == nil, "\(command): \(outcome.errors)")
      #expect(OutputLeak.find(in: outcome.errors.utf8, allowing: [0x0A]) == nil)
    }
  }

  @Test(arguments: [
    #"{"version":1,"welcomed":true,"searches":[],"saved":[],"columns":{"order":[],"hidden":[]},"drafts":[{"payment":{"account":{"provider":"neropay","origin":"x","merchant":"m"},"id":"1"},"reference":"r","amount":"9","reason":"","ticket":"","note":"","saved":9223372036854775807}]}"#,
    #"{"version":1,"welcomed":true,"searches":["x"],"saved":[],"columns":{"order":["a"],"hidden":["b"]},"drafts":[{"payment":{"account":{"provider":"","origin":"","merchant":""},"id":""},"reference":"","amount":"","reason":"","ticket":"","note":"","saved":-9223372036854775808}]}"#,
    #"{"version":99999999999999999999}"#, #"{"version":-1}"#, #"{"version":1e400}"#, "", "null",
    "[",
    String(repeating: "[", count: 100_000), "{\"version\":1,", "\u{0}\u{0}\u{0}",
  ])
  func `a file of memories that is not ours opens the desk all the same`(_ text: String) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try FileManager.default.createDirectory(
      atPath: folder.path("tilldesk"), withIntermediateDirectories: true)
    try text.write(toFile: folder.path("tilldesk/desk.json"), atomically: false, encoding: .utf8)
    let outcome = try Program.run(
      ["desk", "--plain", "--config", Self.nowhere.configuration],
      environment: ["XDG_STATE_HOME": folder.url.path])
    #expect(outcome.signal == nil, "\(outcome.errors)")
  }

  @Test(arguments: [8, 12, 15, 16, 20, 40])
  func `too few open files are told in one line before anything is begun`(_ limit: Int) throws {
    for command in ["attention --config \(Self.nowhere.configuration)", "sandbox"] {
      let folder = try ScratchFolder()
      defer { folder.remove() }
      let process = try ChildProcess(
        ["sh", "-c", "ulimit -n \(limit); exec \(Program.path) \(command)"],
        environment: ProcessInfo.processInfo.environment, output: folder.path("out"),
        errors: folder.path("err"))
      let end = process.waits(hundredths: 3000)
      process.send(SIGKILL)
      #expect(end == .exited(1))
      let said = try folder.text("err")
      #expect(said.hasPrefix("tilldesk: Only \(limit) files may be open at once here"), "\(said)")
      #expect(said.split(separator: "\n").count == 1)
    }
  }

  @Test func `a limit that may be raised is raised`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let process = try ChildProcess(
      [
        "sh", "-c",
        "ulimit -S -n 16; exec \(Program.path) attention --config \(Self.nowhere.configuration)",
      ],
      environment: ProcessInfo.processInfo.environment, output: folder.path("out"),
      errors: folder.path("err"))
    let end = process.waits(hundredths: 3000)
    let said = try folder.text("err")
    #expect(end == .exited(0), "\(said)")
  }
}

/// A configuration of one account at an address where nobody listens.
private struct Nowhere {
  private let folder: ScratchFolder?

  var configuration: String { folder?.path("config.toml") ?? "" }

  init() {
    folder = try? ScratchFolder()
    let text = """
      journal = "\(folder?.path("journal.sqlite") ?? "")"
      [[account]]
      name = "uk-store"
      provider = "neropay"
      mode = "test"
      base_url = "http://127.0.0.1:1"
      secret = { file = "\(folder?.path("key") ?? "")" }
      """
    for (name, text) in [("config.toml", text), ("key", "sk_test_example")] {
      let path = folder?.path(name) ?? ""
      _ = FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    }
  }
}
