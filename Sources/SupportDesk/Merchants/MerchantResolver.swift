package import Journal
package import Payments

/// Finds out which merchant an account is, from the names on record (I21).
///
/// Pure: the same record, configuration and words give the same merchant in every process. What is
/// reached decides what is read; every name that disagrees with it stops the writes.
package struct MerchantResolver: Sendable {
  /// What an account came to.
  package struct Resolution: Hashable, Sendable {
    /// Which merchant, and how sure.
    package var standing: MerchantStanding
    /// Names that are its own by now and not on record yet.
    package var news: [MerchantName] = []
    /// Whether the provider could be asked for a word that the record lacks.
    package var lacksWord = false

    /// Makes a resolution with nothing to record and nobody to ask.
    package init(
      standing: MerchantStanding, news: [MerchantName] = [], lacksWord: Bool = false
    ) {
      self.standing = standing
      self.news = news
      self.lacksWord = lacksWord
    }
  }

  /// What the configuration says.
  let claim: MerchantClaim
  /// What is on record.
  let book: MerchantBook
  /// What the provider said in this process.
  let word: MerchantWord
  /// Merchants that other accounts of the configuration certainly are.
  let taken: [AccountIdentity: AccountName]
  /// Whether a merchant that an earlier version recorded has decisions in another mode.
  let isOfOtherMode: @Sendable (AccountIdentity) -> Bool

  /// Makes a resolver.
  package init(
    _ claim: MerchantClaim, book: MerchantBook, word: MerchantWord = .unasked,
    taken: [AccountIdentity: AccountName] = [:],
    isOfOtherMode: @escaping @Sendable (AccountIdentity) -> Bool = { _ in false }
  ) {
    self.claim = claim
    self.book = book
    self.word = word
    self.taken = taken
    self.isOfOtherMode = isOfOtherMode
  }

  /// The merchant.
  package func resolve() -> Resolution {
    let found = found()
    guard case .named(let identity) = found.standing else { return found }
    var resolution = found
    if let doubt = doubt(about: identity) { resolution.standing = .doubted(identity, doubt) }
    if resolution.standing.doubt == nil {
      resolution.news = [main, claim.configuredName, claim.credentialName, nameless(identity)]
        .compactMap(\.self).filter { book.names[$0]?.identity != identity }
    }
    resolution.lacksWord =
      claim.canBeAsked && word == .unasked && recordedWords(of: identity).isEmpty
    return resolution
  }

  // MARK: - Names

  /// What the provider calls the merchant: in this process, else what was noted of it.
  private var told: String? {
    if case .told(let text) = word { return text }
    return word == .unasked && claim.canBeAsked ? book.doubts[claim.label] : nil
  }

  /// The name that counts before every other.
  private var main: MerchantName? {
    claim.connected.map { claim.name(.connected, $0) } ?? told.map { claim.name(.provider, $0) }
  }

  private func identity(of name: MerchantName?) -> AccountIdentity? {
    name.flatMap(book.identity)
  }

  private var byMain: AccountIdentity? {
    identity(of: main) ?? (main?.name).flatMap(former)
  }

  private var byCredential: AccountIdentity? {
    identity(of: claim.credentialName) ?? (claim.connected == nil ? former(claim.credential) : nil)
  }

  private var byConfigured: AccountIdentity? { identity(of: claim.configuredName) }

  /// The merchant that the label names; `nil` where another account certainly is that merchant.
  private var byLabel: AccountIdentity? {
    guard let label = book.labels[claim.label], label.mode ?? claim.mode == claim.mode,
      isHere(label.identity), isFree(label.identity),
      label.mode != nil || !isOfOtherMode(label.identity)
    else { return nil }
    return label.identity
  }

  private func isHere(_ identity: AccountIdentity) -> Bool {
    identity.provider == claim.provider && CanonicalOrigin.of(identity.origin) == claim.origin
  }

  private func isFree(_ identity: AccountIdentity) -> Bool {
    taken[identity].map { $0 == claim.label } ?? true
  }

  /// A merchant that an earlier version recorded under this very name, when a name was all there was.
  private func former(_ name: String) -> AccountIdentity? {
    book.labels.values.map(\.identity).first { identity in
      identity.merchant == name && isHere(identity) && !isOfOtherMode(identity)
        && !book.names.contains { $0.value.identity == identity && $0.key.mode != claim.mode }
    }
  }

  private func recordedWords(of identity: AccountIdentity) -> [String] {
    book.names(of: identity, .provider, mode: claim.mode)
  }

  // MARK: - Finding

  private func found() -> Resolution {
    if let main { return named(main) }
    if let known = byCredential { return Resolution(standing: .named(known)) }
    if let known = byConfigured ?? byLabel {
      return Resolution(standing: .doubted(known, .credentialChanged))
    }
    if claim.canBeAsked, word == .unasked { return Resolution(standing: .unnamed) }
    if let configured = claim.configuredName {
      return Resolution(standing: .named(configured.newIdentity))
    }
    guard claim.mode == .test else {
      return Resolution(standing: .doubted(claim.credentialName.newIdentity, .nobodyNames))
    }
    let unnamed = claim.name(.unnamed, "")
    guard let known = identity(of: unnamed) else {
      return Resolution(standing: .named(unnamed.newIdentity))
    }
    return Resolution(standing: .doubted(known, .credentialChanged))
  }

  /// The merchant that the provider, or the header, names.
  private func named(_ main: MerchantName) -> Resolution {
    let before = [byCredential, byConfigured, byLabel].compactMap(\.self)
    if let known = byMain {
      // Its own merchant is read under its own name, also where another account has that one too.
      if let own = byCredential, own != known, let other = taken[known], other != claim.label {
        return Resolution(standing: .doubted(own, .sameAs(other)))
      }
      return Resolution(standing: .named(known))
    }
    // The word is the first that anybody says of a merchant known by its key.
    if let known = byCredential, recordedWords(of: known).isEmpty || main.kind == .connected {
      return Resolution(standing: .named(known))
    }
    let wordless = before.first { recordedWords(of: $0).isEmpty }
    if let wordless, main.kind == .provider, byCredential == nil {
      return Resolution(standing: .doubted(wordless, .credentialChanged))
    }
    guard let was = before.first else { return Resolution(standing: .named(main.newIdentity)) }
    return Resolution(
      standing: .doubted(main.newIdentity, .otherMerchant(was: was, told: told)))
  }

  // MARK: - Doubts

  /// What speaks against a merchant that was found.
  private func doubt(about identity: AccountIdentity) -> MerchantDoubt? {
    if let other = taken[identity], other != claim.label { return .sameAs(other) }
    let labelled = book.labels[claim.label]?.identity
    for was in [byCredential, byConfigured, labelled].compactMap(\.self) where was != identity {
      return .otherMerchant(was: was, told: told)
    }
    return byCredential == nil && hasCredential(identity) ? .credentialChanged : nil
  }

  /// Whether a credential of a merchant is on record: earlier versions had it for a name.
  private func hasCredential(_ identity: AccountIdentity) -> Bool {
    let isFormer = ["key:", "pub:"].contains { identity.merchant.hasPrefix($0) }
    return isFormer || !book.names(of: identity, .credential, mode: claim.mode).isEmpty
  }

  /// The name of a merchant whom nobody names, so that it is found again whatever its key.
  private func nameless(_ identity: AccountIdentity) -> MerchantName? {
    let unnamed = claim.name(.unnamed, "")
    guard claim.mode == .test, main == nil, claim.configured == nil, book.names[unnamed] == nil,
      !claim.canBeAsked || word == .silent, recordedWords(of: identity).isEmpty
    else { return nil }
    return unnamed
  }
}
