import GRDB
package import Payments
import TextSafety

extension Journal {
  /// One intent by id; `nil` when there is none.
  package func intent(_ id: IntentID) throws(JournalError) -> Intent? {
    try read { db in try IntentRow.fetch(id, db)?.intent }
  }

  /// The intent that a decision token names; `nil` when the token was never used (I16).
  package func intent(decisionToken: String) throws(JournalError) -> Intent? {
    try intents("WHERE decision_token = ?", [Columns.value(decisionToken)]).first
  }

  /// The decision that a token names, for whoever repeats it: where its row was changed from outside, its payment is
  /// locked first, and what its events say is told.
  package func decision(token: String, at time: Instant) throws(JournalError) -> Intent? {
    guard let found = try intent(decisionToken: token) else { return nil }
    if obstacle == nil { lockIfDifferent(found.id, at: time) }
    return try intent(found.id)
  }

  /// How many decisions of a token ended in a certain no of their provider (I6, I25).
  package func certainNoes(decisionToken: String) throws(JournalError) -> Int {
    try intents("WHERE decision_token = ?", [Columns.value(decisionToken)])
      .count { $0.state == .rejected || $0.state == .failed }
  }

  /// Every decision on a payment, oldest first.
  package func intents(for key: PaymentKey) throws(JournalError) -> [Intent] {
    try intents("WHERE \(Columns.isKey) ORDER BY created, rowid", Columns.values(key))
  }

  /// Everything that somebody or something still has to settle, oldest first.
  package func unresolved() throws(JournalError) -> [Intent] {
    try unsettled().filter { $0.state != .prepared }
  }

  /// Everything that is neither final nor taken back, oldest first: what is prepared and not sent yet as well.
  package func unfinished() throws(JournalError) -> [Intent] { try unsettled() }

  /// The number of the process that prepared or is sending a decision; `nil` when none is.
  package func holder(of id: IntentID) throws(JournalError) -> Int32? {
    try read { db in
      let owner = try IntentRow.fetch(id, db)?.owner ?? ""
      return Int32(owner.prefix { $0 != "-" })
    }
  }

  /// Everything that was sent and whose end is not known, oldest first.
  package func uncertain() throws(JournalError) -> [Intent] {
    try intents(
      "WHERE state IN ('unknown', 'needsHuman', 'pending') ORDER BY created, rowid")
  }

  /// Intents that changed after a time, in the order in which they changed.
  package func intents(updatedAfter time: Instant) throws(JournalError) -> [Intent] {
    try intents(
      "WHERE updated > ? ORDER BY updated, rowid", [time.milliseconds.databaseValue])
  }

  /// The latest intents, newest first.
  ///
  /// - Parameter actor: Whose; `nil` for everybody's.
  package func recent(by actor: Actor? = nil, limit: Int) throws(JournalError) -> [Intent] {
    let order = "ORDER BY created DESC, rowid DESC LIMIT \(limit)"
    guard let actor else { return try intents(order) }
    return try intents("WHERE actor = ? \(order)", [Columns.value(actor.name.raw)])
  }

  /// The request of an intent, byte for byte as it was prepared; `nil` when there is no such
  /// intent.
  package func write(of id: IntentID) throws(JournalError) -> StoredWrite? {
    try read { db in try StoredRequests(db: db).write(of: id) }
  }

  /// The hash over all that was confirmed, by which an approval is bound to it (I18); `nil` for no
  /// such intent.
  package func decisionHash(of id: IntentID) throws(JournalError) -> String? {
    try read { db in try StoredRequests(db: db).decisionHash(of: id) }
  }

  /// The attempts of an intent in order, each with its answer.
  package func attempts(of id: IntentID) throws(JournalError) -> [RecordedAttempt] {
    try read { db in try StoredRequests(db: db).attempts(of: id) }
  }

  /// The looks at the provider for an intent, in order.
  package func looks(of id: IntentID) throws(JournalError) -> [RecordedLook] {
    try read { db in try StoredRequests(db: db).looks(of: id) }
  }

  /// Everything on record about the sending of an intent and about finding out what became of it; `nil` when there is
  /// no such intent.
  package func history(of id: IntentID) throws(JournalError) -> IntentHistory? {
    try read { db in
      guard let intent = try IntentRow.fetch(id, db)?.intent else { return nil }
      let requests = StoredRequests(db: db)
      return IntentHistory(
        intent: intent, hasKey: try requests.hasKey(id), attempts: try requests.attempts(of: id),
        looks: try requests.lookMarks(of: id), change: try requests.lastChange(of: id),
        isFrozen: try Self.isFrozen(intent.key, db))
    }
  }

  /// When a decision was recorded, and when it came to its state, by both clocks; `nil` where its events are lost.
  package func moments(
    of id: IntentID
  ) throws(JournalError) -> (created: RecordedMoment, changed: RecordedMoment)? {
    try read { db in try StoredRequests(db: db).moments(of: id) }
  }

  /// The decisions of an account that a provider's row names: by the refund's id, or by a tag of ours.
  package func intents(
    namedBy row: ReportedRefund, account: AccountIdentity
  ) throws(JournalError) -> [Intent] {
    let beginnings = IntentID.beginnings(ofTagsIn: row.details?.raw ?? "")
    let tags = beginnings.map { _ in "id BETWEEN ? AND ?" }
    let conditions = (row.id == nil ? [] : ["refund_id = ?"]) + tags
    guard !conditions.isEmpty else { return [] }
    let values =
      [
        Columns.value(account.provider.rawValue), Columns.value(account.origin),
        Columns.value(account.merchant),
      ] + (row.id.map { [Columns.value($0.raw)] } ?? [])
      + beginnings.flatMap { [Columns.value($0), Columns.value($0 + "g")] }
    return try intents(
      """
      WHERE provider = ? AND account_origin = ? AND merchant = ?
        AND (\(conditions.joined(separator: " OR ")))
      """, values)
  }

  /// The decisions whose ids begin in one of these ways, newest first.
  ///
  /// - Parameter beginnings: The first digits of ids, lower-case hexadecimal.
  package func intents(beginning beginnings: [String]) throws(JournalError) -> [Intent] {
    guard !beginnings.isEmpty else { return [] }
    let conditions = beginnings.map { _ in "id BETWEEN ? AND ?" }.joined(separator: " OR ")
    return try intents(
      "WHERE \(conditions) ORDER BY created DESC, rowid DESC",
      beginnings.flatMap { [Columns.value($0), Columns.value($0 + "g")] })
  }

  private func unsettled() throws(JournalError) -> [Intent] {
    let states = IntentState.allCases.filter { !$0.isTerminal }
    let marks = states.map { _ in "?" }.joined(separator: ", ")
    return try intents(
      "WHERE state IN (\(marks)) ORDER BY created, rowid", states.map { Columns.value($0.rawValue) }
    )
  }

  private func intents(
    _ clause: String, _ values: [DatabaseValue] = []
  ) throws(JournalError) -> [Intent] {
    try read { db in try IntentRow.fetchAll(db, clause, values).map(\.intent) }
  }
}
