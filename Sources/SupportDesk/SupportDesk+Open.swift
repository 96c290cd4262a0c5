import Journal
package import Payments
import ProviderClient
import TextSafety

extension SupportDesk {
  /// The payment as the local index and the journal know it; `nil` when the index does not.
  package func openLocal(_ key: PaymentKey) throws(DeskError) -> PaymentDetail? {
    let connection = try connection(for: key.account)
    guard let indexed = try recorded({ () throws(JournalError) in try index.transaction(key) })
    else { return nil }
    return try detail(
      of: indexed.transaction, connection: connection, asOf: indexed.asOf,
      provenance: .indexed(indexed.asOf), listed: [])
  }

  /// The payment as its provider has it now.
  ///
  /// Pending refunds of ours are settled on the way, where a row of the provider names them exactly.
  package func openLive(_ key: PaymentKey) async throws(DeskError) -> PaymentDetail {
    let connection = try connection(for: key.account)
    let read = try await readLive(key, connection: connection)
    return try detail(
      of: read.transaction, connection: connection, asOf: read.asOf,
      provenance: .live(read.asOf), listed: read.refunds)
  }

  /// Finds the canonical payment behind what an agent typed: an id, or an alias such as a reference (`money-safety` §2).
  package func locate(account name: String, text: String) async throws(DeskError) -> PaymentKey {
    let connection = try connection(named: name)
    let indexed = try recorded { () throws(JournalError) in
      try index.lookup(account: connection.account.name, text: text)
    }
    if indexed.count == 1, let only = indexed.first { return only.transaction.key }
    let canonical = indexed.filter { $0.transaction.id.raw == text }
    if let only = canonical.first { return only.transaction.key }
    guard indexed.isEmpty else {
      // One reference, several payments: naming one of them is the agent's decision.
      throw .notFound(SafeText(sanitizing: text), near: rows(of: indexed))
    }
    do {
      let read = try await connection.provider.retrieve(TransactionLocator(text))
      try keep([read.transaction], of: connection, asOf: read.asOf)
      return read.transaction.key
    } catch let error as ProviderError {
      guard case .notFound = error else {
        throw .provider(connection.account.name, error.sentence)
      }
      let near = try recorded { () throws(JournalError) in
        try index.nearest(to: text, limit: 3)
      }
      throw .notFound(SafeText(sanitizing: text), near: rows(of: near))
    } catch let error as DeskError {
      throw error
    } catch {
      throw .provider(connection.account.name, SafeText(sanitizing: String(describing: error)))
    }
  }

  /// Reads a payment live with the refunds that its provider lists, and keeps what was read.
  func readLive(_ key: PaymentKey, connection: Connection) async throws(DeskError) -> LiveRead {
    do throws(ProviderError) {
      let known = try? index.transaction(key)
      let locator = TransactionLocator(
        key.id.raw, createdAround: known?.transaction.created?.instant)
      var read = try await connection.provider.retrieve(locator)
      guard read.transaction.key == key else {
        throw .badReply("it names another payment than the one asked for")
      }
      if connection.account.capabilities.has(.listsRefunds) {
        read.refunds += try await connection.provider.refunds(of: read.transaction)
      }
      return try settled(read, connection: connection)
    } catch {
      throw .provider(connection.account.name, error.sentence)
    }
  }

  /// Keeps a live read in the index, marks rows that are exactly ours, and settles decisions that they settle.
  private func settled(_ read: LiveRead, connection: Connection) throws(ProviderError) -> LiveRead {
    do throws(DeskError) {
      try keep([read.transaction], of: connection, asOf: read.asOf)
      let intents = try recorded { () throws(JournalError) in
        try journal.intents(for: read.transaction.key)
      }
      var marked = read
      var claimed: Set<IntentID> = []
      for position in marked.refunds.indices {
        let row = marked.refunds[position]
        guard let ours = intents.first(where: { !claimed.contains($0.id) && $0.isNamed(by: row) })
        else { continue }
        claimed.insert(ours.id)
        marked.refunds[position].link = .exact
        try settle(ours, by: row)
      }
      marked.refunds.removeAll { !$0.mayBelong(to: read.transaction) }
      return marked
    } catch {
      throw .badReply(error.sentence)
    }
  }

  private func settle(_ intent: Intent, by row: ReportedRefund) throws(DeskError) {
    let event: IntentEvent
    switch (intent.state, row.progress) {
    case (.pending, .succeeded), (.unknown, .succeeded): event = .succeeded
    case (.pending, .failed), (.unknown, .failed): event = .failed
    case (.unknown, .pending): event = .accepted
    default: return
    }
    let settlement = Settlement(
      message: "The provider lists it as \(row.providerStatus.safe).", refundID: row.id,
      reportedRemaining: nil, knownRefunds: [])
    _ = try recorded { () throws(JournalError) in
      try journal.apply(
        event, to: intent.id, actor: actor, cause: "read back", settlement: settlement, at: now())
    }
    annotate(intent.key)
  }

  /// Puts a payment together from its parts.
  func detail(
    of transaction: Transaction, connection: Connection, asOf: Instant,
    provenance: PaymentDetail.Provenance, listed: [ReportedRefund]
  ) throws(DeskError) -> PaymentDetail {
    let intents = try recorded { () throws(JournalError) in
      try journal.intents(for: transaction.key)
    }
    let known = try recorded { () throws(JournalError) in
      try journal.knownRefunds(for: transaction.key)
    }
    let ledger = ledger(
      of: transaction, intents: intents, reported: merged(known, listed),
      capabilities: connection.account.capabilities)
    let shown = transaction.showing(ledger)
    return PaymentDetail(
      row: PaymentRow(
        transaction: shown, account: connection.account.name, mode: connection.account.mode,
        remaining: ledger?.remaining, openState: intents.first(where: \.isOpen)?.state, asOf: asOf),
      account: connection.account, provenance: provenance, ledger: ledger, intents: intents,
      refundRefusal: policy.refundRefusal(
        transaction, account: connection.account, ledger: ledger, intents: intents),
      cancelRefusal: policy.cancelRefusal(
        transaction, account: connection.account, intents: intents),
      fingerprint: PaymentFingerprint(
        transaction, refunds: merged(known, listed), intents: intents))
  }

  /// Paid, refunded, held and left; `nil` when the amount was not read exactly or the sums do not fit.
  func ledger(
    of transaction: Transaction, intents: [Intent], reported: [ReportedRefund],
    capabilities: Capabilities
  ) -> RefundLedger? {
    guard transaction.kind == .payment, let paid = transaction.amount.money else { return nil }
    return try? RefundLedger(
      paid: paid, status: transaction.status, intents: intents, reported: reported,
      reportsRemaining: capabilities.has(.reportsRemaining))
  }

  /// Listed refunds with what the journal knows beside them, each id once; the listed one is newer.
  private func merged(_ known: [ReportedRefund], _ listed: [ReportedRefund]) -> [ReportedRefund] {
    let ids = Set(listed.compactMap(\.id))
    return listed + known.filter { refund in refund.id.map { !ids.contains($0) } ?? true }
  }
}

extension Intent {
  /// Whether a provider's row is certainly this refund: its id, or our tag with the same amount.
  func isNamed(by row: ReportedRefund) -> Bool {
    guard kind == .refund, row.amount == amount else { return false }
    if let refundID, refundID == row.id { return true }
    return row.details.map { $0.raw.contains(id.tag.text) } ?? false
  }
}

extension ReportedRefund {
  /// Whether a row is worth showing with a payment: it certainly belongs to it, or it names its reference or its id.
  ///
  /// AIIC Pay lists the refunds of the whole account without saying which payment each belongs to (`providers` §3.3.1).
  func mayBelong(to payment: Transaction) -> Bool {
    if link == .exact { return true }
    guard let words = details?.raw else { return false }
    let reference = payment.reference.raw
    return words.contains(payment.id.raw) || !reference.isEmpty && words.contains(reference)
  }
}

extension Transaction {
  /// The payment with the status that its ledger proves, where the provider's word says too much.
  ///
  /// Nectar answers 6 (REFUNDED) to a partial refund (`providers` §2.3.2); the remaining amount it names tells.
  func showing(_ ledger: RefundLedger?) -> Transaction {
    guard let ledger else { return self }
    var shown = self
    switch status {
    case .refunded:
      if case .reported(let money) = ledger.remaining, money.isPositive {
        shown.status = .partlyRefunded
      }
    case .paid, .authorized, .partlyRefunded:
      if ledger.refunded.isPositive {
        shown.status = ledger.refunded.minor < ledger.paid.minor ? .partlyRefunded : .refunded
      }
    case .pending, .cancelled, .failed, .disputed, .review, .unrecognised: break
    }
    return shown
  }
}
