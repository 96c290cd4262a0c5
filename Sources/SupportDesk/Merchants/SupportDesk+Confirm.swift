import Journal
package import Payments
import ProviderClient
package import TextSafety

// Who is who, by whose word; and a person's word where no other is enough.

/// One account of the configuration and the merchant that it is.
package struct MerchantReport: Hashable, Sendable {
  /// The account as the desk works with it.
  package var account: DeskAccount
  /// What the merchant is called: the best name on record; `nil` where nothing is.
  package var name: SafeText?
  /// By whose word, in a few words; `nil` where nobody said anything.
  package var word: SafeText?
  /// Since when it is on record.
  package var since: Instant?
  /// The beginning of the name under which its credential can be on record; gives no power.
  package var credential: SafeText
  /// Why nothing is sent for it; `nil` where nothing keeps it.
  package var obstacle: SafeText?
  /// Whether a person can settle that with a confirmation.
  package var canBeConfirmed: Bool
}

/// A merchant with decisions that are not settled, and no account in the configuration any more.
package struct LeftMerchant: Hashable, Sendable {
  /// The merchant.
  package var identity: AccountIdentity
  /// The labels under which its decisions were made.
  package var labels: [AccountName]
  /// How many decisions are not settled.
  package var unsettled: Int
}

/// What a person's confirmation came to.
package struct MerchantConfirmation: Hashable, Sendable {
  /// What was compared.
  package var comparison: MerchantComparison
  /// Whether decisions of the merchant that the account was before stay behind, and how many.
  package var leftBehind: Int
  /// Whether there was anything to confirm.
  package var isNews: Bool
}

extension SupportDesk {
  /// Every account with its merchant, in the order of the configuration.
  package func merchantReports() throws(DeskError) -> [MerchantReport] {
    let book = try recorded { () throws(JournalError) in try journal.merchantBook() }
    return roster.entries.compactMap { entry in
      guard let source = entry.source, let resolution = entry.resolution else { return nil }
      return report(entry, source.claim, resolution.standing, book)
    }
  }

  /// Merchants whose decisions wait although no account is theirs any more.
  package func leftMerchants() throws(DeskError) -> [LeftMerchant] {
    let present = Set(connections.map(\.account.identity))
    let unresolved = try recorded { () throws(JournalError) in try journal.unresolved() }
    let left = unresolved.filter { !present.contains($0.key.account) }
    let merchants = Dictionary(grouping: left, by: \.key.account)
    return merchants.map { identity, intents in
      LeftMerchant(
        identity: identity, labels: Set(intents.map(\.account)).sorted(), unsettled: intents.count)
    }.sorted { ($0.labels.first?.text ?? "") < ($1.labels.first?.text ?? "") }
  }

  /// Records that this person says which merchant an account is: the one that it is read as, or the one that another
  /// label was.
  ///
  /// - Parameter former: The label whose merchant it is; `nil` for the one that it is read as.
  package func confirmMerchant(
    _ label: AccountName, was former: AccountName? = nil
  ) async throws(DeskError) -> MerchantConfirmation {
    // Its own word comes before a person's.
    if former != nil { try await meetMerchants([label], again: true) }
    guard let entry = roster.entries.first(where: { $0.connection.account.name == label }),
      let source = entry.source, let resolution = entry.resolution
    else { throw .unknownAccount(label.safe) }
    let book = try recorded { () throws(JournalError) in try journal.merchantBook() }
    let identity = try confirmable(resolution.standing, source.claim, former, book)
    guard let identity else {
      return MerchantConfirmation(comparison: .init(), leftBehind: 0, isNews: false)
    }
    let provider: any PaymentProvider
    do throws(ProviderError) { provider = try source.provider(identity, entry.word.text) } catch {
      throw .provider(label, error.sentence)
    }
    var comparison = try await compare(identity, through: provider)
    if let former {
      // A provider may give its merchant another name; payments that read the same tell more.
      if comparison.lines.isEmpty || !comparison.agrees {
        try requireWord(entry.word, of: former, identity, source.claim, book)
      }
    }
    try requireAgreement(comparison, label, former)
    if former == nil {
      for relative in relatives(of: source.claim, entry.word, book) where relative != identity {
        let other = try await compare(relative, through: provider)
        try requireDifference(other, label, of: relative, book)
        comparison.lines += other.lines
      }
    }
    let before = book.labels[label]?.identity
    try confirm(identity, source.claim, entry.word, actor: actor)
    if let before, before != identity { try? index.remove(account: label) }
    try resolveMerchants()
    let left = try recorded { () throws(JournalError) in try journal.unresolved() }
      .count { $0.key.account == before && before != identity }
    return MerchantConfirmation(comparison: comparison, leftBehind: left, isNews: true)
  }

  /// A decision on a payment of this id that is open, or holds its amount, under another merchant's name, whatever its age:
  /// one merchant can have had two names, and what one of them gave back does not stand in the ledger of the other.
  func decidedElsewhere(_ key: PaymentKey, mode: Mode) throws(DeskError) -> ActionRefusal? {
    let standing = try recorded { () throws(JournalError) in
      try journal.intents(elsewhereThan: key, mode: mode)
    }.filter { !$0.state.isTerminal || $0.holdsAmount }
    let found = standing.last { !$0.state.isTerminal } ?? standing.last
    return found.map { intent in
      .decidedElsewhere(
        intent.state, intent.kind, intent.amount, account: intent.account, intent.actor,
        intent.created)
    }
  }

  // MARK: - Confirming

  /// The merchant that can be confirmed; `nil` when nothing is in doubt.
  private func confirmable(
    _ standing: MerchantStanding, _ claim: MerchantClaim, _ former: AccountName?,
    _ book: MerchantBook
  ) throws(DeskError) -> AccountIdentity? {
    if let former {
      guard let label = book.labels[former] else { throw .unknownAccount(former.safe) }
      guard label.identity.provider == claim.provider,
        CanonicalOrigin.of(label.identity.origin) == claim.origin,
        label.mode.map({ $0 == claim.mode }) ?? true
      else {
        throw .refused(
          .configuration(
            "\(former.safe) was at another provider, address or mode than \(claim.label.safe)."))
      }
      let other = accounts.first { $0.identity == label.identity && $0.name != claim.label }
      if let other {
        throw .refused(
          .configuration("\(other.name.safe) is that merchant; take it out of the configuration."))
      }
      return standing == .named(label.identity) ? nil : label.identity
    }
    switch standing {
    case .named: return nil
    case .doubted(let identity, .credentialChanged), .doubted(let identity, .otherMerchant):
      return identity
    case .doubted(_, let doubt):
      throw .refused(
        .configuration(
          doubt.sentence(claim.label, provider: claim.title)))
    case .unnamed:
      let account = accounts.first { $0.name == claim.label }
      throw .refused(.configuration(account?.writeObstacle ?? ""))
    }
  }

  /// The merchants on record here that share a name with an account: its label, its credential, what the configuration or
  /// the provider calls it.
  private func relatives(
    of claim: MerchantClaim, _ word: MerchantWord, _ book: MerchantBook
  ) -> [AccountIdentity] {
    let names = claim.ownNames.union(word.text.map { [claim.name(.provider, $0)] } ?? [])
    let former = book.labels.values.map(\.identity).filter { $0.merchant == claim.credential }
    let all = [book.labels[claim.label]?.identity] + names.map(book.identity) + former
    var found: [AccountIdentity] = []
    for identity in all.compactMap(\.self) where !found.contains(identity) {
      guard identity.provider == claim.provider,
        CanonicalOrigin.of(identity.origin) == claim.origin
      else { continue }
      found.append(identity)
    }
    return found.sorted { $0.merchant < $1.merchant }
  }

  /// Refuses to make two merchants of one: where payments of another one read the same, its holds would stay behind.
  private func requireDifference(
    _ comparison: MerchantComparison, _ label: AccountName, of identity: AccountIdentity,
    _ book: MerchantBook
  ) throws(DeskError) {
    if let silent = comparison.lines.first(where: { !$0.isTold }) {
      throw .refused(
        .configuration(
          "Not confirmed: payment \(silent.payment) could not be compared (\(silent.words)) Try again later."
        ))
    }
    guard let same = comparison.lines.first(where: \.agrees) else { return }
    let former = book.labels.filter { $0.value.identity == identity }.keys.min()
    let remedy: SafeText =
      former.map {
        "it is the merchant that \($0.safe) was before. Join them with: tilldesk accounts confirm \(label.safe) --was \($0.safe)"
      }
      ?? "it is a merchant that is on record already. Give the account its former name or key back."
    throw .refused(
      .configuration(
        "Not confirmed: payment \(same.payment) reads the same with the key of \(label.safe), so \(remedy)"
      ))
  }

  /// Refuses where the provider itself calls the account another merchant than the label's was.
  private func requireWord(
    _ word: MerchantWord, of former: AccountName, _ identity: AccountIdentity,
    _ claim: MerchantClaim, _ book: MerchantBook
  ) throws(DeskError) {
    guard let told = word.text else { return }
    let known = book.identity(of: claim.name(.provider, told))
    let words = book.names(of: identity, .provider, mode: claim.mode)
    guard known == identity || known == nil && words.isEmpty else {
      let title = claim.title
      throw .refused(
        .configuration(
          "Not confirmed: \(title) calls \(claim.label.safe) \(told), which is another merchant than \(former.safe) was. Put the key of that merchant in, or leave --was away."
        ))
    }
  }

  /// Refuses where a payment that is on record for the merchant does not read the same.
  private func requireAgreement(
    _ comparison: MerchantComparison, _ label: AccountName, _ former: AccountName?
  ) throws(DeskError) {
    let differing = comparison.lines.filter { !$0.agrees }
    guard let first = differing.first else { return }
    let more: SafeText = differing.count == 1 ? "" : " (and \(differing.count - 1) more)"
    let whose: SafeText = former.map { "\($0.safe)'s merchant" } ?? "the merchant on record"
    throw .refused(
      .configuration(
        "Not confirmed: payment \(first.payment) of \(whose)\(more), read with the key of \(label.safe): \(first.words). Correct the key or the name, then compare again."
      ))
  }

  private func confirm(
    _ identity: AccountIdentity, _ claim: MerchantClaim, _ word: MerchantWord, actor: Actor
  ) throws(DeskError) {
    let names = [
      claim.connected.map { claim.name(.connected, $0) },
      word.text.map { claim.name(.provider, $0) }, claim.configuredName, claim.credentialName,
    ].compactMap(\.self)
    try recorded { () throws(JournalError) in
      try journal.name(
        identity, names, cause: "confirmed", isMoving: true, actor: actor, at: now())
      try journal.confirmAccount(
        claim.label, identity, mode: claim.mode, actor: actor, at: now())
      try journal.doubt(claim.label, told: nil, at: now())
    }
  }

  // MARK: - Reporting

  private func report(
    _ entry: MerchantRoster.Entry, _ claim: MerchantClaim, _ standing: MerchantStanding,
    _ book: MerchantBook
  ) -> MerchantReport {
    let title = claim.title
    let best = MerchantName.Kind.allCases.lazy.compactMap { kind in
      book.names.first { name, record in
        record.identity == standing.identity && name.kind == kind && name.mode == claim.mode
      }
    }.first
    let obstacle: SafeText? =
      standing == .unnamed
      ? entry.connection.account.writeObstacle
      : standing.doubt?.sentence(claim.label, provider: title)
    return MerchantReport(
      account: entry.connection.account, name: best.map { Self.title(of: $0.key) },
      word: best.map { Self.words($0.key.kind, $0.value, claim) },
      since: best?.value.since, credential: SafeText(sanitizing: claim.credential.prefix(16)),
      obstacle: obstacle, canBeConfirmed: (try? confirmable(standing, claim, nil, book)) != nil)
  }

  private static func title(of name: MerchantName) -> SafeText {
    switch name.kind {
    case .unnamed: "without a name"
    case .credential: "known by its key"
    case .provider, .connected, .configured: SafeText(sanitizing: name.name)
    }
  }

  private static func words(
    _ kind: MerchantName.Kind, _ entry: MerchantBook.Entry, _ claim: MerchantClaim
  ) -> SafeText {
    let isOfPerson = entry.actor != Journal.desk
    let person: SafeText = isOfPerson ? ", confirmed by \(entry.actor.safe)" : ""
    return switch kind {
    // What a person said is no word of the provider.
    case .provider: isOfPerson ? "by \(entry.actor.safe)'s word" : "by \(claim.title)'s word"
    case .connected: "by \(claim.merchantKey ?? "the configuration")\(person)"
    case .configured: "by the configuration\(person)"
    case .unnamed: "by nobody's word\(person)"
    case .credential: "by the record\(person)"
    }
  }
}
