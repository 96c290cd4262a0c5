import GRDB
package import Payments
import TextSafety

// What turned out otherwise than recorded, and what people say it was (I9, I27).

/// A finding as it stands in the record.
package struct RecordedFinding: Hashable, Sendable {
  /// The decision that it is about.
  package let intent: IntentID
  /// The payment.
  package let key: PaymentKey
  /// What it is.
  package let finding: Finding
  /// When it was found.
  package let time: Instant
  /// What it says, in a sentence.
  package let words: String
  /// What became of it; `nil` while it is open, and where the payment was released as a whole.
  package var end: FindingEnd?
}

extension Journal {
  /// Records that something turned out otherwise than recorded (I9).
  ///
  /// - Parameters:
  ///   - intent: The decision whose recorded end is contradicted; `nil` when it is about none of ours.
  ///   - finding: What was found; `nil` freezes the payment, and holds the decision again.
  package func correction(
    _ text: String, on key: PaymentKey, intent: IntentID? = nil, finding: Finding? = nil,
    actor: Actor, at time: Instant
  ) throws(JournalError) {
    precondition(finding == nil || intent != nil, "A finding is about a decision.")
    try requireToldOfDifference(key, at: time)
    try change { db in
      var draft = EventDraft(kind: .corrected, actor: actor, time: time, key: key, intent: intent)
      draft.facts.finding = finding
      draft.texts.put(text, as: .note)
      try append(draft, db)
    }
  }

  /// Records what became of a finding.
  ///
  /// Throws ``JournalError/noSuchFinding`` when it is none any more.
  ///
  /// - Parameters:
  ///   - evidence: What that rests on, in the person's words.
  ///   - external: The refund that somebody made elsewhere; it enters the ledger.
  package func resolve(
    _ finding: Finding, of id: IntentID, as end: FindingEnd, evidence: String,
    external: ReportedRefund? = nil, actor: Actor, at time: Instant
  ) throws(JournalError) {
    guard !looksLikeCardNumber(evidence) else { throw .cardNumber }
    try requireToldOfDifference(try read(payment(of: id)), at: time)
    try change { db in
      let row = try requireIntent(id, db)
      let open = try Row.fetchOne(
        db, sql: "SELECT 1 FROM finding WHERE intent = ? AND kind = ? AND effect = ?",
        arguments: [id.text, finding.kind.rawValue, Columns.value(finding.effect)])
      guard open != nil else { throw JournalError.noSuchFinding }
      var draft = EventDraft(
        kind: .resolved, actor: actor, time: time, key: row.intent.key, intent: id)
      draft.facts.finding = finding
      draft.facts.end = end
      try put(external, on: row.intent.key, in: &draft, db)
      if Correction(end, of: finding.kind) == .void {
        try outdate(rowsOf: row.intent, in: &draft, db)
      }
      draft.texts.put(evidence, as: .note)
      try append(draft, db)
    }
  }

  /// Records that what a person put aside is not shown any more: when it comes back, it is found anew.
  ///
  /// How the decision counts stays as it is.
  package func forget(
    _ finding: Finding, of id: IntentID, on key: PaymentKey, at time: Instant
  ) throws(JournalError) {
    try requireToldOfDifference(key, at: time)
    try change { db in
      var draft = EventDraft(kind: .resolved, actor: Self.desk, time: time, key: key, intent: id)
      draft.cause = "what was put aside is gone"
      draft.facts.finding = finding
      draft.facts.end = .passed
      draft.facts.wasPutAside = true
      draft.texts.put("The provider shows it no more.", as: .note)
      try append(draft, db)
    }
  }

  /// Releases a payment that a correction froze; the text says what the person found.
  ///
  /// - Parameters:
  ///   - total: All that went back, as the person found it.
  ///   - external: What of it no decision of ours stands for; it enters the ledger.
  ///   - replacing: Whether it takes the place of what people stated before, which stays in the events that say it.
  package func release(
    _ text: String, on key: PaymentKey, total: Money, external: ReportedRefund?,
    replacing: Bool = false, actor: Actor, at time: Instant
  ) throws(JournalError) {
    guard !looksLikeCardNumber(text) else { throw .cardNumber }
    try requireToldOfDifference(key, at: time)
    try change { db in
      try repairRows(of: key, at: time, db)
      var draft = EventDraft(kind: .released, actor: actor, time: time, key: key)
      draft.facts.refundedTotal = total
      if replacing {
        let known = try KnownRefunds.fetch(key, db).filter { $0.statedBy == nil }
        try draft.put(known + [external].compactMap(\.self))
      } else {
        try put(external, on: key, in: &draft, db)
      }
      draft.texts.put(text, as: .note)
      try append(draft, db)
    }
  }

  /// Makes the rows of a locked payment what its events say: larger holds that were kept beside them go.
  ///
  /// For a person's word that is measured against the record. Throws ``JournalError/rowsDiffer(_:)`` where nobody was
  /// told yet that they differ.
  package func repair(_ key: PaymentKey, at time: Instant) throws(JournalError) {
    try requireToldOfDifference(key, at: time)
    try change { db in try repairRows(of: key, at: time, db) }
  }

  private func put(
    _ external: ReportedRefund?, on key: PaymentKey, in draft: inout EventDraft, _ db: Database
  ) throws {
    guard let external else { return }
    let known = try KnownRefunds.fetch(key, db)
    try draft.put(KnownRefunds.merge([external], into: known, looked: false))
  }

  /// Takes the rows of a decision that did not stay for what the provider told then: they count again once it tells of
  /// them again.
  private func outdate(
    rowsOf intent: Intent, in draft: inout EventDraft, _ db: Database
  ) throws {
    let known = try KnownRefunds.fetch(intent.key, db)
    let ours = try IntentRow.fetchAll(db, "WHERE \(Columns.isKey)", Columns.values(intent.key))
      .map(\.intent).filter { $0.kind == .refund }
    let rows = RefundLedger.rows(of: intent, among: known, beside: ours)
    guard !rows.isEmpty else { return }
    try draft.put(known.map { rows.contains($0) ? $0.asGone : $0 })
  }

  // MARK: - Reading

  /// Everything that nobody has settled yet, oldest first.
  package func findings() throws(JournalError) -> [RecordedFinding] {
    try read { db in
      let log = EventLog(db: db)
      let rows = try Row.fetchAll(
        db.cachedStatement(sql: "SELECT intent, kind, effect, event FROM finding ORDER BY event"))
      return try rows.compactMap { row in
        do {
          let event = try log.event(row.integer("event"))
          return try RecordedFinding(event, facts: EventFacts(json: event.facts), log)
        } catch JournalError.corrupt {
          return try unreadableFinding(row, db)
        }
      }
    }
  }

  /// A finding whose event is lost or cannot be read, in a record that a person took so: it is told all the same.
  private func unreadableFinding(_ row: Row, _ db: Database) throws -> RecordedFinding? {
    guard let id = IntentID(try row.text("intent")) else { return nil }
    let intent = try requireIntent(id, db).intent
    return RecordedFinding(
      intent: id, key: intent.key,
      finding: Finding(kind: try row.word("kind"), effect: try row.text("effect")),
      time: intent.updated, words: "What was found cannot be read in the record any more.")
  }

  /// Everything ever found about a payment, settled or not.
  package func findings(on key: PaymentKey) throws(JournalError) -> [RecordedFinding] {
    try read { db in
      let log = EventLog(db: db)
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT sequence FROM event
            WHERE \(Columns.isKey) AND kind IN ('corrected', 'resolved') ORDER BY sequence
            """), arguments: StatementArguments(Columns.values(key)))
      var found: [RecordedFinding] = []
      for row in rows {
        let event = try log.event(row.integer("sequence"))
        let facts = try EventFacts(json: event.facts)
        guard let one = try RecordedFinding(event, facts: facts, log) else { continue }
        guard event.kind == .resolved else {
          found.append(one)
          continue
        }
        for index in found.indices
        where found[index].intent == one.intent && found[index].finding.isSame(as: one.finding) {
          found[index].end = facts.end
        }
      }
      return found
    }
  }

  /// The payment's status at the last look that could read it and knew the word; `nil` before any.
  package func lastStatus(of key: PaymentKey) throws(JournalError) -> Status? {
    try read { db in
      let rows = try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            SELECT facts FROM event WHERE \(Columns.isKey) AND kind = 'looked'
            ORDER BY sequence DESC
            """), arguments: StatementArguments(Columns.values(key)))
      while let row = try rows.next() {
        let status = try EventFacts(json: row.text("facts")).look?.status
        if let status, status != .unrecognised { return status }
      }
      return nil
    }
  }

  // MARK: - Aftercare

  /// When certain outcomes of the last time came about, and when they were read since; cheap for thousands.
  ///
  /// - Parameter time: What changed before is left out.
  package func aftercareMarks(since time: Instant) throws(JournalError) -> [AftercareMark] {
    try read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT intent.id, intent.state, intent.provider, intent.account_origin,
              intent.merchant, intent.payment, change.sequence, change.time, change.boot_id,
              change.boot_time
            FROM intent JOIN event AS change ON change.sequence = (
              SELECT max(sequence) FROM event
              WHERE event.intent = intent.id AND event.result IS NOT NULL)
            WHERE intent.updated > ? AND intent.state IN (\(Self.certainStates))
            ORDER BY intent.created, intent.rowid
            """), arguments: [time.milliseconds])
      let requests = StoredRequests(db: db)
      return try rows.map { row in
        guard let id = IntentID(try row.text("id")), let key = try row.paymentKey() else {
          throw JournalError.corrupt("an intent's name")
        }
        let change = RecordedMoment(
          event: try row.integer("sequence"),
          wall: Instant(milliseconds: try row.integer("time")),
          boot: BootTime(
            bootID: try row.text("boot_id"), milliseconds: try row.integer("boot_time")))
        let looks = try requests.lookMarks(of: id).filter { $0.moment.event > change.event }
        return AftercareMark(
          intent: id, key: key, state: try row.word("state"), change: change, looks: looks)
      }
    }
  }

  private static let certainStates = IntentState.allCases.filter(\.wantsAftercare)
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")
}

/// A decision with a certain outcome, and what later reads of it need to know.
package struct AftercareMark: Hashable, Sendable {
  /// The decision.
  package let intent: IntentID
  /// Its payment.
  package let key: PaymentKey
  /// Its state.
  package let state: IntentState
  /// When it came to its end.
  package let change: RecordedMoment
  /// The looks since, in order.
  package let looks: [LookMark]

  /// Makes a mark.
  package init(
    intent: IntentID, key: PaymentKey, state: IntentState, change: RecordedMoment,
    looks: [LookMark]
  ) {
    self.intent = intent
    self.key = key
    self.state = state
    self.change = change
    self.looks = looks
  }
}

extension RecordedFinding {
  /// Reads an event that names a finding; `nil` for another.
  fileprivate init?(_ event: EventRecord, facts: EventFacts, _ log: EventLog) throws {
    guard let intent = event.intent, let key = event.key, let finding = facts.finding else {
      return nil
    }
    self.init(
      intent: intent, key: key, finding: finding, time: event.time,
      words: try log.texts(of: event.sequence).string(.note), end: nil)
  }
}
