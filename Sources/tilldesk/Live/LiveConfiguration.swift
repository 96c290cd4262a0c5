import Host
import Payments
import ProviderClient
import Settings
import SupportDesk
import TextSafety
import TilldeskCrypto

/// Turns the configuration into accounts with their providers.
enum LiveConfiguration {
  /// Reads the configuration from the usual places; prints every mistake.
  static func load(_ options: ConfigurationOptions) throws(CommandFailure) -> Configuration {
    switch try find(options) {
    case .found(let configuration): return configuration
    case .absent(let searched):
      let places = searched.map { SafeText(sanitizing: $0) }.joined(separator: ", ")
      throw CommandFailure(
        .configuration,
        "No configuration found (looked for \(places)). To try Tilldesk without one: tilldesk demo"
      )
    }
  }

  /// Reads the configuration from the usual places, where there is one; prints every mistake.
  static func loadIfPresent(
    _ options: ConfigurationOptions
  ) throws(CommandFailure) -> Configuration? {
    switch try find(options) {
    case .found(let configuration): configuration
    case .absent: nil
    }
  }

  private enum Finding {
    case found(Configuration)
    case absent(searched: [String])
  }

  private static func find(_ options: ConfigurationOptions) throws(CommandFailure) -> Finding {
    let outcome = ConfigurationLoader.load(
      explicitPath: options.config, providers: catalogue.facts, world: .live())
    switch outcome {
    case .loaded(var configuration):
      // Locks and log lie beside the file itself, whatever link leads to it: all processes must find the same.
      configuration.journal = HostPath.resolved(configuration.journal)
      return .found(configuration)
    case .absent(let searched): return .absent(searched: searched)
    case .mistaken(let mistakes): throw failure(mistakes)
    }
  }

  /// The providers that accounts can name.
  static let catalogue = ProviderCatalogue.standard

  /// Makes the accounts; mistakes that only an adapter can see are told with their lines.
  static func sources(
    _ configuration: Configuration, transport: any HTTPTransport
  )
    throws(CommandFailure) -> [MerchantSource]
  {
    let (secrets, mistakes) = SecretReader.readAll(
      configuration.accounts, environment: SettingsWorld.live().environment)
    guard mistakes.isEmpty else { throw failure(mistakes) }
    var made: [(settings: AccountSettings, source: MerchantSource)] = []
    for settings in configuration.accounts {
      guard let secret = secrets[settings.name] else { continue }
      let undoSeconds = configuration.undoSeconds(for: settings.mode)
      made.append(
        (
          settings,
          try source(settings, secret: secret, undoSeconds: undoSeconds, transport: transport)
        ))
    }
    let twins = ConfigurationLoader.sameMerchantMistakes(
      identities: made.map { ($0.settings, $0.source.claim.ownNames) })
    guard twins.isEmpty else { throw failure(twins) }
    return made.map(\.source)
  }

  /// Fails when accounts are one merchant by the record.
  static func refuseTwins(
    _ twins: [(account: AccountName, earlier: AccountName)], _ configuration: Configuration
  ) throws(CommandFailure) {
    let mistakes = twins.compactMap { twin -> ConfigurationMistake? in
      guard let account = configuration.account(named: twin.account),
        let earlier = configuration.account(named: twin.earlier)
      else { return nil }
      return ConfigurationLoader.sameMerchant(account, as: earlier)
    }
    guard mistakes.isEmpty else { throw failure(mistakes) }
  }

  /// How the network is used: the configured timeouts are those of writes; a read gives up no later.
  static func transport(_ configuration: Configuration) -> LiveTransport.Configuration {
    let timeouts = configuration.timeouts
    let writes = LiveTransport.Timeouts(
      connect: .seconds(timeouts.connect), firstByte: .seconds(timeouts.firstByte),
      total: .seconds(timeouts.total))
    let reads = LiveTransport.Timeouts(
      connect: writes.connect,
      firstByte: min(writes.firstByte, LiveTransport.Timeouts.reads.firstByte),
      total: min(writes.total, LiveTransport.Timeouts.reads.total))
    return LiveTransport.Configuration(
      reads: reads, writes: writes,
      proxy: configuration.proxy.map { LiveTransport.Proxy(host: $0.host, port: $0.port) })
  }

  private static func failure(_ mistakes: [ConfigurationMistake]) -> CommandFailure {
    CommandFailure(.configuration, lines: mistakes.map(\.sentence))
  }

  private static func source(
    _ settings: AccountSettings, secret: Secret, undoSeconds: Int, transport: any HTTPTransport
  ) throws(CommandFailure) -> MerchantSource {
    let account = account(settings, secret: secret)
    let made: any PaymentProvider
    do throws(ProviderError) {
      made = try catalogue.make(account: account, transport: transport, clock: LiveClock.now)
    } catch {
      let mistake = ConfigurationMistake(
        at: settings.position, message: "\(settings.name.safe): \(error.sentence)",
        remedy: "Correct the account.")
      throw failure([mistake])
    }
    let facts = catalogue.facts(of: settings.provider)
    let merchantKey = facts?.merchantKey?.name
    let claim = MerchantClaim(
      label: settings.name, provider: settings.provider, title: made.title, mode: settings.mode,
      origin: settings.baseURL.origin,
      credential: (made as? any CredentialCheck)?.credentialName ?? made.identity.merchant,
      connected: merchantKey.flatMap { settings.options.text($0) }, merchantKey: merchantKey,
      configured: settings.merchant, canBeAsked: facts?.namesMerchant ?? false)
    return MerchantSource(
      claim: claim,
      account: { identity, obstacle in
        DeskAccount(
          name: settings.name, identity: identity, mode: settings.mode, providerTitle: made.title,
          capabilities: made.capabilities, writeObstacle: obstacle ?? made.writeObstacle,
          undoSeconds: undoSeconds)
      },
      provider: { identity, word throws(ProviderError) in
        var account = account
        account.identity = identity
        account.options.merchantWord = word
        return try catalogue.make(account: account, transport: transport, clock: LiveClock.now)
      })
  }

  private static func account(_ settings: AccountSettings, secret: Secret) -> ProviderAccount {
    var options = ProviderAccount.Options()
    options.own = settings.options
    options.exponents = settings.exponents
    options.sendsTag = settings.sendsTag
    return ProviderAccount(
      provider: settings.provider, baseURL: settings.baseURL.text, secret: secret,
      options: options)
  }
}
