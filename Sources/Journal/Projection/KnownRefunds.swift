import FoundationEssentials
import GRDB
import Payments
import TextSafety

/// The refunds that a provider told of, over all the times it was asked.
enum KnownRefunds {
  /// Joins what is told now with what was told before.
  ///
  /// A refund that was once named for a payment stays, also when a later answer does not repeat it:
  /// else what remains would grow. What only *may* belong to the payment is as good as the last
  /// look, where `looked`; only what stood under its reference leaves behind that it was there, so that
  /// what remains stays *at most*.
  static func merge(
    _ told: [ReportedRefund], into known: [ReportedRefund], looked: Bool
  ) -> [ReportedRefund] {
    var rest = told
    var merged: [ReportedRefund] = []
    for old in known {
      if let index = rest.firstIndex(where: old.isSame) {
        var row = rest.remove(at: index)
        // What was once certain to belong here stays so, whatever less a later list says.
        if old.link == .exact { row.link = .exact }
        row.statedBy = row.statedBy ?? old.statedBy
        merged.append(row)
      } else if old.link == .exact || old.isGone == true || !looked {
        merged.append(old)
      } else if old.link == .sameReference, old.progress != .failed {
        merged.append(old.asGone)
      }
    }
    return merged + rest
  }

  /// The list of a payment with its free text; empty when nothing was ever told.
  static func fetch(_ key: PaymentKey, _ db: Database) throws -> [ReportedRefund] {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT event FROM known_refunds WHERE \(Columns.isKey)"),
      arguments: StatementArguments(Columns.values(key)))
    guard let row else { return [] }
    let sequence = try row.integer("event")
    let log = EventLog(db: db)
    return try join(
      log.facts(of: sequence).refunds ?? [], details: log.texts(of: sequence)[.details])
  }

  /// Puts the free text that stood beside the chain back into a list.
  static func join(
    _ refunds: [ReportedRefund], details bytes: [UInt8]?
  ) throws -> [ReportedRefund] {
    let details = try decodeDetails(bytes)
    return zip(refunds.indices, refunds).map { index, refund in
      var refund = refund
      if details.indices.contains(index) { refund.details = details[index] }
      return refund
    }
  }

  /// Takes the free text out of a list, to stand beside the chain.
  static func split(
    _ refunds: [ReportedRefund]
  ) throws -> (facts: [ReportedRefund], details: [UInt8]) {
    let facts = refunds.map { refund in
      var refund = refund
      refund.details = nil
      refund.reference = nil
      return refund
    }
    guard refunds.contains(where: { $0.details != nil }) else { return (facts, []) }
    return (facts, Array(try IntentRow.encode(refunds.map(\.details)).utf8))
  }

  private static func decodeDetails(_ bytes: [UInt8]?) throws -> [ForeignText?] {
    guard let bytes else { return [] }
    return try JSONDecoder().decode([ForeignText?].self, from: Data(bytes))
  }
}

extension ReportedRefund {
  /// The row as one that is not shown any more: nothing that is added up, and what remains is then no more than *at most*.
  var asGone: ReportedRefund {
    var gone = self
    gone.link = .unattributed
    gone.isGone = true
    return gone
  }
}
