import Foundation
import Host
import Payments
import Settings
import Testing

/// A configuration counts only where none but this user and root can change it or exchange it.
struct FileTrustTests {
  private typealias Status = FileStatus

  private let system = ConfigurationLoader.systemPath
  private let own = "/home/amina/.config/tilldesk/config.toml"
  private let folder = "/home/amina/.config/tilldesk"

  private func scenario(_ statuses: [String: FileStatus]) -> Scenario {
    var scenario = Scenario(files: [own: Samples.small])
    scenario.statuses.merge(statuses) { $1 }
    return scenario
  }

  @Test(arguments: [0o664, 0o646, 0o666, 0o620] as [UInt32])
  func `a file that others can write is refused with its remedy`(permissions: UInt32) {
    let lines = scenario([own: Status(permissions: permissions, owner: 1000)]).load().lines
    #expect(
      lines == [
        "\(own): Others can change this file (mode \(String(permissions, radix: 8))). Run: chmod go-w \(own)"
      ])
  }

  @Test func `a file of another user is refused`() {
    #expect(scenario([own: Status(permissions: 0o600, owner: 1001)]).load().lines.count == 1)
    #expect(scenario([own: Status(permissions: 0o600, owner: 1000)]).load().lines.isEmpty)
    #expect(scenario([own: Status(permissions: 0o644, owner: 0)]).load().lines.isEmpty)
  }

  @Test(arguments: [0o775, 0o757, 0o777, 0o2770] as [UInt32])
  func `a file in a folder that others can write is refused`(permissions: UInt32) {
    let status = Status(permissions: permissions, owner: 1000, isRegular: false)
    let lines = scenario([folder: status]).load().lines
    #expect(lines.count == 1 && lines[0].hasSuffix("Run: chmod go-w \(folder)"), "\(lines)")
  }

  @Test func `a folder of another user, or one above that everybody can write, is refused`() {
    let theirs = Status(permissions: 0o755, owner: 1001, isRegular: false)
    #expect(scenario([folder: theirs]).load().lines.count == 1)
    let open = Status(permissions: 0o777, owner: 0, isRegular: false)
    #expect(scenario(["/home": open]).load().lines.count == 1)
    let sticky = Status(permissions: 0o1777, owner: 0, isRegular: false)
    #expect(scenario(["/home": sticky, folder: sticky]).load().lines.isEmpty)
  }

  @Test func `where a link leads, the folder counts too`() {
    var linked = scenario([
      "/srv/shared": Status(permissions: 0o777, owner: 0, isRegular: false)
    ])
    #expect(linked.load().lines.isEmpty)
    linked.links[own] = "/srv/shared/config.toml"
    #expect(linked.load().lines.count == 1)
  }

  @Test func `what is no plain file is refused`() {
    let status = Status(permissions: 0o600, owner: 1000, isRegular: false)
    #expect(
      scenario([own: status]).load().lines == [
        "\(own): This is not a plain file. Name a plain file."
      ])
  }

  @Test func `the administrator's file is looked at in the same way`() {
    var scenario = Scenario(files: [system: Samples.small])
    scenario.statuses["/etc/tilldesk"] = Status(permissions: 0o775, owner: 0, isRegular: false)
    #expect(scenario.load().lines.count == 1)
  }

  @Test func `a dangling link in the administrator's place is a mistake, whatever else is named`() {
    var scenario = Scenario(files: [own: Samples.small, "/x.toml": Samples.small])
    scenario.dangling = [system]
    let line =
      "\(system): This is a link to a file that does not exist. Correct the link, or remove it."
    #expect(scenario.load().lines == [line])
    #expect(scenario.load(explicitPath: "/x.toml").lines == [line])
  }

  @Test func `a dangling link is told from a file that is not there`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/trust-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(unsafe symlink("nowhere", folder + "/link") == 0)
    let world = SettingsWorld.live()
    for path in [folder + "/link", folder + "/link/config.toml"] {
      guard case .dangling = world.readFile(path) else {
        Issue.record("\(path) is not told to be dangling")
        continue
      }
    }
    guard case .absent = world.readFile(folder + "/none") else {
      Issue.record("what is not there is not absent")
      return
    }
  }

  // MARK: - Beside the administrator's file

  private func beside(_ text: String, owner: UInt32) -> [String] {
    var scenario = Scenario(files: [system: Samples.small, "/x.toml": text])
    scenario.statuses["/x.toml"] = Status(permissions: 0o600, owner: owner)
    return scenario.load(explicitPath: "/x.toml").lines
  }

  @Test func `an agent's own file names simulated accounts only`() {
    #expect(beside(Samples.small, owner: 0).isEmpty)
    let lines = beside(Samples.small, owner: 1000)
    #expect(
      lines.count == 1 && lines[0].hasPrefix("/x.toml:1: a is not on this machine"), "\(lines)")
    for host in ["127.0.0.1:8080", "localhost:1", "[::1]:9"] {
      let sandbox = Samples.small.replacing("https://sandbox.example", with: "http://\(host)")
      #expect(beside(sandbox, owner: 1000).isEmpty)
      let mixed = sandbox + "\n" + Samples.small.replacing("\"a\"", with: "\"b\"")
      #expect(beside(mixed, owner: 1000).count == 1)
    }
  }

  @Test func `without an administrator's file an agent names any account`() {
    var scenario = Scenario(files: ["/x.toml": Samples.small])
    scenario.statuses["/x.toml"] = Status(permissions: 0o600, owner: 1000)
    #expect(scenario.load(explicitPath: "/x.toml").lines.isEmpty)
  }

  // MARK: - Themes

  @Test func `a theme that everybody can change serves nobody`() {
    let file = "/home/amina/.config/tilldesk/themes/mine.toml"
    var scenario = Scenario(files: [file: "kind = \"dark\"\n[roles]\nlive = \"red\"\n"])
    let here = SourcePosition(file: "/c", line: 7, column: 1)
    func mistakes() -> [String] {
      ThemeLibrary(programPath: "/opt/desk/bin/tilldesk", world: scenario.world)
        .theme(named: "mine", chosenAt: here).mistakes.map(\.description)
    }
    #expect(mistakes().isEmpty)
    scenario.statuses[file] = Status(permissions: 0o666, owner: 1000)
    #expect(mistakes().count == 1)
    scenario.statuses[file] = Status(permissions: 0o600, owner: 1000, isRegular: false)
    #expect(mistakes() == ["\(file): This is not a plain file. Name a plain file."])
    scenario.statuses[file] = nil
    scenario.dangling = [file]
    #expect(mistakes().count == 1)
  }
}
