import Journal
package import Payments
import ProviderClient
package import TextSafety

// Which merchant each account is (I21): known from the record where it can be, asked for where not.

extension SupportDesk {
  /// Takes from the record which merchants the accounts are, and records what is certain by now.
  ///
  /// Touches no network.
  package func resolveMerchants() throws(DeskError) {
    // A record that is only read gains no names either.
    try resolve(recording: journal.obstacle == nil)
    // What was just recorded may settle what another account is.
    try resolve(recording: false)
  }

  /// Asks the providers of accounts about which something is open, and carries over what is proven.
  ///
  /// - Parameters:
  ///   - labels: The accounts; `nil` for all.
  ///   - again: Whether those are asked too that the record knows for certain.
  package func meetMerchants(
    _ labels: Set<AccountName>? = nil, again: Bool = false
  ) async throws(DeskError) {
    let open = roster.entries.filter { entry in
      guard labels?.contains(entry.connection.account.name) ?? true,
        let resolution = entry.resolution
      else { return false }
      return again || resolution.lacksWord || resolution.standing.isOpen
    }
    guard !open.isEmpty else { return }
    await withTaskGroup(of: Void.self) { group in
      for entry in open { group.addTask { await self.ask(entry) } }
    }
    try resolveMerchants()
    for entry in roster.entries where labels?.contains(entry.connection.account.name) ?? true {
      try await carryOver(entry)
    }
    try resolveMerchants()
  }

  /// The connection of an account once it is known whose it is; who is not known is asked first.
  ///
  /// The first search of a new account comes before anybody has asked.
  func met(_ connection: Connection) async -> Connection {
    let name = connection.account.name
    let entry = roster.entries.first { $0.connection.account.name == name }
    guard entry?.resolution?.standing == .unnamed else { return connection }
    try? await meetMerchants([name])
    return connections.first { $0.account.name == name } ?? connection
  }

  /// Asks again which merchant an account is where its provider refuses a read: it may call it another one by now, which
  /// is then a matter of attention.
  func askAgain(after error: ProviderError, reading connection: Connection) async {
    guard case .forbidden = error else { return }
    try? await meetMerchants([connection.account.name], again: true)
  }

  /// Whether something is open about which merchants the accounts are.
  package var hasUnmetMerchants: Bool {
    roster.entries.contains { $0.resolution.map { $0.lacksWord || $0.standing.isOpen } ?? false }
  }

  /// Why nothing is sent for accounts, in the order of the configuration.
  ///
  /// An account that nobody has asked about yet is none of them: it is asked about as soon as it is wanted.
  package var merchantObstacles: [SafeText] { merchantDoubts.map(\.sentence) }

  /// The same with the accounts.
  var merchantDoubts: [DoubtedAccount] {
    roster.entries.compactMap { entry in
      guard let source = entry.source, let standing = entry.resolution?.standing else { return nil }
      let sentence: SafeText? =
        if case .unnamed = standing {
          entry.failure == nil ? nil : entry.connection.account.writeObstacle
        } else {
          standing.doubt?.sentence(
            source.claim.label, provider: source.claim.title)
        }
      return sentence.map { DoubtedAccount(account: entry.connection.account, sentence: $0) }
    }
  }

  /// Accounts of the configuration that are the same merchant by the record.
  package var sameMerchants: [(account: AccountName, earlier: AccountName)] {
    roster.entries.compactMap { entry in
      guard case .sameAs(let earlier)? = entry.resolution?.standing.doubt else { return nil }
      return (entry.connection.account.name, earlier)
    }
  }

  // MARK: - The record

  private func resolve(recording: Bool) throws(DeskError) {
    let book = try recorded { () throws(JournalError) in try journal.merchantBook() }
    var taken: [AccountIdentity: AccountName] = [:]
    for entry in roster.entries {
      guard let source = entry.source,
        case .named(let identity) = resolution(entry, source.claim, book, [:]).standing
      else { continue }
      let doubles = book.doubles(of: identity, mode: source.claim.mode)
      for one in doubles.union([identity]) { taken[one] = taken[one] ?? source.claim.label }
    }
    // The book may have been found changed this very moment.
    let recording = recording && journal.obstacle == nil
    for entry in roster.entries {
      guard let source = entry.source else { continue }
      let resolution = resolution(entry, source.claim, book, taken)
      if recording { try record(resolution, of: source.claim, entry.word, book) }
      adopt(resolution, source, book)
    }
  }

  private func resolution(
    _ entry: MerchantRoster.Entry, _ claim: MerchantClaim, _ book: MerchantBook,
    _ taken: [AccountIdentity: AccountName]
  ) -> MerchantResolver.Resolution {
    MerchantResolver(claim, book: book, word: entry.word, taken: taken) { [journal] identity in
      (try? journal.hasDecisions(of: identity, outside: claim.mode)) ?? true
    }.resolve()
  }

  private func adopt(
    _ resolution: MerchantResolver.Resolution, _ source: MerchantSource, _ book: MerchantBook
  ) {
    let last = resolution.standing.identity.flatMap { identity in
      // A merchant that its provider gave another name has both.
      book.names.filter { name, entry in
        entry.identity == identity && name.kind == .provider && name.mode == source.claim.mode
      }.max { $0.value.since < $1.value.since }?.key.name
    }
    roster.change(source.claim.label) { entry in
      let word = entry.word.text ?? last
      let isKnown = entry.resolution?.standing == resolution.standing && entry.comparedWord == word
      entry.resolution = resolution
      // The adapter stays the same while nothing about the account changes.
      guard !isKnown || resolution.standing == .unnamed else { return }
      entry.comparedWord = word
      entry.connection = source.connection(resolution, word: word, failure: entry.failure)
    }
  }

  private func record(
    _ resolution: MerchantResolver.Resolution, of claim: MerchantClaim, _ word: MerchantWord,
    _ book: MerchantBook
  ) throws(DeskError) {
    let isBound = book.labels[claim.label] != nil
    switch resolution.standing {
    case .unnamed: return
    case .doubted(_, .otherMerchant(_, let told?)) where word.text == told && isBound:
      // The next process must know it without asking.
      try noted { () throws(JournalError) in try journal.doubt(claim.label, told: told, at: now()) }
    case .doubted: return
    case .named(let identity):
      try noted { () throws(JournalError) in
        for name in resolution.news {
          try journal.name(identity, [name], cause: Self.cause(of: name.kind), at: now())
        }
        if book.doubts[claim.label] != nil, word.text != nil {
          try journal.doubt(claim.label, told: nil, at: now())
        }
        try journal.rememberAccount(claim.label, identity, mode: claim.mode, at: now())
      }
    }
  }

  /// Runs a piece of bookkeeping; what another process recorded meanwhile is seen at the next look.
  private func noted(_ work: () throws(JournalError) -> Void) throws(DeskError) {
    do throws(JournalError) { try work() } catch {
      switch error {
      case .merchantNameTaken, .accountChanged: return
      // A record that is only read gains no names; which merchants the accounts are it still tells.
      case .readingOnly, .tampered: return
      default: throw DeskError(error)
      }
    }
  }

  private static func cause(of kind: MerchantName.Kind) -> String {
    switch kind {
    case .provider: "the provider says so"
    case .connected, .configured: "the configuration says so"
    case .unnamed: "nobody names it"
    case .credential: "its credential was in use"
    }
  }

  // MARK: - The provider

  private func ask(_ entry: MerchantRoster.Entry) async {
    guard let source = entry.source, source.claim.canBeAsked else { return }
    do throws(ProviderError) {
      let provider = try source.provider(source.placeholder, nil)
      guard let check = provider as? any CredentialCheck else { return }
      let word = try await check.merchantWord()
      roster.change(source.claim.label) { entry in
        entry.word = word.map(MerchantWord.told) ?? .silent
        entry.failure = nil
      }
    } catch {
      roster.change(source.claim.label) { entry in entry.failure = error.sentence.withoutEnd }
    }
  }

  /// A new credential goes on as the old one where its provider names the same merchant, and payments that are on
  /// record read the same under it.
  private func carryOver(_ entry: MerchantRoster.Entry) async throws(DeskError) {
    guard let source = entry.source, journal.obstacle == nil,
      case .doubted(let identity, .credentialChanged)? = entry.resolution?.standing
    else { return }
    let claim = source.claim
    let book = try recorded { () throws(JournalError) in try journal.merchantBook() }
    let isNamed =
      claim.connected != nil
      || entry.word.text.map { book.identity(of: claim.name(.provider, $0)) == identity } == true
    guard isNamed else { return }
    let comparison = try await compare(identity, through: entry.connection.provider)
    guard comparison.agrees else { return }
    let names = [claim.configuredName, claim.credentialName].compactMap(\.self)
    try noted { () throws(JournalError) in
      try journal.name(
        identity, names,
        cause: "the provider names it, and \(comparison.lines.count) payments read the same",
        at: now())
    }
  }

  /// Reads payments that are on record for a merchant through a provider, and compares.
  func compare(
    _ identity: AccountIdentity, through provider: any PaymentProvider
  ) async throws(DeskError) -> MerchantComparison {
    var comparison = MerchantComparison()
    for known in try known(of: identity) {
      let locator = TransactionLocator(known.key.id.raw, createdAround: known.created?.instant)
      do throws(ProviderError) {
        let read = try await provider.retrieve(locator).transaction
        comparison.lines.append(MerchantComparison.Line(known, read: read))
      } catch {
        comparison.lines.append(
          MerchantComparison.Line(known, read: nil, failure: error))
      }
    }
    return comparison
  }

  /// How many payments are compared, at most.
  private static let comparedLimit = 5
  /// How many decisions are looked through for them.
  private static let lookedThrough = 40

  private func known(of identity: AccountIdentity) throws(DeskError) -> [KnownPayment] {
    let intents = try recorded { () throws(JournalError) in
      try journal.decisions(of: identity, limit: Self.lookedThrough)
    }
    var known: [KnownPayment] = []
    for intent in intents where !known.contains(where: { $0.key == intent.key }) {
      guard known.count < Self.comparedLimit else { break }
      let indexed = try? index.transaction(intent.key)?.transaction
      known.append(
        KnownPayment(
          key: intent.key, amount: intent.seen.amount, created: indexed?.created,
          reference: indexed?.reference))
    }
    return known
  }
}

/// An account for which nothing is sent.
struct DoubtedAccount: Hashable, Sendable {
  /// The account.
  let account: DeskAccount
  /// Why, and what to do about it.
  let sentence: SafeText
}

extension MerchantStanding {
  /// Whether asking the provider, or comparing, may settle it.
  var isOpen: Bool {
    switch self {
    case .unnamed, .doubted: true
    case .named: false
    }
  }
}

extension SafeText {
  /// The sentence without its full stop, to stand inside another.
  fileprivate var withoutEnd: SafeText {
    text.hasSuffix(".") ? SafeText(sanitizing: text.dropLast()) : self
  }
}
