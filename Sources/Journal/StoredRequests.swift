import GRDB
import Payments

/// Requests and answers, put together from the events that recorded them.
struct StoredRequests {
  let db: Database

  /// The request of an intent; `nil` when there is no such intent.
  func write(of id: IntentID) throws -> StoredWrite? {
    let row = try Row.fetchOne(
      db, sql: "SELECT event FROM write WHERE intent = ?", arguments: [id.text])
    guard let row else { return nil }
    let event = try row.integer("event")
    guard var write = try log.facts(of: event).write else { throw lost(event) }
    write.body = try log.texts(of: event)[.body] ?? []
    return write
  }

  /// The hash over all that was confirmed; `nil` when there is no such intent.
  func decisionHash(of id: IntentID) throws -> String? {
    let event = try Int64.fetchOne(
      db, sql: "SELECT event FROM write WHERE intent = ?", arguments: [id.text])
    return try event.flatMap { try log.facts(of: $0).decisionHash }
  }

  /// The attempts of an intent in order, each with its answer; `nil` while none is on record.
  func attempts(of id: IntentID) throws -> [(attempt: StoredAttempt, answer: StoredAnswer?)] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT attempt.event AS event, answer.event AS answered FROM attempt
        LEFT JOIN answer ON answer.intent = attempt.intent AND answer.attempt = attempt.number
        WHERE attempt.intent = ? ORDER BY attempt.number
        """,
      arguments: [id.text])
    return try rows.map { row in
      let answered = try row.optionalInteger("answered")
      return (try attempt(row.integer("event")), try answered.map(answer))
    }
  }

  private func attempt(_ event: Int64) throws -> StoredAttempt {
    guard var attempt = try log.facts(of: event).attempt else { throw lost(event) }
    attempt.body = try log.texts(of: event)[.envelope]
    return attempt
  }

  private func answer(_ event: Int64) throws -> StoredAnswer {
    guard var answer = try log.facts(of: event).answer else { throw lost(event) }
    answer.body = try log.texts(of: event)[.answer] ?? []
    return answer
  }

  private var log: EventLog { EventLog(db: db) }

  private func lost(_ event: Int64) -> JournalError { .corrupt("event \(event) lacks its request") }
}
