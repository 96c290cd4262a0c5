package import Payments
import TextSafety
package import TilldeskCrypto

/// What all adapters keep of an account, checked, with the rules that are the same for every
/// provider.
package struct AdapterAccount: Sendable {
  /// Which merchant it is.
  package let identity: AccountIdentity
  /// Where the provider answers.
  package let base: BaseURL
  /// The credential.
  package let secret: Secret
  /// What differs from account to account.
  package let options: ProviderAccount.Options
  /// Carries its requests.
  package let transport: AccountTransport
  /// Our clock.
  package let clock: @Sendable () -> Instant
  /// Where nonces come from.
  package let random: RandomSource
  /// By which a changed credential is noticed.
  package let credentialFingerprint: String
  /// The name under which the credential is on record.
  package let credentialName: String

  /// Checks an account.
  ///
  /// - Parameters:
  ///   - facts: Those of the provider, whose keys the options are held against.
  ///   - publicName: What others may know of the credential, such as a public key; `nil` for its
  ///     fingerprint.
  package init(
    _ account: ProviderAccount, of facts: ProviderFacts, environment: AdapterEnvironment,
    publicName: String? = nil
  ) throws(ProviderError) {
    do throws(SettingFlaw) { base = try BaseURL(account.baseURL) } catch {
      throw .notPreparable("\(error.message) \(error.remedy)")
    }
    try account.options.own.check(by: facts)
    for (code, exponent) in account.options.exponents where !Currency.exponents.contains(exponent) {
      throw .notPreparable("The exponent of \(code) must be 0 to 4, not \(exponent).")
    }
    secret = account.secret
    options = account.options
    credentialFingerprint = account.secret.fingerprint()
    credentialName = publicName ?? "key:\(credentialFingerprint)"
    let connected = facts.merchantKey.flatMap { account.options.own.text($0.name) }
    identity =
      account.identity
      ?? AccountIdentity(
        provider: account.provider, origin: base.canonicalOrigin,
        merchant: connected ?? credentialName)
    guard identity.provider == account.provider,
      CanonicalOrigin.of(identity.origin) == base.canonicalOrigin
    else { throw .notPreparable("The merchant on record is one of another address.") }
    transport = AccountTransport(transport: environment.transport, hiding: account.secret)
    clock = environment.clock
    random = environment.random
  }

  // MARK: - Credentials

  /// The secret as text for a header; throws when it cannot stand in one.
  package func credential() throws(ProviderError) -> String {
    guard let text = secret.exposedText(), text.isPlainWord else {
      throw .notPreparable(
        """
        The secret of this account has characters that cannot stand in a header, perhaps a line \
        feed at the end; store the key alone.
        """
      )
    }
    return text
  }

  // MARK: - Amounts

  /// The currency of a provider's code, with the account's own exponents.
  package func currency(_ code: String) -> Currency? {
    Currency(code: code, exponents: options.exponents)
  }

  /// An amount in major units as a provider writes it, read exactly or kept as words.
  package func quoted(major token: String, code: String) -> QuotedAmount {
    let money = currency(code).flatMap { Money(decimal: token, currency: $0) }
    return QuotedAmount(text: ForeignText(token), currencyCode: ForeignText(code), money: money)
  }

  // MARK: - Writes

  /// Throws unless a refund can be written for this payment at all, whatever the provider.
  package func check(_ order: RefundOrder) throws(ProviderError) {
    try checkOwn(order.transaction)
    guard let paid = order.transaction.amount.money else {
      throw .notPreparable(
        "The amount \(order.transaction.amount.label) cannot be read exactly, so it cannot be refunded here."
      )
    }
    guard order.amount.currency == paid.currency else {
      throw .notPreparable(
        "The payment is in \(paid.currency.code), the refund in \(order.amount.currency.code).")
    }
    guard order.amount.isPositive, order.amount.minor <= paid.minor else {
      throw .notPreparable(
        "A refund is more than nothing and at most the \(paid.text) that were paid.")
    }
  }

  /// Throws unless a row is a payment of this account.
  package func checkOwn(_ transaction: Transaction) throws(ProviderError) {
    guard transaction.key.account == identity else {
      throw .notPreparable("The payment belongs to another account.")
    }
    guard transaction.kind == .payment else {
      throw .notPreparable("This row is an entry about a payment; open the payment itself.")
    }
  }

  /// Throws when a prepared write is not for this account as it is configured now.
  package func check(_ write: PreparedWrite, accountHeader: String? = nil) throws(ProviderError) {
    guard write.key.account == identity, write.path.hasPrefix(base.path + "/"),
      write.accountHeader == accountHeader
    else { throw .notPreparable("This was prepared for another account; it is not sent.") }
    guard write.credentialFingerprint == credentialFingerprint else {
      throw .notPreparable(
        "The credential was changed since this was prepared; it is not sent under the new one.")
    }
  }

  /// A path below the base, from a fixed beginning, one escaped segment and a fixed end.
  package func path(
    _ beginning: String, segment: String, _ end: String = ""
  ) throws(ProviderError)
    -> String
  {
    guard let escaped = PercentEncoding.segment(segment) else {
      throw .notPreparable("\"\(segment)\" cannot be the name of a payment.")
    }
    return base.path + beginning + escaped + end
  }

  // MARK: - Searching

  /// Whether a searched text may be one whole reference, worth a lookup of its own.
  package static func mayBeReference(_ text: String) -> Bool {
    (4...150).contains(text.utf8.count) && text.utf8.contains { (0x30...0x39).contains($0) }
      && text.isPlainWord
  }
}
