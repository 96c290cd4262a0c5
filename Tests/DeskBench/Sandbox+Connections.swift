import Payments
package import ProviderClient
package import ProviderSandbox
import Sodium
package import SupportDesk

extension Sandbox {
  /// An account at each of the simulated providers.
  ///
  /// - Parameters:
  ///   - labels: What the account at a provider is called.
  ///   - transport: How its requests go out.
  ///   - clock: What tells the adapters the time.
  ///   - adjust: Changes what is configured of each.
  package func connections(
    labelled labels: (SandboxProvider) -> String, over transport: any HTTPTransport,
    clock: TestClock, adjust: (inout ProviderAccount.Options) -> Void = { _ in }
  ) throws -> [SupportDesk.Connection] {
    try SandboxProvider.allCases.map { simulated in
      var account = ProviderAccount(
        provider: ProviderName(rawValue: simulated.rawValue), baseURL: baseURL(of: simulated),
        secret: try Secret(text: simulated.secret))
      account.options.amountUnit = .minor
      adjust(&account.options)
      return try SupportDesk.Connection(
        labels(simulated),
        try ProviderCatalogue.make(
          account: account, transport: transport, clock: { clock.now }, random: .system))
    }
  }
}

extension SandboxProvider {
  /// The credential that the simulated provider accepts.
  fileprivate var secret: String {
    switch self {
    case .neropay: SandboxCredentials.demo.neropaySecret
    case .nectar: SandboxCredentials.demo.nectarPrivateKey
    case .aiic: SandboxCredentials.demo.aiicSeedBase64
    }
  }
}
