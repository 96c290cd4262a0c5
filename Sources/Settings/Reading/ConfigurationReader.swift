import Host
import Payments
import TextSafety

/// Reads the top of a configuration and puts the whole together.
struct ConfigurationReader {
  /// The providers that accounts can name.
  let providers: [ProviderFacts]
  /// Where files and variables are looked at.
  let world: SettingsWorld
  /// Where mistakes go.
  let mistakes: MistakeList

  /// The keys that a user's own file may set beside the administrator's.
  private static let personalKeys = ["keys", "terminal", "theme"]

  private static let mainKeys =
    personalKeys + [
      "account", "confirm_reference_above", "index", "journal", "log", "proxy",
      "read_age_seconds", "replay_window_minutes", "time_zone", "timeouts", "undo_seconds",
    ]

  /// Reads a file and, beside the administrator's, the user's own; `nil` when something is missing.
  ///
  /// A value that comes back still counts for nothing while there are mistakes.
  func read(_ main: TOMLDocument, personal: TOMLDocument?) -> Configuration? {
    let top = TableReader(main, mistakes: mistakes)
    top.refuseKeys(except: Self.mainKeys)
    let accounts = accounts(top)
    let journal = JournalReader(world: world).read(top, accounts: accounts)
    let index = top.databasePath(
      "index", home: world.home, example: "index = \"/var/lib/tilldesk/index.sqlite\"")
    if let index, index.value == journal {
      top.report(
        "index", "index and journal are the same file.",
        remedy: "Name another file, or leave index out.")
    }
    var preferences = PreferencesReader()
    preferences.read(top)
    readPersonal(personal, into: &preferences)
    let other = OtherSettings(top, home: world.home)
    guard let journal else { return nil }
    var configuration = Configuration(
      files: [main.file] + (personal.map { [$0.file] } ?? []), journal: journal,
      index: index?.value ?? Self.index(beside: journal), accounts: accounts)
    preferences.apply(to: &configuration)
    other.apply(to: &configuration)
    return configuration
  }

  private func accounts(_ top: TableReader) -> [AccountSettings] {
    if !top.has("account") || top.nodes["account"] == .array([]) {
      mistakes.append(
        at: SourcePosition(file: top.document.file, line: nil, column: nil),
        "There is no account.", remedy: "Add an [[account]] block; the README shows one.")
    }
    return AccountReader(providers: providers, world: world, mistakes: mistakes).read(top)
  }

  private func readPersonal(_ document: TOMLDocument?, into preferences: inout PreferencesReader) {
    guard let document else { return }
    let top = TableReader(document, mistakes: mistakes)
    // Keys that exist, though not here, are told apart from keys that do not exist.
    top.refuseKeys(except: Self.mainKeys)
    for key in top.nodes.keys.sorted()
    where Self.mainKeys.contains(key) && !Self.personalKeys.contains(key) {
      top.report(
        key, "\(key) may be set only in \(ConfigurationLoader.systemPath).",
        remedy: "Remove it here: a user's own file sets theme, [terminal] and [keys].")
    }
    preferences.read(top)
  }

  private static func index(beside journal: String) -> String {
    let folder = journal.lastIndex(of: "/").map { journal[..<$0] } ?? ""
    return folder + "/index.sqlite"
  }
}

/// Decides where the journal lies, and whether it may lie there.
private struct JournalReader {
  let world: SettingsWorld

  private static let example: SafeText = "journal = \"/var/lib/tilldesk/journal.sqlite\""

  func read(_ top: TableReader, accounts: [AccountSettings]) -> String? {
    if top.has("journal") {
      guard
        let named = top.databasePath("journal", home: world.home, example: Self.example)
      else { return nil }
      refuseHome(top, accounts: accounts)
      refuseNetwork(named.value, at: named.position, top.mistakes)
      return named.value
    }
    if let live = accounts.first(where: { $0.mode == .live }) {
      // Agents with a journal each would not see each other's refunds.
      top.mistakes.append(
        at: live.position, "\(live.name.safe) is LIVE, and no journal is named.",
        remedy: "Add \(Self.example), one for all agents of this host.")
    }
    let whole = SourcePosition(file: top.document.file, line: nil, column: nil)
    guard let folder = world.stateFolder else {
      top.mistakes.append(
        at: whole, "journal is missing, and there is no home folder for it.",
        remedy: "Add \(Self.example).")
      return nil
    }
    let path = folder + "/journal.sqlite"
    refuseNetwork(path, at: whole, top.mistakes)
    return path
  }

  /// `~` is another folder for each agent, and a LIVE account wants one journal for all of them.
  private func refuseHome(_ top: TableReader, accounts: [AccountSettings]) {
    guard let live = accounts.first(where: { $0.mode == .live }),
      top.string("journal", example: Self.example)?.value.hasPrefix("~/") == true
    else { return }
    top.report(
      "journal", "\(live.name.safe) is LIVE, and ~ is another folder for each agent.",
      remedy: "Write the whole path: \(Self.example), one for all agents of this host.")
  }

  /// Locks and the write-ahead log of SQLite hold only among processes of one host.
  private func refuseNetwork(_ path: String, at position: SourcePosition, _ mistakes: MistakeList) {
    guard let type = world.fileSystemType(path), FileSystemCheck.isNetwork(type) else { return }
    mistakes.append(
      at: position, "The journal \(path) would lie on a network file system (\(type)).",
      remedy: "Name a path on a local disk: \(Self.example).")
  }
}
