import Host
package import Payments
import TextSafety

/// Finds the configuration, reads it, and tells every mistake in it at once.
package enum ConfigurationLoader {
  /// What came of it.
  package enum Outcome: Sendable {
    /// The configuration, without a mistake.
    case loaded(Configuration)
    /// At least one mistake, in the order of the files and their lines.
    case mistaken([ConfigurationMistake])
    /// There is no configuration; these paths were looked at, in this order.
    case absent(searched: [String])
  }

  /// The administrator's file.
  ///
  /// If it exists, accounts, journal and index come only from it.
  package static let systemPath = "/etc/tilldesk/config.toml"

  /// The variable that names a file instead of the usual one.
  package static let pathVariable = "TILLDESK_CONFIG"

  /// Loads the configuration.
  ///
  /// - Parameters:
  ///   - explicitPath: the file of `--config`, which overrules every other.
  ///   - providers: the providers that accounts can name.
  ///   - world: where files and variables come from.
  package static func load(
    explicitPath: String?, providers: [ProviderFacts], world: SettingsWorld
  ) -> Outcome {
    let mistakes = MistakeList()
    let files = Files(explicitPath: explicitPath, world: world, mistakes: mistakes)
    guard mistakes.all.isEmpty else { return .mistaken(mistakes.sorted) }
    guard let main = files.main else { return .absent(searched: files.searched) }
    let reader = ConfigurationReader(providers: providers, world: world, mistakes: mistakes)
    let configuration = reader.read(main, personal: files.personal)
    if let configuration, files.isPrivate {
      refuseForeignAccounts(of: configuration, mistakes)
    }
    guard mistakes.all.isEmpty, var configuration else { return .mistaken(mistakes.sorted) }
    configuration.ownFile = files.own
    return .loaded(configuration)
  }

  /// Beside the administrator's file, a file of somebody else may name no accounts but simulated ones: merchants, their
  /// journal and who may refund are not for an agent to choose.
  private static func refuseForeignAccounts(
    of configuration: Configuration, _ mistakes: MistakeList
  ) {
    for account in configuration.accounts where !account.baseURL.isLoopback {
      mistakes.append(
        at: account.position,
        "\(account.name.safe) is not on this machine, and this file is not the administrator's.",
        remedy:
          "Put it into \(systemPath), or give this file to root: others may name simulated providers only (tilldesk sandbox)."
      )
    }
  }

  /// Tells which accounts are one merchant under two names.
  ///
  /// One payment would have two names there, and could get two refunds (`MoneySafety.md` §2). What an
  /// account is becomes known once its credential is read, and some only from the record.
  ///
  /// - Parameter identities: Each account with everything that names its merchant.
  package static func sameMerchantMistakes(
    identities: [(account: AccountSettings, names: Set<MerchantName>)]
  ) -> [ConfigurationMistake] {
    var mistakes: [ConfigurationMistake] = []
    for (place, entry) in identities.enumerated() {
      let earlier = identities[..<place].first { !$0.names.isDisjoint(with: entry.names) }
      guard let earlier else { continue }
      mistakes.append(sameMerchant(entry.account, as: earlier.account))
    }
    return mistakes
  }

  /// The mistake of an account that is the same merchant as an earlier one.
  package static func sameMerchant(
    _ account: AccountSettings, as earlier: AccountSettings
  ) -> ConfigurationMistake {
    let line: SafeText = earlier.position.line.map { " (line \($0))" } ?? ""
    return ConfigurationMistake(
      at: account.position,
      message: "\(account.name.safe) and \(earlier.name.safe)\(line) are the same merchant.",
      remedy: "Keep one of the two, or give this one its own credential or address.")
  }
}

/// The files that take part, by the documented order.
private struct Files {
  /// The file that may say everything.
  private(set) var main: TOMLDocument?
  /// A user's own file beside the administrator's.
  private(set) var personal: TOMLDocument?
  /// The path of the user's own file, whether it exists or not; the file of `--config` is taken for it.
  private(set) var own: String?
  /// The paths that were looked at.
  private(set) var searched: [String] = []
  /// Whether the main file stands in for the administrator's, which is there, and is not root's.
  private(set) var isPrivate = false

  private let world: SettingsWorld
  private let mistakes: MistakeList

  init(explicitPath: String?, world: SettingsWorld, mistakes: MistakeList) {
    self.world = world
    self.mistakes = mistakes
    if let explicitPath {
      own = explicitPath
      main = document(explicitPath, namedBy: "--config")
      isPrivate =
        explicitPath != ConfigurationLoader.systemPath && isAdministered
        && world.fileStatus(explicitPath)?.owner != 0
      return
    }
    let document = ownDocument()
    let system = self.document(ConfigurationLoader.systemPath, namedBy: nil)
    main = system ?? document
    personal = system == nil ? nil : document
  }

  /// Whether there is an administrator's file; one that cannot be read is there too.
  private var isAdministered: Bool {
    switch world.readFile(ConfigurationLoader.systemPath) {
    case .absent: return false
    case .unreadable, .bytes: return true
    case .dangling:
      mistakes.append(Self.dangling(ConfigurationLoader.systemPath))
      return true
    }
  }

  private static func dangling(_ path: String) -> ConfigurationMistake {
    ConfigurationMistake(
      at: SourcePosition(file: path, line: nil, column: nil),
      message: "This is a link to a file that does not exist.",
      remedy: "Correct the link, or remove it.")
  }

  private mutating func ownDocument() -> TOMLDocument? {
    if let path = world.environment(ConfigurationLoader.pathVariable), !path.isEmpty {
      own = path
      return document(path, namedBy: "$\(ConfigurationLoader.pathVariable)")
    }
    own = world.configurationFolder.map { $0 + "/config.toml" }
    return own.flatMap { document($0, namedBy: nil) }
  }

  /// The document at a path; that there is none is a mistake only when someone named it.
  private mutating func document(_ path: String, namedBy origin: SafeText?) -> TOMLDocument? {
    searched.append(path)
    let whole = SourcePosition(file: path, line: nil, column: nil)
    switch world.readFile(path) {
    case .absent:
      if let origin {
        mistakes.append(
          at: whole, "There is no such file.", remedy: "Correct \(origin), or create the file.")
      }
      return nil
    case .dangling:
      mistakes.append(Self.dangling(path))
      return nil
    case .unreadable(let words):
      mistakes.append(
        at: whole, "The file cannot be read: \(words).", remedy: "Correct its permissions.")
      return nil
    case .bytes(let bytes):
      if let mistake = FileTrust(world: world).mistake(inConfiguration: path) {
        mistakes.append(mistake)
        return nil
      }
      switch TOMLDocument.read(bytes, file: path) {
      case .success(let document): return document
      case .failure(let mistake):
        mistakes.append(mistake)
        return nil
      }
    }
  }
}
