public import Payments
public import TilldeskCrypto

/// Everything an adapter needs to act for one account.
public struct ProviderAccount: Sendable {
  /// Which provider.
  public var provider: ProviderName
  /// The base URL without a trailing slash; https, or http on a loopback address.
  public var baseURL: String
  /// The credential: NeroPay secret key, Nectar private key, AIIC Pay Ed25519 seed or key in
  /// base64.
  public var secret: Secret
  /// What differs from account to account.
  public var options: Options
  /// Which merchant this is by the caller's records; `nil` where nobody keeps any, and the
  /// credential stands in.
  public var identity: AccountIdentity?

  /// What differs from account to account.
  public struct Options: Sendable {
    /// What the provider is known to call this merchant; rows that name another are not its own.
    public var merchantWord: String?
    /// Currency exponents that differ from ISO 4217, by code.
    public var exponents: [String: Int] = [:]
    /// Whether the intent's tag goes out in free text.
    public var sendsTag = true
    /// What stands under the keys of this provider alone; each adapter gives names to its own.
    public var own = ProviderOptions()

    /// Makes the default options.
    public init() {}
  }

  /// Makes an account.
  public init(
    provider: ProviderName, baseURL: String, secret: Secret, options: Options = .init(),
    identity: AccountIdentity? = nil
  ) {
    self.provider = provider
    self.baseURL = baseURL
    self.secret = secret
    self.options = options
    self.identity = identity
  }
}

extension ProviderAccount: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The provider and the base URL; nothing that gives access.
  public var description: String { "\(provider.rawValue) at \(baseURL)" }

  /// The same as ``description``.
  public var debugDescription: String { description }

  /// A mirror without the secret and without the key that may stand in for it.
  public var customMirror: Mirror { Mirror(self, children: ["account": description]) }
}
