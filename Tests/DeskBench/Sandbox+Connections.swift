import Payments
package import ProviderClient
package import ProviderSandbox
package import SupportDesk
import TilldeskCrypto

extension Sandbox {
  /// An account at each of the simulated providers.
  ///
  /// - Parameters:
  ///   - label: What the account at a provider is called.
  ///   - transport: How its requests go out.
  ///   - clock: What tells the adapters the time.
  ///   - catalogue: The adapters that there are.
  ///   - adjust: Changes what is configured of each.
  package func connections(
    labelled label: (any SimulatedProvider) -> String, over transport: any HTTPTransport,
    clock: TestClock, catalogue: ProviderCatalogue = .standard,
    adjust: (SandboxProvider, inout ProviderAccount.Options) -> Void = { _, _ in }
  ) throws -> [SupportDesk.Connection] {
    try providers.all.map { simulated in
      var account = ProviderAccount(
        provider: ProviderName(rawValue: simulated.name.rawValue),
        baseURL: baseURL(of: simulated.name), secret: try Secret(text: simulated.demo.secret))
      if simulated.name == .aiic { account.options.amountUnit = .minor }
      adjust(simulated.name, &account.options)
      return try SupportDesk.Connection(
        label(simulated),
        try catalogue.make(
          account: account, transport: transport, clock: { clock.now }, random: .system))
    }
  }
}
