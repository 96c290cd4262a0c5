import Payments
import Settings
import Testing
import TextSafety

/// What right configurations say.
struct ConfigurationTests {
  private let path = "/home/amina/.config/tilldesk/config.toml"

  private func load(_ text: String) throws -> Configuration {
    let outcome = Scenario(files: [path: text]).load()
    #expect(outcome.lines == [])
    return try #require(outcome.configuration)
  }

  @Test func `the configuration of the manual is read whole`() throws {
    let configuration = try load(Samples.manual)
    #expect(configuration.files == [path])
    #expect(configuration.theme == "midnight")
    #expect(configuration.journal == "/var/lib/tilldesk/journal.sqlite")
    #expect(configuration.index == "/var/lib/tilldesk/index.sqlite")
    #expect(configuration.terminal == TerminalSettings())
    #expect(configuration.keys.map(\.action) == ["refund"])
    #expect(configuration.keys.map(\.key) == ["R"])
    #expect(configuration.keys.map(\.position.line) == [36])

    let (uk, ng, nz) = try accounts(configuration)
    #expect(uk.name.text == "uk-store")
    #expect(uk.provider == ProviderName(rawValue: "neropay"))
    #expect(uk.mode == .live)
    #expect(uk.baseURL.text == "https://eu.neropay.app/v2")
    #expect(uk.secret == .file("/etc/tilldesk/uk-store.key"))
    #expect(uk.options.text("neropay_account") == "NP6454f52b_6165")
    #expect(uk.position.line == 5)
    #expect(uk.secretPosition.line == 10)
    #expect(uk.sendsTag)
    #expect(ng.secret == .environment("NECTAR_PRIVATE_KEY"))
    #expect(ng.options.text("authorization") == "raw")
    let zone = try #require(ng.options.timeZone("time_zone"))
    #expect(zone.name == "Africa/Lagos")
    #expect(zone.offsetSeconds(Instant(seconds: 1_776_824_231)) == 3600)
    #expect(ng.options.keys == ["authorization", "time_zone"])
    #expect(nz.mode == .test)
    #expect(nz.options.text("amount_unit") == "minor")
  }

  private func accounts(
    _ configuration: Configuration
  ) throws -> (AccountSettings, AccountSettings, AccountSettings) {
    try #require(configuration.accounts.count == 3)
    return (configuration.accounts[0], configuration.accounts[1], configuration.accounts[2])
  }

  @Test func `what is left out has the documented default`() throws {
    let configuration = try load(Samples.small)
    #expect(configuration.theme == "midnight")
    #expect(configuration.journal == "/home/amina/.local/state/tilldesk/journal.sqlite")
    #expect(configuration.index == "/home/amina/.local/state/tilldesk/index.sqlite")
    #expect(configuration.undoSeconds(for: .live) == 5)
    #expect(configuration.undoSeconds(for: .test) == 0)
    #expect(configuration.replayWindowMinutes == 15)
    #expect(configuration.readAgeSeconds == 20)
    #expect(configuration.timeouts == Timeouts())
    #expect(configuration.timeouts.connect == 5)
    #expect(configuration.timeouts.firstByte == 30)
    #expect(configuration.timeouts.total == 60)
    #expect(configuration.log == nil)
    #expect(configuration.proxy == nil)
    #expect(configuration.timeZone == nil)
    #expect(configuration.confirmReference == ReferenceThreshold())
    #expect(configuration.accounts.first?.options.keys == [])
  }

  @Test func `every other setting is read`() throws {
    let configuration = try load(
      """
      theme = "nord"
      journal = "~/desk/journal.sqlite"
      log = "~/desk.log"
      proxy = "http://proxy.example:3128"
      undo_seconds = 9
      replay_window_minutes = 30
      read_age_seconds = 60
      timeouts = { connect = 1, first_byte = 2, total = 3 }
      confirm_reference_above = { GBP = "100.50", JPY = "20000" }
      time_zone = "Europe/London"
      terminal.mouse = true
      terminal.low_bandwidth = true
      """ + "\n"
        + Samples.small.replacing("neropay", with: "nectar") + """

          authorization = "bearer"
          history_unit = "milliseconds"
          exponents = { ugx = 2 }
          sends_tag = false
          """)
    #expect(configuration.theme == "nord")
    #expect(configuration.themePosition.line == 1)
    #expect(configuration.journal == "/home/amina/desk/journal.sqlite")
    #expect(configuration.index == "/home/amina/desk/index.sqlite")
    #expect(configuration.log == "/home/amina/desk.log")
    #expect(configuration.proxy?.host == "proxy.example")
    #expect(configuration.proxy?.port == 3128)
    #expect(configuration.undoSeconds(for: .live) == 9)
    #expect(configuration.undoSeconds(for: .test) == 9)
    #expect(configuration.replayWindowMinutes == 30)
    #expect(configuration.readAgeSeconds == 60)
    #expect(configuration.timeouts.total == 3)
    #expect(configuration.timeZone?.identifier == "Europe/London")
    #expect(configuration.terminal.mouse)
    #expect(configuration.terminal.lowBandwidth)
    let account = try #require(configuration.accounts.first)
    #expect(account.options.text("authorization") == "bearer")
    #expect(account.options.text("history_unit") == "milliseconds")
    #expect(account.exponents == ["UGX": 2])
    #expect(!account.sendsTag)
  }

  @Test(arguments: [
    ("confirm_reference_above = 100", Money(minor: 10_000, currency: .gbp), false),
    ("confirm_reference_above = 100", Money(minor: 10_001, currency: .gbp), true),
    ("confirm_reference_above = \"100\"", Money(minor: 100, currency: .jpy), false),
    ("confirm_reference_above = \"100\"", Money(minor: 101, currency: .jpy), true),
    ("confirm_reference_above = 0", Money(minor: 1, currency: .bhd), true),
    ("confirm_reference_above = { GBP = \"1.50\" }", Money(minor: 150, currency: .gbp), false),
    ("confirm_reference_above = { GBP = \"1.50\" }", Money(minor: 151, currency: .gbp), true),
    (
      "confirm_reference_above = { GBP = \"1.50\" }", Money(minor: 9_999_999, currency: .usd), false
    ),
    ("", Money(minor: .max, currency: .gbp), false),
  ])
  func `the reference is asked for above the threshold and not at it`(
    line: String, money: Money, asks: Bool
  ) throws {
    let configuration = try load(line + "\n" + Samples.small)
    #expect(configuration.confirmReference.applies(to: money) == asks)
  }

  @Test func `a fourth provider brings its own keys`() throws {
    var providers = Scenario.providers
    providers.append(
      ProviderFacts(
        name: ProviderName(rawValue: "fourth"), title: "Fourth",
        liveBaseURL: BaseURL(documented: "https://fourth.example"),
        keys: [
          ProviderKey("store_id", .text(example: "s-7"), isRequired: true) { text in
            text.hasPrefix("s-") ? nil : "is not the id of a store"
          }
        ], namesMerchant: true))
    func load(_ line: String) -> ConfigurationLoader.Outcome {
      let text = Samples.small.replacing("neropay", with: "fourth") + "\n" + line
      return ConfigurationLoader.load(
        explicitPath: "/c", providers: providers, world: Scenario(files: ["/c": text]).world)
    }
    let outcome = load("store_id = \"s-7\"")
    #expect(outcome.lines == [])
    #expect(outcome.configuration?.accounts.first?.options.text("store_id") == "s-7")
    #expect(
      load("").lines == ["/c:1: store_id is missing in [[account]] a. Add store_id = \"s-7\"."])
    #expect(
      load("store_id = \"7\"").lines == [
        "/c:7: store_id is not the id of a store. Write store_id = \"s-7\"."
      ])
    #expect(
      load("store_id = \"s-7\"\nneropay_account = \"NP1\"").lines == [
        "/c:8: neropay_account means nothing to Fourth. Remove it; it is for NeroPay accounts."
      ])
  }

  @Test func `summer time counts in a zone that has it`() throws {
    let zone = try #require(
      try load("time_zone = \"Europe/London\"\n" + Samples.small).timeZone?.offsets)
    #expect(zone.offsetSeconds(Instant(seconds: 1_768_435_200)) == 0)
    #expect(zone.offsetSeconds(Instant(seconds: 1_784_073_600)) == 3600)
  }
}
