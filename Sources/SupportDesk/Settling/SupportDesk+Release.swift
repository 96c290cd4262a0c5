import Journal
package import Payments
import ProviderClient
package import TextSafety

// What went back of a payment, as a person states it: releasing one that is frozen, and correcting what was stated.

extension SupportDesk {
  /// Releases a payment that a correction froze, with the total that this person found to have gone back.
  ///
  /// What no decision of ours stands for enters the ledger as made elsewhere; what was disputed is in that total and
  /// counts no longer beside it.
  ///
  /// The provider is read immediately before where its account is still configured: the total has in it whatever moves
  /// there under our tag or id. What only this read found, nobody was shown: it is recorded, and the person asked again.
  ///
  /// A payment that is not frozen takes a total where the provider leaves open what remains, and where it corrects one.
  ///
  /// - Parameter isCorrection: Whether the total takes the place of what people stated before, which may have been more.
  package func release(
    _ key: PaymentKey, total: Money, isCorrection: Bool = false, evidence: String
  ) async throws(DeskError) -> ReleaseReport {
    guard evidence.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw .refused(.ruling("Say in writing what you found before releasing it."))
    }
    var read: LiveRead?
    if let connection = try? connection(for: key.account) {
      let shown = try shown(of: key)
      read = try await readIfThere(key, connection: connection)
      if let unseen = try unseen(of: key, since: shown) { throw .refused(.ruling(unseen)) }
    }
    let listed = read?.refunds ?? []
    let record = try recorded { () throws(JournalError) in
      // The total replaces what was kept only because rows were changed: it is not measured against that.
      try journal.repair(key, at: now())
      return (
        intents: try journal.intents(for: key), refunds: try journal.knownRefunds(for: key),
        isFrozen: try journal.isFrozen(key)
      )
    }
    let stated = record.refunds.filter { $0.statedBy != nil }
    if !record.isFrozen {
      try requireOpen(
        try? openLocal(key), intents: record.intents, isCorrection: isCorrection,
        hasStatement: !stated.isEmpty)
    }
    let rows = listed + record.refunds.filter { old in !listed.contains(where: old.isSame) }
    let unstated = try CertainTotal(
      record.intents, rows.filter { $0.statedBy == nil }, in: total.currency)
    try require(total, toReach: unstated.sum)
    let certain =
      isCorrection ? unstated : try CertainTotal(record.intents, rows, in: total.currency)
    if total.minor < certain.sum.minor, let last = stated.last, let person = last.statedBy {
      throw .refused(
        .ruling(
          "\(person.safe) stated that more went back, in all \(certain.sum.text). Where that was wrong, correct it: tilldesk reconcile --release … --total … --corrects."
        ))
    }
    let payment = read?.transaction ?? (try? index.transaction(key))?.transaction
    try requirePossible(total, certain: certain.sum, paid: payment?.amount.money)
    // Rows that are told of are in it, and what it says beyond them counts also when they are not told of any more.
    let elsewhere = Money(minor: total.minor - certain.ours.minor, currency: total.currency)
    // Also where that is nothing: that somebody said so tells what remains.
    let external = ReportedRefund(
      id: nil, amount: elsewhere, time: ProviderTime(of: now()), providerStatus: "stated",
      progress: .succeeded, link: .exact, details: ForeignText(evidence), statedBy: actor,
      isTotal: true)
    try recorded { () throws(JournalError) in
      try journal.release(
        evidence, on: key, total: total, external: external, replacing: isCorrection,
        actor: actor, at: now())
    }
    annotate(key)
    // What only seemed to be under way, and is not any more, is told as what it is.
    _ = try? recover()
    let intents = try recorded { () throws(JournalError) in try journal.intents(for: key) }
    return ReleaseReport(
      key: key, open: intents.first(where: \.isOpen),
      corrects: isCorrection ? stated.filter(\.amount.isPositive) : [],
      left: record.isFrozen ? nil : (try? openLocal(key))??.ledger?.remaining)
  }

  /// Refuses a total of a payment that is not frozen, unless it corrects one or the provider leaves open what remains.
  private func requireOpen(
    _ payment: PaymentDetail?, intents: [Intent], isCorrection: Bool, hasStatement: Bool
  ) throws(DeskError) {
    if isCorrection {
      guard !hasStatement else { return }
      throw .refused(
        .ruling("Nobody stated what went back of this payment, so there is nothing to correct."))
    }
    guard let ledger = payment?.ledger, ledger.needsTotal || ledger.statement != nil else {
      throw .refused(.ruling("The payment is not frozen."))
    }
    // Whether it is in the total nobody could tell afterwards.
    if let open = intents.first(where: \.isOpen) {
      throw .refused(
        .openIntent(open.state, open.kind, open.amount, open.actor, open.created))
    }
  }

  private func require(_ total: Money, toReach certain: Money) throws(DeskError) {
    guard total.minor >= certain.minor, total.currency == certain.currency else {
      throw .refused(
        .ruling(
          "At least \(certain.text) went back by what is certain here; state all refunds of the payment together."
        ))
    }
  }

  /// What anybody can have been shown of a payment by now: its last event, and the refunds known of it.
  private func shown(
    of key: PaymentKey
  ) throws(DeskError) -> (last: Int64, refunds: [ReportedRefund]) {
    let last = try timeline(key).last?.sequence ?? 0
    return (last, try recorded { () throws(JournalError) in try journal.knownRefunds(for: key) })
  }

  /// What a person has to be shown before they answer for a payment; `nil` where nothing is new.
  private func unseen(
    of key: PaymentKey, since shown: (last: Int64, refunds: [ReportedRefund])
  ) throws(DeskError) -> SafeText? {
    let found = try timeline(key).first { $0.sequence > shown.last && $0.kind == .corrected }
    if let found { return "Only this read found: \(found.words) Look at it, then release again." }
    let known = try recorded { () throws(JournalError) in try journal.knownRefunds(for: key) }
    let rows = known.filter { row in
      (row.link == .exact || row.link == .sameReference) && row.statedBy == nil
        && row.progress != .failed
        && !shown.refunds.contains { $0.isSame(as: row) && $0.progress != .failed }
    }
    guard !rows.isEmpty else { return nil }
    let names = rows.prefix(3).map { "\($0.amount.text) (\($0.id?.safe ?? "no id"))" as SafeText }
      .joined(separator: ", ")
    return
      "Only this read found what the provider lists now: \(names). Look at it, then release again."
  }

  /// Refuses a total beyond what was paid, which is a slip of the hand, unless that much is certain here.
  private func requirePossible(
    _ total: Money, certain: Money, paid: Money?
  ) throws(DeskError) {
    guard let paid, paid.currency == total.currency else { return }
    let most = paid.minor >= certain.minor ? paid : certain
    guard total.minor > most.minor else { return }
    throw .refused(
      .ruling(
        "\(total.text) is more than the \(paid.text) that were paid. Where everything went back, state \(most.text): then nothing remains."
      ))
  }
}

/// What certainly went back of a payment.
private struct CertainTotal {
  /// All of it: our own that nothing disputes, what was made elsewhere, and whatever moves under our tag or id.
  let sum: Money
  /// The part that our own decisions stand for by themselves.
  let ours: Money

  init(
    _ intents: [Intent], _ reported: [ReportedRefund], in currency: Currency
  ) throws(DeskError) {
    let done = intents.filter { $0.kind == .refund && $0.isDone }
    let moving = RefundLedger.external(reported, beside: done).filter { row in
      row.progress != .failed
        && (row.link == .exact || intents.contains { $0.isNamed(by: row) })
    }
    ours = try Self.sum(done.map(\.amount), in: currency)
    sum = try Self.sum(done.map(\.amount) + moving.map(\.amount), in: currency)
  }

  private static func sum(_ amounts: [Money], in currency: Currency) throws(DeskError) -> Money {
    do throws(MoneyError) {
      var sum = Money.zero(amounts.first?.currency ?? currency)
      for amount in amounts { sum = try sum.adding(amount) }
      return sum
    } catch {
      throw .refused(.ruling("The refunds of this payment cannot be added up."))
    }
  }
}

/// What came of releasing a payment.
package struct ReleaseReport: Hashable, Sendable {
  /// The payment.
  package let key: PaymentKey
  /// The decision that still bars every other; `nil` where none does.
  package let open: Intent?
  /// What people had stated before, which counts no longer.
  package let corrects: [ReportedRefund]
  /// What remains of a payment that was not frozen; `nil` for one that was.
  package let left: Remaining?

  /// Makes a report.
  package init(
    key: PaymentKey, open: Intent?, corrects: [ReportedRefund] = [], left: Remaining? = nil
  ) {
    self.key = key
    self.open = open
    self.corrects = corrects
    self.left = left
  }

  /// What can be done on the payment now; goes on after "Released: ".
  package var sentence: SafeText {
    guard corrects.isEmpty else {
      let amounts = corrects.map(\.amount.text).joined(separator: ", ")
      return "the \(amounts) that was stated to have gone back elsewhere counts no longer."
    }
    if let left { return "the total is recorded. By it \(left.clause); a refund asks first." }
    guard let open else { return "it can be refunded and cancelled again." }
    let bar = ActionRefusal.openIntent(
      open.state, open.kind, open.amount, open.actor, open.created)
    return "the total is recorded. \(bar.sentence)"
  }
}
