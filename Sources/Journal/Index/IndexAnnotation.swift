import Payments
import TextSafety

/// What our records add to a transaction for searching: `is:unknown`, `by:amina`, a ticket, a
/// refund's id.
struct IndexAnnotation: Codable, Equatable {
  var refundIDs: [ForeignText] = []
  var tickets: [String] = []
  var actors: [Actor] = []
  var states: [IntentState] = []
  var refunded = RefundedPart.no

  /// What a query looks at, in the transaction as last read and in our records.
  func row(_ transaction: Transaction, account: AccountName) -> QueryRow {
    var row = QueryRow(transaction, account: account, intents: [])
    row.refundIDs = refundIDs
    row.tickets = tickets
    row.actors = Set(actors.map(\.name.raw))
    row.intentStates = Set(states)
    // The provider and our records may each know of refunds that the other does not.
    if refunded.rank > row.refunded.rank { row.refunded = refunded }
    return row
  }
}

extension RefundedPart {
  /// From nothing to all.
  var rank: Int {
    switch self {
    case .no: 0
    case .partly: 1
    case .yes: 2
    }
  }
}

extension Status {
  /// Its place in the vocabulary, by which `sort:status` orders.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
