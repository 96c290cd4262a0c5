import Payments
import ProviderClient
import Sodium

/// One account of the simulated merchant: what every process makes its provider from.
package struct SimulatedAccount: Sendable {
  let provider: ProviderClass
  let name: AccountName
  let account: ProviderAccount

  /// The three accounts, with fixed credentials.
  package static func all() throws -> [SimulatedAccount] {
    try ProviderClass.allCases.map { provider in
      let (name, adapter, secret) = words(provider)
      var account = ProviderAccount(
        provider: ProviderName(rawValue: adapter), baseURL: provider.baseURL,
        secret: try Secret(text: secret))
      account.options.amountUnit = .minor
      guard let label = AccountName(name) else { throw ProviderError.cancelled }
      return SimulatedAccount(provider: provider, name: label, account: account)
    }
  }

  /// The same account with the tag in free text or without.
  func sendingTags(_ sendsTags: Bool) -> ProviderAccount {
    var account = account
    account.options.sendsTag = sendsTags
    return account
  }

  private static func words(_ provider: ProviderClass) -> (String, String, String) {
    switch provider {
    case .keyed: ("keyed-store", "neropay", "sk_simulated")
    case .naked: ("naked-store", "nectar", "nectar_simulated")
    case .signed: ("signed-store", "aiic", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    }
  }
}
