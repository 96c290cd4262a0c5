import GRDB
package import Payments
import TextSafety

// That a payer's bank has a dispute about a payment: events alone, which are checked before each decision.

extension Journal {
  /// The cause of a decision of which the person knew that the payment is held.
  static let despiteDispute = "confirmed despite the dispute"

  /// The dispute for which a payment is held; `nil` where it is not.
  package func disputeHold(on key: PaymentKey) throws(JournalError) -> DisputeHold? {
    try read { db in try Self.disputeHold(on: key, db) }
  }

  /// A hold that was put on the payment of a decision since that was confirmed; `nil` where there is none.
  package func disputeHold(since intent: IntentID) throws(JournalError) -> DisputeHold? {
    try read { db in try Self.disputeHold(since: intent, db) }
  }

  /// Holds a payment for a dispute.
  ///
  /// Throws ``JournalError/disputed(_:)`` where it is held for one already.
  package func hold(
    _ key: PaymentKey, for dispute: DisputeDraft, actor: Actor, at time: Instant
  ) throws(JournalError) -> DisputeHold {
    guard !looksLikeCardNumber(dispute.reference), !looksLikeCardNumber(dispute.note) else {
      throw .cardNumber
    }
    return try change { db in
      if let hold = try Self.disputeHold(on: key, db) { throw JournalError.disputed(hold) }
      var draft = EventDraft(kind: .noted(.disputeHeld), actor: actor, time: time, key: key)
      draft.texts.put(dispute.reference, as: .reference)
      draft.texts.put(dispute.date, as: .details)
      draft.texts.put(dispute.note, as: .note)
      return DisputeHold(try append(draft, db), texts: draft.texts)
    }
  }

  /// Lifts the hold that a person was shown.
  ///
  /// Throws ``JournalError/noSuchFinding`` where another one stands now, or none.
  package func lift(
    _ hold: Int64, on key: PaymentKey, note: String, actor: Actor, at time: Instant
  ) throws(JournalError) {
    guard !looksLikeCardNumber(note) else { throw .cardNumber }
    try change { db in
      guard try Self.disputeHold(on: key, db)?.id == hold else {
        throw JournalError.noSuchFinding
      }
      var draft = EventDraft(kind: .noted(.disputeLifted), actor: actor, time: time, key: key)
      draft.texts.put(note, as: .note)
      try append(draft, db)
    }
  }

  // MARK: - Inside a transaction

  /// Throws where a payment is held for a dispute that the person who decides was not told of.
  ///
  /// - Parameter seen: The one that they were told of; `nil` for none.
  static func refuseDispute(on key: PaymentKey, seen: Int64?, _ db: Database) throws {
    guard let hold = try disputeHold(on: key, db), hold.id != seen else { return }
    throw JournalError.disputed(hold)
  }

  /// Throws where a payment was held for a dispute after a decision on it had been confirmed.
  static func refuseDispute(since intent: IntentID, _ db: Database) throws {
    if let hold = try disputeHold(since: intent, db) { throw JournalError.disputed(hold) }
  }

  private static func disputeHold(since intent: IntentID, _ db: Database) throws -> DisputeHold? {
    let log = EventLog(db: db)
    guard let key = try log.payment(of: intent) else { return nil }
    let confirmed = try log.beginning(of: intent)
    return try disputeHold(on: key, db).flatMap { $0.id > confirmed ? $0 : nil }
  }

  private static func disputeHold(on key: PaymentKey, _ db: Database) throws -> DisputeHold? {
    let kinds = [EventKind.Writing.disputeHeld, .disputeLifted].map { "'\($0.rawValue)'" }
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT * FROM event WHERE \(Columns.isKey) AND kind IN (\(kinds.joined(separator: ", ")))
          ORDER BY sequence DESC LIMIT 1
          """),
      arguments: StatementArguments(Columns.values(key)))
    guard let event = try row.map(EventRecord.init), event.kind == .noted(.disputeHeld) else {
      return nil
    }
    return DisputeHold(event, texts: try EventLog(db: db).texts(of: event.sequence))
  }
}

extension TimelineEvent {
  /// Whether it is a decision on a payment that was held, as the person knew.
  var isDespiteDispute: Bool { cause.text == Journal.despiteDispute }
}

extension DisputeHold {
  init(_ event: EventRecord, texts: EventTexts) {
    self.init(
      id: event.sequence, time: event.time, actor: event.actor,
      reference: SafeText(sanitizing: texts.string(.reference)),
      date: SafeText(sanitizing: texts.string(.details)),
      note: SafeText(sanitizing: texts.string(.note)))
  }
}

extension EventTexts {
  /// What is read beside an event: what was said about it, else what was written down.
  func words(of kind: EventKind) -> SafeText {
    guard kind == .noted(.disputeHeld) else {
      return SafeText(sanitizing: self[.message] == nil ? string(.note) : string(.message))
    }
    let parts = [string(.reference), string(.details), string(.note)].filter { !$0.isEmpty }
    return SafeText(sanitizing: parts.joined(separator: ", "))
  }
}
