import Payments
import Settings
import Testing

/// Which file counts.
struct PrecedenceTests {
  private let system = ConfigurationLoader.systemPath
  private let own = "/home/amina/.config/tilldesk/config.toml"

  private func named(_ name: String) -> String {
    Samples.small.replacing("name = \"a\"", with: "name = \"\(name)\"")
  }

  private func account(_ outcome: ConfigurationLoader.Outcome) -> String? {
    outcome.configuration?.accounts.first?.name.text
  }

  @Test func `the option overrules every other file`() {
    var scenario = Scenario(files: [
      "/x.toml": named("option"), "/v.toml": named("variable"), own: named("own"),
      system: named("system"),
    ])
    scenario.environment["TILLDESK_CONFIG"] = "/v.toml"
    let outcome = scenario.load(explicitPath: "/x.toml")
    #expect(account(outcome) == "option")
    #expect(outcome.configuration?.files == ["/x.toml"])
  }

  @Test func `the variable comes before the user's own file`() {
    var scenario = Scenario(files: ["/v.toml": named("variable"), own: named("own")])
    scenario.environment["TILLDESK_CONFIG"] = "/v.toml"
    #expect(account(scenario.load()) == "variable")
    scenario.environment["TILLDESK_CONFIG"] = ""
    #expect(account(scenario.load()) == "own")
  }

  @Test func `the user's folder is the one that the environment names`() {
    var scenario = Scenario(files: [
      "/xdg/tilldesk/config.toml": named("xdg"), own: named("home"),
    ])
    scenario.environment["XDG_CONFIG_HOME"] = "/xdg"
    scenario.environment["XDG_STATE_HOME"] = "/state"
    #expect(account(scenario.load()) == "xdg")
    #expect(scenario.load().configuration?.journal == "/state/tilldesk/journal.sqlite")
    scenario.environment["XDG_CONFIG_HOME"] = "relative"
    #expect(account(scenario.load()) == "home")
  }

  @Test func `the file that a user may write is known whether it exists or not`() {
    var scenario = Scenario(files: [system: named("system"), "/x.toml": named("option")])
    #expect(scenario.load().configuration?.ownFile == own)
    #expect(scenario.load(explicitPath: "/x.toml").configuration?.ownFile == "/x.toml")
    scenario.environment["XDG_CONFIG_HOME"] = "/xdg"
    #expect(scenario.load().configuration?.ownFile == "/xdg/tilldesk/config.toml")
  }

  @Test func `the administrator's file stands alone`() {
    #expect(account(Scenario(files: [system: named("system")]).load()) == "system")
  }

  @Test func `without a file the places that were looked at are named`() throws {
    var scenario = Scenario()
    scenario.environment["XDG_CONFIG_HOME"] = "/xdg"
    guard case .absent(let searched) = scenario.load() else {
      Issue.record("something was found")
      return
    }
    #expect(searched == ["/xdg/tilldesk/config.toml", system])
  }

  @Test func `beside the administrator's file a user chooses theme, terminal and keys`() throws {
    let scenario = Scenario(files: [
      system: named("system").replacing(
        "[[account]]",
        with: "theme = \"nord\"\nkeys = { refund = \"R\", cancel = \"X\" }\n"
          + "terminal.mouse = true\n[[account]]"),
      own: "theme = \"daylight\"\n[terminal]\nlow_bandwidth = true\n[keys]\nrefund = \"F5\"",
    ])
    let configuration = try #require(scenario.load().configuration)
    #expect(configuration.files == [system, own])
    #expect(configuration.theme == "daylight")
    #expect(configuration.themePosition.file == own)
    #expect(configuration.terminal.mouse)
    #expect(configuration.terminal.lowBandwidth)
    #expect(configuration.keys.map { "\($0.action)=\($0.key)" } == ["cancel=X", "refund=F5"])
  }

  @Test func `beside the administrator's file a user may not set anything else`() {
    let scenario = Scenario(files: [
      system: named("system"),
      own: "journal = \"/tmp/mine.sqlite\"\nfoo = 1\n\n" + named("mine"),
    ])
    #expect(
      scenario.load().lines == [
        "\(own):1: journal may be set only in \(system). "
          + "Remove it here: a user's own file sets theme, [terminal] and [keys].",
        "\(own):2: Unknown key \"foo\" in the top of the file. Known here: account, "
          + "confirm_reference_above, index, journal, keys, log, proxy, read_age_seconds, "
          + "replay_window_minutes, terminal, theme, time_zone, timeouts, undo_seconds.",
        "\(own):4: account may be set only in \(system). "
          + "Remove it here: a user's own file sets theme, [terminal] and [keys].",
      ])
  }

  @Test func `the variable cannot get around the administrator's file`() {
    var scenario = Scenario(files: [system: named("system"), "/v.toml": named("mine")])
    scenario.environment["TILLDESK_CONFIG"] = "/v.toml"
    #expect(scenario.load().lines.map { String($0.prefix(9)) } == ["/v.toml:1"])
  }

  @Test func `a file that is named and missing is a mistake`() {
    #expect(
      Scenario().load(explicitPath: "/x.toml").lines == [
        "/x.toml: There is no such file. Correct --config, or create the file."
      ])
    var scenario = Scenario(files: [own: named("own")])
    scenario.environment["TILLDESK_CONFIG"] = "/v.toml"
    #expect(
      scenario.load().lines == [
        "/v.toml: There is no such file. Correct $TILLDESK_CONFIG, or create the file."
      ])
  }

  @Test func `a file that cannot be read is not passed over`() {
    var scenario = Scenario(files: [own: named("own")])
    scenario.unreadable = [system]
    #expect(
      scenario.load().lines == [
        "\(system): The file cannot be read: Permission denied. Correct its permissions."
      ])
  }
}
