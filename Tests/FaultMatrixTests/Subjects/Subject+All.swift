import ProviderClient
import ProviderSandbox

extension Subject {
  /// Every provider that the matrix is run at; a new one is a file of its own and one line here.
  static let all: [Subject] = [
    .neroPay,
    .nectar,
    .aiicPay,
    .millpond,
  ]

  /// Their adapters.
  static let catalogue = ProviderCatalogue(all.map(\.adapterType))

  /// Their twins.
  static let simulated = SimulatedProviders(all.map(\.simulated))
}
