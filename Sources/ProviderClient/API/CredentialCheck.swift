import JSON
public import Payments
public import TextSafety

/// A provider whose credential can be tried without touching a payment.
public protocol CredentialCheck: PaymentProvider {
  /// Tries the credential; throws what the provider, or the way to it, has against it.
  func checkCredentials() async throws(ProviderError) -> CredentialReport

  /// The name under which the credential can be on record; gives no power.
  var credentialName: String { get }

  /// Asks the provider which merchant the credential belongs to; `nil` when it will not say.
  ///
  /// Throws when it could not be asked, or refuses the credential.
  func merchantWord() async throws(ProviderError) -> String?
}

extension ProviderError {
  /// Whether the provider was asked and has no answer, rather than out of reach.
  package var isNoAnswer: Bool {
    switch self {
    case .notFound, .notShown, .refused, .forbidden, .badReply, .notRecorded, .unsupported,
      .notPreparable:
      true
    case .unreachable, .timedOut, .unauthorised, .rateLimited, .cached, .cancelled: false
    }
  }
}

extension JSONValue {
  /// A member as the name of a merchant; `nil` unless it is short, printable ASCII: two spellings of
  /// one name must not make two merchants.
  func merchantWord(_ member: String) -> String? {
    guard let word = self[member]?.token, word.isPlainWord, word.utf8.count <= 200 else {
      return nil
    }
    return word
  }
}

/// What a provider says of an accepted credential.
public struct CredentialReport: Hashable, Sendable {
  /// The account that the provider connects with the credential, where it names one.
  public var account: ForeignText?
  /// Further facts, in the order in which they are shown.
  public var facts: [Transaction.Fact]
  /// Provider clock minus our clock in milliseconds; `nil` when it gave none.
  public var clockSkewMilliseconds: Int64?

  /// Makes a report.
  public init(
    account: ForeignText?, facts: [Transaction.Fact], clockSkewMilliseconds: Int64?
  ) {
    self.account = account
    self.facts = facts
    self.clockSkewMilliseconds = clockSkewMilliseconds
  }
}

extension CredentialReport {
  /// Reads the named fields of a reply as facts.
  init(
    _ value: JSONValue, account: String, facts: [(label: String, name: String)], of reply: HTTPReply
  ) {
    self.init(
      account: value[account]?.foreign,
      facts: facts.compactMap { label, name in
        value[name]?.foreign.map { Transaction.Fact(label: label, value: $0) }
      }, clockSkewMilliseconds: HTTPDate.skewMilliseconds(of: reply))
  }
}
