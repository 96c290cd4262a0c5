import GRDB
import Payments
import TextSafety

/// Requests and answers, put together from the events that recorded them.
struct StoredRequests {
  let db: Database

  /// The request of an intent; `nil` when there is no such intent.
  func write(of id: IntentID) throws -> StoredWrite? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT event FROM write WHERE intent = ?"), arguments: [id.text])
    guard let row else { return nil }
    let event = try row.integer("event")
    guard var write = try log.facts(of: event).write else { throw lost(event) }
    write.body = try log.texts(of: event)[.body] ?? []
    return write
  }

  /// The hash over all that was confirmed; `nil` when there is no such intent.
  func decisionHash(of id: IntentID) throws -> String? {
    let event = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT event FROM write WHERE intent = ?"), arguments: [id.text])
    return try event.flatMap { try log.facts(of: $0).decisionHash }
  }

  /// The attempts of an intent in order, each with its answer.
  func attempts(of id: IntentID) throws -> [RecordedAttempt] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT attempt.number, attempt.event, answer.event AS answered FROM attempt
          LEFT JOIN answer ON answer.intent = attempt.intent AND answer.attempt = attempt.number
          WHERE attempt.intent = ? ORDER BY attempt.number
          """),
      arguments: [id.text])
    return try rows.map { row in
      let begun = try log.event(row.integer("event"))
      let answered = try row.optionalInteger("answered").map(log.event)
      return RecordedAttempt(
        number: Int(try row.integer("number")), begun: begun.moment, process: begun.process,
        attempt: try attempt(begun), answer: try answered.map(answer), answered: answered?.moment)
    }
  }

  /// The looks at the provider for an intent, in order.
  func looks(of id: IntentID) throws -> [RecordedLook] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT number, event FROM look WHERE intent = ? ORDER BY number"),
      arguments: [id.text])
    return try rows.map { row in
      let event = try log.event(row.integer("event"))
      guard var look = try EventFacts(json: event.facts).look else { throw lost(event.sequence) }
      let texts = try log.texts(of: event.sequence)
      look.matches = try KnownRefunds.join(look.matches, details: texts[.details])
      return RecordedLook(
        number: Int(try row.integer("number")), moment: event.moment, actor: event.actor,
        look: look, words: SafeText(sanitizing: texts.string(.message)))
    }
  }

  /// When the looks for an intent were made, in order.
  func lookMarks(of id: IntentID) throws -> [LookMark] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT look.could_read, event.sequence, event.time, event.boot_id, event.boot_time
          FROM look JOIN event ON event.sequence = look.event
          WHERE look.intent = ? ORDER BY look.number
          """),
      arguments: [id.text])
    return try rows.map { row in
      let moment = RecordedMoment(
        event: try row.integer("sequence"),
        wall: Instant(milliseconds: try row.integer("time")),
        boot: BootTime(
          bootID: try row.text("boot_id"), milliseconds: try row.integer("boot_time")))
      return LookMark(moment: moment, couldRead: try row.integer("could_read") == 1)
    }
  }

  /// Whether an intent's request carries an idempotency key.
  func hasKey(_ id: IntentID) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT idempotency_key IS NOT NULL FROM write WHERE intent = ?"),
      arguments: [id.text]) ?? false
  }

  /// When an intent came to the state that it is in.
  func lastChange(of id: IntentID) throws -> RecordedMoment {
    let sequence = try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT max(sequence) FROM event WHERE intent = ? AND result IS NOT NULL"),
      arguments: [id.text])
    guard let sequence else { throw JournalError.noSuchIntent(id) }
    return try log.event(sequence).moment
  }

  /// When an intent was recorded, and when it came to the state that it is in.
  func moments(of id: IntentID) throws -> (created: RecordedMoment, changed: RecordedMoment)? {
    let first = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT min(sequence) FROM event WHERE intent = ?"),
      arguments: [id.text])
    guard let first else { return nil }
    return (try log.event(first).moment, try lastChange(of: id))
  }

  private func attempt(_ event: EventRecord) throws -> StoredAttempt {
    guard let attempt = try EventFacts(json: event.facts).attempt else {
      throw lost(event.sequence)
    }
    return attempt
  }

  private func answer(_ event: EventRecord) throws -> StoredAnswer {
    guard var answer = try EventFacts(json: event.facts).answer else { throw lost(event.sequence) }
    answer.body = try log.texts(of: event.sequence)[.answer] ?? []
    return answer
  }

  private var log: EventLog { EventLog(db: db) }

  private func lost(_ event: Int64) -> JournalError { .corrupt("event \(event) lacks its request") }
}
