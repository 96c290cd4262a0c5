import Journal
package import Payments
import ProviderClient
import TextSafety

// Which payment a text names. The provider says so, live; what is stored here may order or date the question, and
// adds to what is offered, but never decides (I19).

extension SupportDesk {
  /// Reads the payment live whose canonical id is exactly a text, byte for byte: the only way to a decision by name.
  ///
  /// Throws ``DeskError/alias(_:candidates:isComplete:)`` with what may be meant where the text is a reference, the
  /// id in another case, or anything else.
  package func openExactly(
    account name: String, text: String
  ) async throws(DeskError) -> PaymentDetail {
    let connection = try connection(named: name)
    let named = try await named(text, at: connection)
    guard let exact = named.exact else {
      throw try alias(text, named, at: connection)
    }
    return try await open(exact, at: connection)
  }

  /// Reads the payment live that a text names: by its exact id, else by an alias that only one payment has.
  package func openNamed(
    account name: String, text: String
  ) async throws(DeskError) -> PaymentDetail {
    let connection = try connection(named: name)
    let named = try await named(text, at: connection)
    if let exact = named.exact { return try await open(exact, at: connection) }
    return try await openLive(try only(of: named, text: text, at: connection))
  }

  /// Whether a text can have been typed for the payment of a decision: its id, or a name that the index or, where that
  /// knows none, the provider gives it.
  ///
  /// Whatever else has the name now does not matter: nothing is decided here.
  package func isNamed(
    _ intent: Intent, account name: String, text: String
  ) async -> Bool {
    let connection = try? connection(named: name)
    guard speaks(name, connection, for: intent) else { return false }
    if intent.key.id == TransactionID(text) { return true }
    let literal = PaymentKey(account: intent.key.account, id: TransactionID(text))
    if let other = try? index.transaction(literal), other.transaction.kind == .payment {
      return false
    }
    if SearchFold.lower(intent.key.id.raw) == SearchFold.lower(text) { return true }
    let known =
      (try? index.lookup(account: connection?.account.name ?? intent.account, text: text)) ?? []
    if known.contains(where: { $0.transaction.key == intent.key }) { return true }
    guard let connection, (try? index.transaction(intent.key)) == nil else { return false }
    let named = try? await named(text, at: connection)
    return named?.aliases.contains { $0.key == intent.key } == true
  }

  /// Whether a label names the merchant of a decision: it does now, or it did then and names nobody else.
  private func speaks(_ label: String, _ connection: Connection?, for intent: Intent) -> Bool {
    if connection?.account.identity == intent.key.account { return true }
    guard intent.account.text == label, !isTaken(intent.account) else { return false }
    let bound = try? journal.merchantBook().labels[intent.account]?.identity
    return bound == nil || bound == intent.key.account
  }

  /// Whether a label of the configuration names a merchant by now.
  private func isTaken(_ label: AccountName) -> Bool {
    guard let entry = roster.entries.first(where: { $0.connection.account.name == label }) else {
      return false
    }
    // A desk whose merchants are given has no resolutions.
    guard let standing = entry.resolution?.standing else { return entry.source == nil }
    return standing.identity != nil
  }

  /// The label under which the merchant of a decision is reached now; `nil` where no account has it.
  package func label(of intent: Intent) -> AccountName? {
    accounts.first { $0.identity == intent.key.account }?.name
  }

  /// The same in words; a label that names somebody else by now is not used for it.
  func accountWords(of intent: Intent) -> SafeText {
    if let label = label(of: intent) { return label.safe }
    return isTaken(intent.account)
      ? SafeText(sanitizing: intent.key.account.merchant) : intent.account.safe
  }

  /// A sentence that says under which label a decision was made, where it is another by now.
  func labelThen(of intent: Intent) -> SafeText {
    accountWords(of: intent) == intent.account.safe
      ? "" : " It was decided as \(intent.account.safe)."
  }

  // MARK: - Steps

  private func named(
    _ text: String, at connection: Connection
  ) async throws(DeskError) -> NamedPayments {
    let key = PaymentKey(account: connection.account.identity, id: TransactionID(text))
    let known = try? index.transaction(key)
    do throws(ProviderError) {
      let named = try await connection.provider.payments(
        named: TransactionLocator(text, createdAround: known?.transaction.created?.instant))
      // Whoever answers for an adapter: the rule does not rest on it.
      guard let exact = named.exact, exact.transaction.key != key else { return named }
      return NamedPayments(
        aliases: named.aliases + [exact.transaction], isComplete: named.isComplete)
    } catch {
      await askAgain(after: error, reading: connection)
      throw .provider(connection.account.name, error.sentence)
    }
  }

  private func only(
    of named: NamedPayments, text: String, at connection: Connection
  ) throws(DeskError) -> PaymentKey {
    let candidates = try candidates(for: text, named, at: connection)
    guard candidates.count == 1, let only = candidates.first else {
      throw try alias(text, named, at: connection)
    }
    return only.id
  }

  /// Why a text decides nothing.
  private func alias(
    _ text: String, _ named: NamedPayments, at connection: Connection
  ) throws(DeskError) -> DeskError {
    let candidates = try candidates(for: text, named, at: connection)
    let words = SafeText(sanitizing: text)
    guard candidates.isEmpty else {
      return .alias(words, candidates: candidates, isComplete: named.isComplete)
    }
    let near = try recorded { () throws(JournalError) in try index.nearest(to: text, limit: 6) }
    let payments = near.filter { row in
      row.transaction.kind == .payment && row.transaction.key.account == connection.account.identity
    }
    return .notFound(words, near: Array(rows(of: payments).prefix(3)), isComplete: named.isComplete)
  }

  /// The payments of an account that a text may stand for, as the provider has them, then those that only the index
  /// knows.
  ///
  /// Never an entry that is itself a refund, never a row of another account, whatever the index calls it.
  private func candidates(
    for text: String, _ named: NamedPayments, at connection: Connection
  ) throws(DeskError) -> [PaymentRow] {
    let account = connection.account
    var found = named.aliases.filter { $0.kind == .payment }.map {
      IndexedTransaction(transaction: $0, account: account.name, asOf: now())
    }
    let indexed = try recorded { () throws(JournalError) in
      try index.lookup(account: account.name, text: text)
    }
    for row in indexed {
      let transaction = row.transaction
      // The provider has just said that it has no such id.
      guard transaction.kind == .payment, transaction.key.account == account.identity,
        transaction.id != TransactionID(text),
        !found.contains(where: { $0.transaction.key == transaction.key })
      else { continue }
      found.append(row)
    }
    return rows(of: found)
  }
}
