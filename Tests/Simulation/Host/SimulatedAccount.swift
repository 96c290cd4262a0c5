import Payments
import ProviderClient
import SupportDesk
import TilldeskCrypto

/// One account as a configuration has it: a label and a credential, both of which change, for a merchant that stays.
package struct SimulatedAccount: Sendable {
  let provider: ProviderClass
  /// The label; another number is another label.
  var labelNumber = 0
  /// Which of its credentials it has, in the order in which the provider gives them out.
  var credentialNumber = 0
  private let credentials: [Secret]

  /// The three accounts, with their first labels and credentials.
  package static func all() throws -> [SimulatedAccount] {
    try ProviderClass.allCases.map { provider in
      SimulatedAccount(
        provider: provider,
        credentials: try provider.credentials.map { try Secret(text: $0) })
    }
  }

  private init(provider: ProviderClass, credentials: [Secret]) {
    self.provider = provider
    self.credentials = credentials
  }

  /// Whether the provider has another credential to give out.
  var hasMoreCredentials: Bool { credentialNumber + 1 < credentials.count }

  /// The label in the configuration.
  var name: AccountName {
    let suffix = labelNumber == 0 ? "" : "-\(labelNumber)"
    guard let name = AccountName("\(provider.rawValue)-store\(suffix)") else {
      preconditionFailure("A simulated label is one.")
    }
    return name
  }

  /// What an adapter is made from.
  ///
  /// - Parameter sendsTag: Whether the tag of a decision goes out in free text.
  func account(sendsTag: Bool) -> ProviderAccount {
    var account = ProviderAccount(
      provider: ProviderName(rawValue: provider.adapter), baseURL: provider.baseURL,
      secret: credentials[credentialNumber])
    if provider == .signed { account.options.amountUnit = .minor }
    account.options.sendsTag = sendsTag
    return account
  }

  /// What the configuration says of it.
  func claim(credential: String) -> MerchantClaim {
    let provider = ProviderName(rawValue: provider.adapter)
    return MerchantClaim(
      label: name, provider: provider, title: ProviderCatalogue.standard.title(of: provider),
      mode: .live, origin: self.provider.baseURL, credential: credential,
      configured: self.provider.configuredName,
      canBeAsked: ProviderCatalogue.standard.facts(of: provider)?.namesMerchant ?? false)
  }

  /// The one identity of the merchant, whatever the label and the credential.
  var identity: AccountIdentity {
    let claim = claim(credential: "")
    let name =
      switch provider {
      case .keyed: claim.name(.provider, KeyedCounter.merchant)
      case .naked: claim.name(.configured, provider.configuredName ?? "")
      case .signed: claim.name(.provider, SignedCounter.merchant)
      }
    return name.newIdentity
  }
}

extension ProviderClass {
  /// The adapter that speaks to it.
  fileprivate var adapter: String {
    switch self {
    case .keyed: "neropay"
    case .naked: "nectar"
    case .signed: "aiic"
    }
  }

  /// What the configuration calls the merchant, where the provider will not say.
  fileprivate var configuredName: String? { self == .naked ? "shop" : nil }

  /// The credentials that it gives out one after the other; those of AIIC Pay are seeds of keys.
  fileprivate var credentials: [String] {
    switch self {
    case .keyed: (0..<4).map { "sk_simulated_\($0)" }
    case .naked: (0..<4).map { "nectar_simulated_\($0)" }
    case .signed:
      ["A", "B", "C", "D"].map { "\($0)AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" }
    }
  }
}
