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
    try await openMeasured(key).detail
  }

  /// The payment live, with the provider's clock minus ours in milliseconds where it told.
  func openMeasured(
    _ key: PaymentKey
  ) async throws(DeskError) -> (detail: PaymentDetail, skew: Int64?) {
    let connection = try connection(for: key.account)
    return try opened(try await readLive(key, connection: connection), connection: connection)
  }

  private func opened(
    _ read: LiveRead, connection: Connection
  ) throws(DeskError) -> (detail: PaymentDetail, skew: Int64?) {
    let skew = read.clockSkewMilliseconds
    var detail = try detail(
      of: read.transaction, connection: connection, asOf: read.asOf,
      provenance: .live(read.asOf), listed: read.refunds, skew: skew)
    detail.answer = read.answer.map(ProviderAnswer.init)
    return (detail, skew)
  }

  /// A payment that has just been read under its own id, with all that belongs to it.
  func open(_ read: LiveRead, at connection: Connection) async throws(DeskError) -> PaymentDetail {
    let whole: LiveRead
    do throws(ProviderError) {
      whole = try await completed(read, connection: connection)
    } catch {
      throw .provider(connection.account.name, error.sentence)
    }
    return try opened(whole, connection: connection).detail
  }

  /// Puts a payment together from its parts.
  func detail(
    of transaction: Transaction, connection: Connection, asOf: Instant,
    provenance: PaymentDetail.Provenance, listed: [ReportedRefund], skew: Int64? = nil
  ) throws(DeskError) -> PaymentDetail {
    let intents = try recorded { () throws(JournalError) in
      try journal.intents(for: transaction.key)
    }
    let known = try recorded { () throws(JournalError) in
      try journal.knownRefunds(for: transaction.key)
    }
    let isFrozen = try recorded { () throws(JournalError) in
      try journal.isFrozen(transaction.key)
    }
    let isDoubtful = try !openFindings(on: transaction.key).isEmpty
    let notes = try recorded { () throws(JournalError) in try journal.notes(on: transaction.key) }
    let hold = try disputeHold(on: transaction.key)
    let whole = ledger(
      of: transaction, intents: intents, reported: merged(known, listed),
      capabilities: connection.account.capabilities)
    let ledger =
      try mayLackDecisions(on: transaction, intents: intents)
      ? whole?.withDecisionsMissing : whole
    let shown = transaction.showing(ledger).showing(hold)
    let obstacle = try recordObstacle(in: connection.account.mode).map(ActionRefusal.configuration)
    return PaymentDetail(
      row: PaymentRow(
        transaction: shown, account: connection.account.name, mode: connection.account.mode,
        remaining: ledger?.remaining, openState: intents.openState, asOf: asOf),
      account: connection.account, provenance: provenance, ledger: ledger, intents: intents,
      refundRefusal: obstacle
        ?? policy.refundRefusal(
          transaction, account: connection.account, ledger: ledger, intents: intents,
          isFrozen: isFrozen),
      cancelRefusal: obstacle
        ?? policy.cancelRefusal(
          transaction, account: connection.account, ledger: ledger, intents: intents,
          isFrozen: isFrozen, isDoubtful: isDoubtful),
      fingerprint: PaymentFingerprint(
        transaction, refunds: merged(known, listed), intents: intents),
      isFrozen: isFrozen, isDoubtful: isDoubtful,
      clockWarning: clockWarning(skew, connection: connection),
      // What holds it comes last: it bears on what is decided next.
      notes: notes.map { PaymentNote($0) } + (hold.map { [PaymentNote($0)] } ?? []))
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

  /// Listed refunds with what the journal knows beside them, each once; the listed one is newer, and what is known to
  /// belong here stays so.
  private func merged(_ known: [ReportedRefund], _ listed: [ReportedRefund]) -> [ReportedRefund] {
    let listed = listed.map { row in
      guard let old = known.first(where: row.isSame) else { return row }
      var row = row
      if old.link == .exact { row.link = .exact }
      row.statedBy = old.statedBy
      return row
    }
    return listed + known.filter { old in !listed.contains(where: old.isSame) }
  }
}

extension Transaction {
  /// The payment with the status that its ledger proves, where the provider's word says too much.
  ///
  /// Nectar answers 6 (REFUNDED) to a partial refund (`Providers.md` §2.3.2); the remaining amount it names tells.
  func showing(_ ledger: RefundLedger?) -> Transaction {
    guard let ledger else { return self }
    var shown = self
    switch status {
    case .refunded:
      if case .reported(let money) = ledger.remaining, money.isPositive {
        shown.status = .partlyRefunded
      } else if ledger.statement != nil {
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
