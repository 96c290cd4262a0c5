import Payments
import ProviderClient
import Settings
import Sodium
import SupportDesk
import TextSafety

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
      explicitPath: options.config, providers: providerFacts, world: .live())
    switch outcome {
    case .loaded(let configuration): return .found(configuration)
    case .absent(let searched): return .absent(searched: searched)
    case .mistaken(let mistakes): throw failure(mistakes)
    }
  }

  /// The providers as the configuration needs to know them.
  static var providerFacts: [Settings.ProviderFacts] {
    ProviderCatalogue.facts.map { facts in
      Settings.ProviderFacts(
        name: facts.name.rawValue, title: facts.title.text, liveHosts: facts.liveHosts.sorted(),
        keys: facts.configurationKeys)
    }
  }

  /// Makes the accounts with their providers; mistakes that only an adapter can see are told with their lines.
  static func connections(
    _ configuration: Configuration, transport: any HTTPTransport
  )
    throws(CommandFailure) -> [SupportDesk.Connection]
  {
    let (secrets, mistakes) = SecretReader.readAll(
      configuration.accounts, environment: SettingsWorld.live().environment)
    guard mistakes.isEmpty else { throw failure(mistakes) }
    var made: [(settings: AccountSettings, provider: any PaymentProvider)] = []
    for settings in configuration.accounts {
      guard let secret = secrets[settings.name] else { continue }
      made.append((settings, try provider(settings, secret: secret, transport: transport)))
    }
    let twins = ConfigurationLoader.sameMerchantMistakes(
      identities: made.map { ($0.settings, $0.provider.identity) })
    guard twins.isEmpty else { throw failure(twins) }
    return made.map { settings, provider in
      SupportDesk.Connection(
        account: DeskAccount(
          name: settings.name, identity: provider.identity, mode: settings.mode,
          providerTitle: provider.title, capabilities: provider.capabilities,
          writeObstacle: provider.writeObstacle,
          undoSeconds: configuration.undoSeconds(for: settings.mode)),
        provider: provider)
    }
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

  private static func provider(
    _ settings: AccountSettings, secret: Secret, transport: any HTTPTransport
  ) throws(CommandFailure) -> any PaymentProvider {
    var options = ProviderAccount.Options()
    options.neropayAccount = settings.neropayAccount
    options.authorization = settings.authorization == .raw ? .raw : .bearer
    options.zone = settings.timeZone?.offsets ?? .utc
    options.historyUnit = settings.historyUnit == .seconds ? .seconds : .milliseconds
    options.amountUnit = settings.amountUnit.map { $0 == .minor ? .minor : .major }
    options.apiKey = settings.apiKey
    options.exponents = settings.exponents
    options.sendsTag = settings.sendsTag
    let account = ProviderAccount(
      provider: settings.provider, baseURL: settings.baseURL.text, secret: secret,
      options: options)
    do throws(ProviderError) {
      return try ProviderCatalogue.make(
        account: account, transport: transport, clock: LiveClock.now)
    } catch {
      let mistake = ConfigurationMistake(
        at: settings.position, message: "\(settings.name.safe): \(error.sentence)",
        remedy: "Correct the account.")
      throw failure([mistake])
    }
  }
}
