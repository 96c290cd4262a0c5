import Journal
package import Payments
import ProviderClient
package import TextSafety

// What a live read says against the record, and what people say it was (I27).

extension SupportDesk {
  // MARK: - Finding

  /// Compares a read with the record, and records what is new and what has passed.
  func compare(
    _ transaction: Transaction, named: [(intent: Intent, row: ReportedRefund)],
    indexed: Status?, isComplete: Bool = true, connection: Connection
  ) throws(DeskError) {
    let key = transaction.key
    let intents = try recorded { () throws(JournalError) in try journal.intents(for: key) }
    // A row under the name of a decision that was never sent says that it was.
    guard intents.contains(where: \.mayHaveArrived) || !named.isEmpty else { return }
    let comparison = try comparison(
      transaction, intents: intents, named: named, indexed: indexed, connection: connection)
    try tell(comparison.contradictions(), on: key)
    for old in comparison.known
    where old.end == nil && comparison.hasPassed(old) {
      // A word that an incomplete list does not show may still stand there.
      guard isComplete || old.finding.kind == .wentBack else { continue }
      do throws(JournalError) {
        try journal.resolve(
          old.finding, of: old.intent, as: .passed, evidence: "The provider shows it no more.",
          actor: Journal.desk, at: now())
      } catch {
        // Somebody settled it meanwhile.
        guard case .noSuchFinding = error else { throw DeskError(error) }
      }
    }
    for old in comparison.gone where isComplete || old.finding.kind == .wentBack {
      try recorded { () throws(JournalError) in
        try journal.forget(old.finding, of: old.intent, on: key, at: now())
      }
    }
  }

  /// Compares what answers told last of a payment's refunds with every decision on it, without a read of it.
  func compareTold(of payment: Transaction, connection: Connection) throws(DeskError) {
    let key = payment.key
    let (intents, known) = try recorded { () throws(JournalError) in
      (try journal.intents(for: key), try journal.knownRefunds(for: key))
    }
    try lock(doubtsAboutTold(known, of: payment, intents: intents, besides: []), on: key)
    let comparison = try comparison(payment, intents: intents, named: [], connection: connection)
    try tell(comparison.contradictionsByRefunds(), on: key)
  }

  private func tell(_ contradictions: [Contradiction], on key: PaymentKey) throws(DeskError) {
    for contradiction in contradictions {
      try recorded { () throws(JournalError) in
        try journal.correction(
          contradiction.sentence.text, on: key, intent: contradiction.intent.id,
          finding: contradiction.finding, actor: Journal.desk, at: now())
      }
    }
  }

  /// A read beside everything on record about its payment.
  func comparison(
    _ transaction: Transaction, intents: [Intent],
    named: [(intent: Intent, row: ReportedRefund)], indexed: Status? = nil, connection: Connection
  ) throws(DeskError) -> Comparison {
    let key = transaction.key
    let record = try recorded { () throws(JournalError) in
      (
        known: try journal.findings(on: key), refunds: try journal.knownRefunds(for: key),
        status: try journal.lastStatus(of: key)
      )
    }
    let fresh = Dictionary(uniqueKeysWithValues: intents.map { ($0.id, $0) })
    // Of a decision that a read does not name, what answers told of it last counts.
    let told = RowMatch.told(of: intents, by: record.refunds).compactMap { match in
      match.telling.map { (intent: match.intent, row: $0) }
    }.filter { pair in !named.contains { $0.intent.id == pair.intent.id } }
    let named = named + told
    let ours = named.compactMap { pair in
      // What has a decision's name is of its payment, however the provider lists it.
      var row = pair.row
      row.link = .exact
      return fresh[pair.intent.id].map { ($0, row) }
    }
    let sent = intents.filter(\.state.mayHaveBeenSent)
    let seen = sent.max { $0.created < $1.created }?.seen.status
    // A list may have put the new status into the index before: what was certainly done implies one too.
    let isImplied =
      !connection.account.capabilities.has(.listsRefunds)
      && sent.contains {
        $0.kind == .refund && $0.state == .succeeded && $0.correction == nil
          && now().milliseconds(since: $0.updated) >= SettlingPolicy.minute
      }
    let before = [indexed, record.status ?? seen, isImplied ? .partlyRefunded : nil]
      .compactMap(\.self).filter { $0 != .unrecognised }
    return Comparison(
      transaction: transaction, intents: intents,
      named: ours.map { (intent: $0, row: $1) },
      others: record.refunds.filter { row in !named.contains { $0.row.isSame(as: row) } },
      known: record.known, statusesBefore: before,
      refundedMeansAll: !connection.account.capabilities.has(.reportsRemaining))
  }

  /// What was found of a payment, and nobody has settled yet.
  func openFindings(on key: PaymentKey) throws(DeskError) -> [RecordedFinding] {
    try recorded { () throws(JournalError) in try journal.findings() }.filter { $0.key == key }
  }

  /// The entries that a provider's ledger has under a payment's reference.
  ///
  /// One that a refund of ours from another payment of that reference accounts for may be this payment's all the same,
  /// where that much is left of it: then it belongs to neither, and what remains is no more than *at most*. They only ever
  /// lower what remains: when they cannot be read, what was known before stays.
  func entries(of payment: Transaction, connection: Connection) async -> RefundList {
    let key = payment.key
    guard var list = try? await connection.provider.refunds(of: payment) else {
      let known = (try? journal.knownRefunds(for: key)) ?? []
      return RefundList(
        known.filter { $0.link == .sameReference }, listing: Listing(isWhole: false))
    }
    guard let reference = list.rows.first?.reference else { return list }
    let left = mostLeft(of: payment)
    for intent in refunds(besides: key, under: reference, at: connection) {
      let index = list.rows.earliestIndex {
        $0.link == .sameReference && intent.mayAccount(for: $0)
      }
      if let index {
        if list.rows[index].amount.minor <= left, list.rows[index].couldBe(of: payment) {
          list.rows[index].link = .unattributed
        } else {
          list.rows.remove(at: index)
        }
      }
      // One that failed may be that other payment's just as well.
      list.rows.removeAll { $0.progress == .failed && $0.amount == intent.amount }
    }
    return list
  }

  /// An entry that may be a refund of a payment as well as of another one of its reference (I28); `nil` for none.
  func sharedEntry(
    _ decision: Decision, in detail: PaymentDetail
  ) throws(DeskError) -> ActionRefusal? {
    guard decision.kind == .refund, !detail.account.capabilities.has(.listsRefunds) else {
      return nil
    }
    let key = detail.row.id
    let known = try recorded { () throws(JournalError) in try journal.knownRefunds(for: key) }
    let shared = known.filter { $0.link == .unattributed && $0.isGone != true && $0.id != nil }
    guard !shared.isEmpty else { return nil }
    let connection = try connection(for: key.account)
    for intent in refunds(besides: key, under: detail.transaction.reference, at: connection) {
      guard let row = shared.first(where: intent.mayAccount) else { continue }
      return .sharedEntry(row.amount, row.id?.safe ?? "", payment: intent.key.id.safe)
    }
    return nil
  }

  /// Our refunds that went back, or may have, of the other payments of a reference.
  private func refunds(
    besides key: PaymentKey, under reference: ForeignText, at connection: Connection
  ) -> [Intent] {
    let named =
      (try? index.lookup(account: connection.account.name, text: reference.raw)) ?? []
    return named.map(\.transaction).filter { $0.key != key && $0.kind == .payment }
      .flatMap { (try? journal.intents(for: $0.key)) ?? [] }
      .filter { $0.kind == .refund && $0.holdsAmount && $0.state.mayHaveBeenSent }
  }

  /// The minor units of a payment that no decision of ours holds.
  private func mostLeft(of payment: Transaction) -> Int64 {
    let held = ((try? journal.intents(for: payment.key)) ?? [])
      .filter { $0.kind == .refund && $0.holdsAmount }
      .reduce(Int128(0)) { $0 + Int128($1.amount.minor) }
    return Int64(clamping: Int128(payment.amount.money?.minor ?? 0) - held)
  }

  // MARK: - Settling

  /// Records what this person says a finding was.
  ///
  /// The provider is read immediately before; what it shows no more needs nobody's word.
  package func resolve(
    _ id: IntentID, _ finding: Finding, _ answer: FindingAnswer, evidence: String
  ) async throws(DeskError) -> FindingReport {
    guard evidence.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw .refused(.ruling("Say in writing what you saw, and where."))
    }
    let intent = try intentNow(id)
    if let refusal = finding.refusal(of: answer.end, of: intent) {
      throw .refused(.ruling(refusal))
    }
    let connection = try connection(for: intent.key.account)
    let read = try await readIfThere(intent.key, connection: connection)
    if let refusal = finding.refusal(of: answer.end, of: intent, shownBy: read?.refunds ?? []) {
      throw .refused(.ruling(refusal))
    }
    let isOpen = try recorded { () throws(JournalError) in try journal.findings() }
      .contains { $0.intent == id && $0.finding.isSame(as: finding) }
    guard isOpen else { return FindingReport(intent: try intentNow(id), end: .passed) }
    let external = try answer.about(finding, listedIn: read?.refunds ?? [])
      .refund(by: actor, of: intent, at: now())
    if let external, let paid = read?.transaction.amount.money,
      external.amount.minor > paid.minor
    {
      throw .refused(
        .ruling(
          "\(external.amount.text) is more than the \(paid.text) that were paid: nobody can have refunded that elsewhere."
        ))
    }
    try recorded { () throws(JournalError) in
      try journal.resolve(
        finding, of: id, as: answer.end, evidence: evidence, external: external, actor: actor,
        at: now())
    }
    annotate(intent.key)
    return FindingReport(intent: try intentNow(id), end: answer.end)
  }

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
        try? openLocal(key), intents: record.intents, isCorrection: isCorrection && !stated.isEmpty,
        wantsCorrection: isCorrection)
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
    _ payment: PaymentDetail?, intents: [Intent], isCorrection: Bool, wantsCorrection: Bool
  ) throws(DeskError) {
    guard !isCorrection else { return }
    guard !wantsCorrection else {
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
    let after = try self.shown(of: key)
    let found = try timeline(key).first { $0.sequence > shown.last && $0.kind == .corrected }
    if let found { return "Only this read found: \(found.words) Look at it, then release again." }
    let rows = after.refunds.filter { row in
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

/// What a person says that a finding was.
package enum FindingAnswer: Hashable, Sendable {
  /// The decision's after all.
  case ours
  /// Made elsewhere: how much, by whom, and the provider's id of it where known.
  case elsewhere(amount: Money, who: String, refundID: ForeignText?)
  /// Not about this decision.
  case notThisOne

  /// The same without the particulars.
  package var end: FindingEnd {
    switch self {
    case .ours: .ours
    case .elsewhere: .elsewhere
    case .notThisOne: .notThisOne
    }
  }

  /// The answer with the id of the row that it is about, where the provider lists that: it is counted once.
  ///
  /// Throws where the person names another amount or another id than the row has.
  fileprivate func about(
    _ finding: Finding, listedIn rows: [ReportedRefund]
  ) throws(DeskError) -> FindingAnswer {
    guard case .elsewhere(let amount, let who, let named) = self, finding.kind == .movedAnyway,
      let row = rows.first(where: { $0.progress != .failed && $0.id?.raw == finding.effect }),
      let id = row.id, !id.isEmpty
    else { return self }
    guard amount == row.amount, named == nil || named?.isEmpty == true || named == id else {
      throw .refused(
        .ruling(
          "It is about the \(row.amount.text) (\(id)) that the provider lists: state that amount and that id. What others refunded besides is another matter."
        ))
    }
    return .elsewhere(amount: amount, who: who, refundID: id)
  }

  /// The refund that enters the ledger; `nil` for none.
  fileprivate func refund(
    by actor: Actor, of intent: Intent, at time: Instant
  ) throws(DeskError) -> ReportedRefund? {
    guard case .elsewhere(let amount, let who, let id) = self else { return nil }
    guard amount.isPositive, amount.currency == intent.amount.currency else {
      throw .refused(
        .ruling("Say how much was refunded elsewhere, in \(intent.amount.currency.code)."))
    }
    guard who.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw .refused(.ruling("Say who made it: a name, a team, the provider."))
    }
    return ReportedRefund(
      id: id, amount: amount, time: ProviderTime(of: time), providerStatus: "stated",
      progress: .succeeded, link: .exact, details: ForeignText("by \(who)"), statedBy: actor)
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

/// What came of a person's word on a finding.
package struct FindingReport: Hashable, Sendable {
  /// The decision as it counts now.
  package var intent: Intent
  /// How the finding ended.
  package var end: FindingEnd

  /// Makes a report.
  package init(intent: Intent, end: FindingEnd) {
    self.intent = intent
    self.end = end
  }

  /// What it means for the money, in a sentence.
  package var sentence: SafeText {
    switch end {
    case .passed: "Nothing was recorded: the provider shows it no more."
    case .ours where intent.correction == .stands:
      "Recorded as yours after all: the \(intent.amount.text) count as gone back."
    case .ours: "Recorded: the \(intent.amount.text) did not go back and are free again."
    case .elsewhere: "Recorded as made elsewhere; it counts as gone back."
    case .notThisOne: "Put aside: \(intent.amount.text) counts as \(intent.countsAs.title)."
    }
  }
}

extension Finding {
  /// Why an answer does not fit; `nil` when it does.
  package func refusal(of end: FindingEnd, of intent: Intent) -> SafeText? {
    switch (end, kind) {
    case (.ours, .unknownWord):
      "A word is nobody's refund: ask the provider what it means, then put it aside."
    case (.ours, .wentBack) where intent.kind == .refund && !intent.state.isDone,
      (.ours, .wentBack) where intent.kind == .cancel:
      "Nothing of this decision counts as done, so nothing of it can have gone back."
    case (.elsewhere, .failedLate), (.elsewhere, .wentBack), (.elsewhere, .unknownWord):
      "Nothing moved that somebody can have made elsewhere."
    case (.elsewhere, .movedAnyway) where intent.kind == .cancel:
      "A cancel moves no amount; it is ours after all, or not this one."
    case (.ours, _), (.elsewhere, _), (.notThisOne, _), (.passed, _): nil
    }
  }

  /// Why the rows that name the decision speak against an answer; `nil` when they do not.
  func refusal(
    of end: FindingEnd, of intent: Intent, shownBy rows: [ReportedRefund]
  ) -> SafeText? {
    let named = rows.filter { intent.isNamed(by: $0) }
    let moving = named.first { $0.progress != .failed }
    switch (end, kind) {
    case (.ours, .failedLate), (.ours, .wentBack):
      return moving.map {
        "The provider lists it as \($0.providerStatus) now, so it is not certain that it failed: nothing was recorded."
      }
    case (.ours, .movedAnyway):
      guard moving == nil, let row = named.first, row.id?.raw == effect else { return nil }
      return
        "The provider lists it as \(row.providerStatus) now, so nothing of it went back: nothing was recorded."
    case (.notThisOne, .movedAnyway):
      return moving.map {
        "The provider lists it as \($0.providerStatus) under this decision's own name: say that it is ours, or who made it elsewhere."
      }
    case (.ours, _), (.elsewhere, _), (.notThisOne, _), (.passed, _): return nil
    }
  }
}

extension Intent {
  /// Whether an entry under a reference can be this refund: its amount, not dated before it, not failed.
  fileprivate func mayAccount(for row: ReportedRefund) -> Bool {
    row.amount == amount && !row.isBefore(self) && row.progress != .failed
  }
}
