import GRDB
import Payments

/// What somebody changes in the rows of a journal with a tool of their own; its events stay as they are.
enum RowEdit: CaseIterable {
  /// A decision that may have moved money becomes a certain no.
  case freesHold
  /// A certain no becomes done.
  case raisesHold
  /// A decision is of less money.
  case lowersAmount
  /// A decision is on another payment.
  case movesAway
  /// A decision has no token.
  case forgetsToken
  /// A locked payment is not locked.
  case unlocks

  /// Whether a decision is worth it.
  func fits(_ intent: Intent, isFrozen: Bool) -> Bool {
    switch self {
    case .freesHold: intent.state.holdsAmount && intent.state.mayHaveBeenSent
    case .raisesHold: !intent.state.holdsAmount && intent.kind == .refund
    case .lowersAmount: intent.holdsAmount && intent.kind == .refund && intent.amount.minor > 1
    case .movesAway: true
    case .forgetsToken: intent.decisionToken != nil
    case .unlocks: isFrozen
    }
  }

  fileprivate var statement: String {
    switch self {
    case .freesHold: "UPDATE intent SET state = 'rejected', owner = '' WHERE id = :id"
    case .raisesHold: "UPDATE intent SET state = 'succeeded', owner = '' WHERE id = :id"
    case .lowersAmount: "UPDATE intent SET amount_minor = 1 WHERE id = :id"
    case .movesAway: "UPDATE intent SET payment = :other WHERE id = :id"
    case .forgetsToken: "UPDATE intent SET decision_token = NULL WHERE id = :id"
    case .unlocks:
      "DELETE FROM freeze WHERE payment = (SELECT payment FROM intent WHERE id = :id)"
    }
  }
}

extension Disk {
  /// Edits rows behind the rules of the database, which stand again afterwards.
  ///
  /// - Parameter other: The payment that a decision is moved to.
  func edit(_ edit: RowEdit, of id: IntentID, other: TransactionID) throws {
    let values = ["id": id.text, "other": other.raw]
    let arguments = values.filter { edit.statement.contains(":\($0.key)") }
    try DatabaseQueue(path: journalPath).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.inTransaction {
        let rules = try Row.fetchAll(
          db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for rule in rules { try db.execute(sql: "DROP TRIGGER \(rule["name"] as String)") }
        try db.execute(sql: edit.statement, arguments: StatementArguments(arguments))
        for rule in rules { try db.execute(sql: rule["sql"] as String) }
        return .commit
      }
    }
  }
}
