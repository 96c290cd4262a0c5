import Host
import Payments
import Settings
import Testing
import TextSafety

/// Every kind of mistake, with its line and its remedy.
struct ConfigurationMistakeTests {
  private func lines(_ text: String, _ change: (inout Scenario) -> Void = { _ in }) -> [String] {
    var scenario = Scenario(files: ["/c": text])
    change(&scenario)
    return scenario.load(explicitPath: "/c").lines
  }

  /// A line put in place of a line of the small sample, and what is said about it.
  struct Spoiled: Sendable, CustomTestStringConvertible {
    let line: Int
    let text: String
    let mistake: String
    var testDescription: String { text.isEmpty ? "line \(line) gone" : text }

    init(_ line: Int, _ text: String, _ mistake: String) {
      self.line = line
      self.text = text
      self.mistake = mistake
    }
  }

  static let spoiledAccounts: [Spoiled] = [
    Spoiled(2, "", "1: name is missing in [[account]] number 1. Add name = \"uk-store\"."),
    Spoiled(3, "", "1: provider is missing in [[account]] a. "),
    Spoiled(4, "", "1: mode is missing in [[account]] a. Add mode = \"live\" or mode = \"test\"."),
    Spoiled(5, "", "1: base_url is missing in [[account]] a. "),
    Spoiled(6, "", "1: secret is missing in [[account]] a. "),
    Spoiled(2, "name = \"\"", "2: name is empty. Write name = \"uk-store\"."),
    Spoiled(2, "name = 7", "2: name must be text, not a whole number. "),
    Spoiled(2, "name = \"uk/store\"", "2: \"uk/store\" is not an account name. "),
    Spoiled(3, "provider = \"nero\"", "3: \"nero\" is not a provider. Write provider = "),
    Spoiled(3, "provider = \"neropya\"", "3: \"neropya\" is not a provider. Did you mean neropay?"),
    Spoiled(
      4, "mode = \"LIVE\"", "4: mode = \"LIVE\" is not known. Write mode = \"live\" or \"test\"."),
    Spoiled(4, "mode = true", "4: mode must be text, not true or false. "),
    Spoiled(
      4, "mode = \"test\"\nmoed = 1", "5: Unknown key \"moed\" in [[account]] a. Did you mean mode?"
    ),
    Spoiled(
      4, "mode = \"test\"\nzzzzzz = 1", "5: Unknown key \"zzzzzz\" in [[account]] a. Known here: "),
    Spoiled(
      5, "base_url = \"https://eu.neropay.app/v2\"",
      "4: mode is \"test\", but eu.neropay.app is the LIVE host of NeroPay. "),
    Spoiled(
      5, "base_url = \"https://EU.NeroPay.app:8443\"",
      "4: mode is \"test\", but eu.neropay.app is the LIVE host of NeroPay. "),
    Spoiled(
      5, "base_url = \"http://sandbox.example\"",
      "5: base_url: http:// would send the secret in the clear to sandbox.example. "),
    Spoiled(
      6, "secret = { file = \"/a\", env = \"B\" }", "6: secret names env and file at once. "),
    Spoiled(6, "secret = { }", "6: secret names no source. Name one of file, env and command."),
    Spoiled(6, "secret = { path = \"/a\" }", "6: Unknown key \"path\" in secret. "),
    Spoiled(6, "secret = 7", "6: secret must be a table, not a whole number. "),
    Spoiled(6, "secret = { file = 7 }", "6: file must be text, not a whole number. "),
    Spoiled(6, "secret = { file = \"key\" }", "6: file is not an absolute path. "),
    Spoiled(
      6, "secret = { file = \"/none\" }",
      "6: The secret file /none does not exist. Create it with mode 600, or correct the path."),
    Spoiled(
      6, "secret = { env = \"NONE\" }", "6: The environment variable NONE is not set. Set NONE "),
    Spoiled(6, "secret = { command = \"pass\" }", "6: command must be a list of texts, not text. "),
    Spoiled(6, "secret = { command = [] }", "6: command is empty. "),
    Spoiled(
      6, "secret = { command = [\"pass\", 1] }",
      "6: Each part of command must be text that is not empty. "),
  ]

  @Test(arguments: spoiledAccounts)
  func `a mistake in an account has its line and its remedy`(_ spoiled: Spoiled) throws {
    var text = Samples.small.split(separator: "\n").map(String.init)
    text[spoiled.line - 1] = spoiled.text
    let said = lines(text.joined(separator: "\n"))
    let expected = "/c:" + spoiled.mistake
    #expect(said.contains { $0.hasPrefix(expected) }, "\(said)")
    // A secret of an unknown kind also names no source; everything else is told once.
    #expect(said.count == (spoiled.text.contains("path =") ? 2 : 1), "\(said)")
  }

  /// A line put below the small sample, in the provider's account.
  static let addedKeys: [(String, String, String)] = [
    (
      "neropay", "authorization = \"raw\"",
      "authorization means nothing to NeroPay. Remove it; it is for Nectar accounts."
    ),
    ("neropay", "amount_unit = \"minor\"", "amount_unit means nothing to NeroPay. "),
    ("nectar", "neropay_account = \"NP1\"", "neropay_account means nothing to Nectar. "),
    (
      "nectar", "authorization = \"basic\"",
      "authorization = \"basic\" is not known. Write authorization = \"raw\" or \"bearer\"."
    ),
    (
      "nectar", "time_zone = \"Africa/Lagoss\"",
      "\"Africa/Lagoss\" is not a time zone. Did you mean Africa/Lagos?"
    ),
    ("nectar", "time_zone = \"EST\"", "\"EST\" is not a time zone. "),
    ("nectar", "time_zone = \"/etc/passwd\"", "\"/etc/passwd\" is not a time zone. "),
    ("nectar", "history_unit = \"hours\"", "history_unit = \"hours\" is not known. "),
    ("aiic", "amount_unit = \"cents\"", "amount_unit = \"cents\" is not known. "),
    ("aiic", "api_key = \"a\\nb\"", "api_key has characters that cannot stand in a header. "),
    ("aiic", "api_key = \"\"", "api_key is empty. "),
    ("aiic", "exponents = { JPY = 5 }", "JPY = 5 is out of range. Write JPY = 0 to 4."),
    ("aiic", "exponents = { JPY = -1 }", "JPY = -1 is out of range. "),
    (
      "aiic", "exponents = { JPY = 2.0 }", "JPY must be a whole number, not a number with a point. "
    ),
    ("aiic", "exponents = { YEN1 = 0 }", "\"YEN1\" is not a currency code of three letters. "),
    ("aiic", "exponents = { JPY = 0, jpy = 0 }", "JPY is given twice. "),
    ("aiic", "exponents = 2", "exponents must be a table, not a whole number. "),
    ("aiic", "sends_tag = \"no\"", "sends_tag must be true or false, not text. "),
  ]

  @Test(arguments: addedKeys)
  func `a mistake in what is particular to a provider has its line`(
    provider: String, line: String, mistake: String
  ) {
    let said = lines(Samples.small.replacing("neropay", with: provider) + "\n" + line)
    #expect(said.count == 1, "\(said)")
    #expect(said.first?.hasPrefix("/c:7: " + mistake) == true, "\(said)")
  }

  /// A line put above the small sample.
  static let topLines: [(String, String)] = [
    ("them = \"nord\"", "Unknown key \"them\" in the top of the file. Did you mean theme?"),
    ("theme = 1", "theme must be text, not a whole number. "),
    ("theme = \"../x\"", "\"../x\" cannot be the name of a theme. "),
    ("journal = \"journal.sqlite\"", "journal is not an absolute path. "),
    ("journal = 2026-04-22", "journal must be text, not a date or time. "),
    ("index = \"~other/x\"", "index is not an absolute path. "),
    ("log = \"\"", "log is empty. "),
    ("proxy = \"http://proxy\"", "proxy is not the address of an HTTP proxy. "),
    ("proxy = \"https://proxy:1\"", "proxy is not the address of an HTTP proxy. "),
    ("proxy = \"http://u:p@proxy:1\"", "proxy is not the address of an HTTP proxy. "),
    ("proxy = \"socks5://proxy:1\"", "proxy is not the address of an HTTP proxy. "),
    ("undo_seconds = -1", "undo_seconds = -1 is out of range. Write undo_seconds = 0 to 60."),
    ("undo_seconds = 61", "undo_seconds = 61 is out of range. "),
    ("undo_seconds = \"5\"", "undo_seconds must be a whole number, not text. "),
    (
      "read_age_seconds = 4",
      "read_age_seconds = 4 is out of range. Write read_age_seconds = 5 to 60."
    ),
    ("read_age_seconds = 61", "read_age_seconds = 61 is out of range. "),
    ("replay_window_minutes = 0", "replay_window_minutes = 0 is out of range. "),
    ("replay_window_minutes = 1441", "replay_window_minutes = 1441 is out of range. "),
    ("timeouts = 5", "timeouts must be a table, not a whole number. "),
    ("timeouts = { conect = 5 }", "Unknown key \"conect\" in [timeouts]. Did you mean connect?"),
    ("timeouts = { connect = 0 }", "connect = 0 is out of range. "),
    ("timeouts = { total = 601 }", "total = 601 is out of range. "),
    ("timeouts = { connect = 61 }", "connect (61 s) is longer than total (60 s). "),
    ("timeouts = { total = 29 }", "first_byte (30 s) is longer than total (29 s). "),
    ("confirm_reference_above = -1", "confirm_reference_above is neither "),
    ("confirm_reference_above = 1.5", "confirm_reference_above is neither "),
    ("confirm_reference_above = \"1.50\"", "confirm_reference_above is neither "),
    ("confirm_reference_above = { XAU = \"1\" }", "\"XAU\" is not a currency "),
    ("confirm_reference_above = { JPY = \"1.5\" }", "\"1.5\" is not an amount of JPY. "),
    ("confirm_reference_above = { GBP = 1 }", "GBP must be text, not a whole number. "),
    ("time_zone = \"Nowhere/Here\"", "\"Nowhere/Here\" is not a time zone. "),
    ("terminal = 1", "terminal must be a table, not a whole number. "),
    ("terminal.mice = true", "Unknown key \"mice\" in [terminal]. "),
    ("terminal.mouse = \"yes\"", "mouse must be true or false, not text. "),
    ("keys = { refund = 7 }", "refund must be text, not a whole number. "),
    ("keys = { refund = \"\" }", "refund is empty. "),
  ]

  @Test(arguments: topLines)
  func `a mistake at the top of the file has its line`(line: String, mistake: String) {
    let said = lines("\n" + line + "\n" + Samples.small)
    #expect(said.count == 1, "\(said)")
    #expect(said.first?.hasPrefix("/c:2: " + mistake) == true, "\(said)")
  }

  @Test(arguments: [
    ("a = ", "/c:1: "), ("\n\na = \"x", "/c:3: "), ("a = 1\na = 2", "/c:2: "),
    ("[t]\n\n[t]", "/c:3: "), ("x", "/c:1: "),
  ])
  func `what is no TOML is told with its line`(text: String, place: String) {
    let said = lines(text)
    #expect(said.count == 1)
    #expect(said.first?.hasPrefix(place) == true, "\(said)")
    #expect(said.first?.hasSuffix("Correct the line; the format is TOML (toml.io).") == true)
  }

  @Test func `bytes that would cut a text short are refused`() {
    #expect(lines("a = 1\n\u{0}").first?.hasPrefix("/c:2: There is a zero byte.") == true)
    #expect(
      lines("a = 1\nb = \"x\\u0000y\"").first?.hasPrefix("/c:2: A text holds an escaped zero")
        == true)
  }

  @Test func `bytes that are not UTF-8 are refused with their line`() {
    var world = Scenario().world
    world.readFile = { _ in .bytes([0x61, 0x3D, 0x31, 0x0A, 0x62, 0xFF]) }
    let outcome = ConfigurationLoader.load(
      explicitPath: "/c", providers: Scenario.providers, world: world)
    #expect(outcome.lines == ["/c:2: The text is not UTF-8. Save the file as UTF-8."])
  }

  @Test func `a file without an account is a mistake`() {
    #expect(lines("theme = \"nord\"").first?.hasPrefix("/c: There is no account. ") == true)
    #expect(lines("account = []").count == 1)
    #expect(lines("account = 1").first?.hasPrefix("/c:1: account must be a list of tables") == true)
    #expect(
      lines("[account]\nname = \"a\"").first?.hasPrefix("/c:1: account must be a list") == true)
    #expect(lines("account = [1]").first?.hasPrefix("/c:1: account must be a table") == true)
  }

  @Test func `one name for two accounts is a mistake`() {
    #expect(
      lines(Samples.small + "\n" + Samples.small) == [
        "/c:8: The account name a is taken by line 2. Give each account a name of its own."
      ])
  }

  @Test func `a LIVE account needs a named journal`() {
    let live = Samples.small.replacing("\"test\"", with: "\"live\"")
    #expect(
      lines("\n" + live) == [
        "/c:2: a is LIVE, and no journal is named. "
          + "Add journal = \"/var/lib/tilldesk/journal.sqlite\", one for all agents of this host."
      ])
    #expect(lines("journal = \"/j\"\n" + live).isEmpty)
  }

  @Test(arguments: ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"])
  func `a journal on a network file system is a mistake`(type: String) {
    let named = lines("\njournal = \"/mnt/j\"\n" + Samples.small) { $0.fileSystemType = type }
    #expect(named.count == 1)
    #expect(
      named.first?.hasPrefix("/c:2: The journal /mnt/j would lie on a network file system") == true)
    #expect(lines(Samples.small) { $0.fileSystemType = type }.first?.hasPrefix("/c: ") == true)
  }

  @Test func `a LIVE journal lies in no home folder`() {
    let live = Samples.small.replacing("\"test\"", with: "\"live\"")
    let said = lines("journal = \"~/j\"\n" + live)
    #expect(said.count == 1)
    #expect(
      said.first?.hasPrefix("/c:1: a is LIVE, and ~ is another folder for each agent.") == true)
    #expect(lines("journal = \"~/j\"\n" + Samples.small).isEmpty)
  }

  @Test(arguments: ["journal", "index"], ["-wal", "-shm", "-journal"])
  func `a database has no name of another's companions`(_ key: String, _ ending: String) {
    let said = lines("\(key) = \"/notes.sqlite\(ending)\"\n" + Samples.small)
    #expect(
      said == [
        "/c:1: \(key) ends in \(ending): databases name their own files so, and remove them. "
          + "Name another file."
      ])
  }

  @Test func `without a home folder the journal must be named`() {
    let said = lines(Samples.small) { $0.environment["HOME"] = nil }
    #expect(said.first?.hasPrefix("/c: journal is missing, and there is no home folder") == true)
  }

  @Test func `journal and index are two files`() {
    let said = lines("journal = \"/j\"\nindex = \"/j\"\n" + Samples.small)
    #expect(
      said == ["/c:2: index and journal are the same file. Name another file, or leave index out."])
  }

  @Test(
    arguments: [
      (0o644, 0, "is open to others (mode 644). Run: chmod 600 /k"),
      (0o601, 0, "is open to others (mode 601). Run: chmod 600 /k"),
      (0o640, 1000, "is open to others (mode 640). Run: chmod 600 /k"),
      (0o600, 1001, "belongs to another user, who can change it. "),
    ] as [(UInt32, UInt32, String)])
  func `a secret file that others reach is a mistake`(mode: UInt32, owner: UInt32, words: String) {
    let text = Samples.small.replacing("env = \"NECTAR_PRIVATE_KEY\"", with: "file = \"/k\"")
    let said = lines(text) { $0.statuses["/k"] = .init(permissions: mode, owner: owner) }
    #expect(said.count == 1)
    #expect(said.first?.hasPrefix("/c:6: The secret file /k " + words) == true, "\(said)")
  }

  @Test(arguments: [(0o600, 1000), (0o400, 0)] as [(UInt32, UInt32)])
  func `a secret file of this user or root is right`(mode: UInt32, owner: UInt32) {
    let text = Samples.small.replacing("env = \"NECTAR_PRIVATE_KEY\"", with: "file = \"/k\"")
    #expect(lines(text) { $0.statuses["/k"] = .init(permissions: mode, owner: owner) }.isEmpty)
  }

  @Test func `a folder is no secret file`() {
    let text = Samples.small.replacing("env = \"NECTAR_PRIVATE_KEY\"", with: "file = \"/k\"")
    let said = lines(text) {
      $0.statuses["/k"] = .init(permissions: 0o700, owner: 0, isRegular: false)
    }
    #expect(said.first?.hasPrefix("/c:6: /k is not a plain file. ") == true)
  }

  @Test func `all mistakes are told at once, in the order of their lines`() {
    let said = lines(
      """
      theme = 1
      undo_seconds = 99
      [[account]]
      nmae = "a"
      provider = "nectar"
      mode = "live"
      secret = { env = "NONE" }
      authorization = "x"
      [[account]]
      name = "b"
      """)
    #expect(
      said.map { $0.prefix { $0 != " " } } == [
        "/c:1:", "/c:2:", "/c:3:", "/c:3:", "/c:4:", "/c:7:", "/c:8:", "/c:9:", "/c:9:", "/c:9:",
        "/c:9:",
      ])
  }

  @Test(arguments: [
    "secret = \"sk_live_hunter2\"", "secret = sk_live_hunter2", "secret = [\"sk_live_hunter2\"]",
    "secret = { env = \"EMPTY\", sk_live = \"sk_live_hunter2\" }", "secret = \"sk_live_hunter2",
    "secret = 'sk_live_hunter2' x", "secret = { file = \"sk_live_hunter2\" }",
    "secret = { file = sk_live_hunter2 }", "secret = tsk_live_hunter2",
  ])
  func `a secret written into the file is never shown again`(line: String) {
    let said = lines(
      Samples.small.replacing("secret = { env = \"NECTAR_PRIVATE_KEY\" }", with: line))
    #expect(!said.isEmpty)
    #expect(!said.joined().contains("hunter2"), "\(said)")
  }

  @Test func `an escape sequence in the file does not reach the terminal`() {
    let said = lines("\"\\u001b]52;c;x\\u0007\" = 1\n" + Samples.small)
    #expect(said.count == 1)
    #expect(said.joined().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
  }

  @Test func `two accounts of one merchant are a mistake`() throws {
    let text = Samples.small + "\n" + Samples.small.replacing("\"a\"", with: "\"b\"")
    let outcome = Scenario(files: ["/c": text]).load(explicitPath: "/c")
    let accounts = try #require(outcome.configuration?.accounts)
    let (key, renewed, other) = (name("m"), name("m2", .configured), name("n"))
    let same = ConfigurationLoader.sameMerchantMistakes(
      identities: [(accounts[0], [key]), (accounts[1], [key, renewed])])
    #expect(
      same.map(\.description) == [
        "/c:7: b and a (line 1) are the same merchant. "
          + "Keep one of the two, or give this one its own credential or address."
      ])
    #expect(
      ConfigurationLoader.sameMerchantMistakes(
        identities: [(accounts[0], [key]), (accounts[1], [other])]
      ).isEmpty)
  }

  private func name(_ text: String, _ kind: MerchantName.Kind = .credential) -> MerchantName {
    MerchantName(
      provider: ProviderName(rawValue: "nectar"), mode: .test, origin: "https://x", kind: kind,
      name: text)
  }

  @Test func `real money wants a name for a merchant that its provider does not name`() {
    let silent = [
      ProviderFacts(
        name: ProviderName(rawValue: "neropay"), title: "NeroPay",
        liveBaseURL: BaseURL(documented: "https://live.example"), keys: [], namesMerchant: false)
    ]
    let live =
      "journal = \"/var/j\"\n" + Samples.small.replacing("\"test\"", with: "\"live\"")
    let said = ConfigurationLoader.load(
      explicitPath: "/c", providers: silent, world: Scenario(files: ["/c": live]).world
    ).lines
    #expect(said.count == 1, "\(said)")
    #expect(said.joined().contains("does not say which merchant"), "\(said)")
    #expect(said.joined().contains("Add merchant = "), "\(said)")
    let named = live + "\nmerchant = \"ng-store-ltd\""
    let loaded = ConfigurationLoader.load(
      explicitPath: "/c", providers: silent, world: Scenario(files: ["/c": named]).world)
    #expect(loaded.configuration?.accounts.first?.merchant == "ng-store-ltd")
  }

  @Test(arguments: ["", "two words", "müller", String(repeating: "x", count: 101)])
  func `a merchant's name has one spelling`(_ name: String) {
    #expect(lines(Samples.small + "\nmerchant = \"\(name)\"").count == 1)
  }
}
