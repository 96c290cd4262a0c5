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
    guard mistakes.all.isEmpty, var configuration else { return .mistaken(mistakes.sorted) }
    configuration.ownFile = files.own
    return .loaded(configuration)
  }

  /// Tells which accounts are one merchant under two names.
  ///
  /// One payment would have two names there, and could get two refunds. The identity of an account
  /// is known only once its adapter is made (`money-safety` §2).
  package static func sameMerchantMistakes(
    identities: [(account: AccountSettings, identity: AccountIdentity)]
  ) -> [ConfigurationMistake] {
    var first: [AccountIdentity: AccountSettings] = [:]
    var mistakes: [ConfigurationMistake] = []
    for (account, identity) in identities {
      guard let earlier = first[identity] else {
        first[identity] = account
        continue
      }
      let line: SafeText = earlier.position.line.map { " (line \($0))" } ?? ""
      mistakes.append(
        ConfigurationMistake(
          at: account.position,
          message: "\(account.name.safe) and \(earlier.name.safe)\(line) are the same merchant.",
          remedy: "Keep one of the two, or give this one its own credential or address."))
    }
    return mistakes
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

  private let world: SettingsWorld
  private let mistakes: MistakeList

  init(explicitPath: String?, world: SettingsWorld, mistakes: MistakeList) {
    self.world = world
    self.mistakes = mistakes
    if let explicitPath {
      own = explicitPath
      main = document(explicitPath, namedBy: "--config")
      return
    }
    let document = ownDocument()
    let system = self.document(ConfigurationLoader.systemPath, namedBy: nil)
    main = system ?? document
    personal = system == nil ? nil : document
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
    case .unreadable(let words):
      mistakes.append(
        at: whole, "The file cannot be read: \(words).", remedy: "Correct its permissions.")
      return nil
    case .bytes(let bytes):
      switch TOMLDocument.read(bytes, file: path) {
      case .success(let document): return document
      case .failure(let mistake):
        mistakes.append(mistake)
        return nil
      }
    }
  }
}
