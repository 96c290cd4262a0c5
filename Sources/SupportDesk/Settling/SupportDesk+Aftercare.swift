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
