import GRDB
import Payments

// How decisions count since something turned out otherwise than recorded (I9, I27).

extension Projection {
  /// Without a finding, as in the first journals, it froze the payment; a decision that it names is held again.
  func correct(_ event: EventRecord, facts: RowFacts) throws {
    guard let finding = facts.finding else {
      if let intent = event.intent {
        try clearDuplicate(of: intent.text)
        try dispute(intent, event)
      }
      return try put(event, into: "freeze")
    }
    guard let intent = event.intent else { throw missing(event) }
    try run(
      sql: """
        INSERT INTO finding (intent, kind, effect, event) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET event = excluded.event
        """,
      arguments: [
        intent.text, finding.kind.rawValue, Columns.value(finding.effect), event.sequence,
      ])
    if finding.kind.disputes { try dispute(intent, event) }
    if finding.locks { try put(event, into: "freeze") }
  }

  func resolve(_ event: EventRecord, facts: RowFacts) throws {
    guard let finding = facts.finding, let end = facts.end, let intent = event.intent else {
      throw missing(event)
    }
    guard !facts.wasPutAside else { return }
    try run(
      sql: "DELETE FROM finding WHERE intent = ? AND kind = ? AND effect = ?",
      arguments: [intent.text, finding.kind.rawValue, Columns.value(finding.effect)])
    if let correction = Correction(end, of: finding.kind) {
      try set(correction, of: intent, event)
    } else if finding.kind == .movedAnyway, try place(of: intent)?.state.isDone == true {
      // It was freed before it was seen to move, and is so again.
      try free(intent, event)
    } else {
      try letGo(intent)
    }
    if facts.hasRefunds { try put(event, into: "known_refunds") }
  }

  /// Lets a payment be worked on again.
  ///
  /// Where the person said how much went back in all, that stands in the ledger, and what was disputed no longer counts
  /// beside it.
  func release(_ event: EventRecord, facts: RowFacts) throws {
    let key = StatementArguments(Columns.values(event.key))
    try run(sql: "DELETE FROM freeze WHERE \(Columns.isKey)", arguments: key)
    let ours = "SELECT id FROM intent WHERE \(Columns.isKey)"
    guard facts.hasRefundedTotal else {
      return try run(
        sql: "DELETE FROM correction WHERE standing = 'disputed' AND intent IN (\(ours))",
        arguments: key)
    }
    try run(
      sql: """
        UPDATE correction SET standing = 'void', event = ?
        WHERE standing = 'disputed' AND intent IN (\(ours))
        """,
      arguments: [event.sequence] + key)
    try run(
      sql: "DELETE FROM finding WHERE kind IN (\(Self.disputing)) AND intent IN (\(ours))",
      arguments: key)
    if facts.hasRefunds { try put(event, into: "known_refunds") }
  }

  /// What is not at its end holds its amount anyway.
  private func dispute(_ intent: IntentID, _ event: EventRecord) throws {
    guard try place(of: intent)?.state.isTerminal == true else { return }
    try set(.disputed, of: intent, event)
  }

  private func set(_ correction: Correction, of intent: IntentID, _ event: EventRecord) throws {
    try run(
      sql: """
        INSERT INTO correction (intent, standing, event) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET standing = excluded.standing, event = excluded.event
        """,
      arguments: [intent.text, correction.rawValue, event.sequence])
  }

  /// A decision that was recorded as done and freed by a person counts as freed again once nothing disputes it.
  private func free(_ intent: IntentID, _ event: EventRecord) throws {
    try run(
      sql: """
        UPDATE correction SET standing = 'void', event = ?2
        WHERE \(Self.isUndisputed)
        """,
      arguments: [intent.text, event.sequence])
  }

  /// A decision that nothing disputes any more counts as recorded.
  private func letGo(_ intent: IntentID) throws {
    try run(
      sql: """
        DELETE FROM correction WHERE \(Self.isUndisputed)
        """,
      arguments: [intent.text])
  }

  /// The correction of the decision ?1 that nothing disputes any more.
  private static let isUndisputed = """
    intent = ?1 AND standing = 'disputed' AND NOT EXISTS (
      SELECT 1 FROM finding WHERE intent = ?1 AND kind IN (\(disputing)))
    """

  private static let disputing = Finding.Kind.allCases.filter(\.disputes)
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")
}
