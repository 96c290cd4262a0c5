import GRDB
import Payments
import TextSafety

/// The columns of one row of the index, made from what a query looks at.
struct IndexEntry {
  private let key: PaymentKey
  private let row: QueryRow
  private let isPayment: Bool
  private let asOf: Instant

  /// Makes the columns of a row.
  init(_ row: QueryRow, of transaction: Transaction, asOf: Instant) {
    key = transaction.key
    self.row = row
    isPayment = transaction.kind == .payment
    self.asOf = asOf
  }

  /// Inserts or replaces the row; an older reading never replaces a newer one.
  ///
  /// - Returns: The row's number; `nil` when a newer reading was there.
  func upsert(_ db: Database) throws -> Int64? {
    let statement = try db.cachedStatement(sql: Self.upsertSQL)
    let id = try Int64.fetchOne(statement, arguments: StatementArguments(values))
    guard let id else { return nil }
    try db.execute(sql: "DELETE FROM refund_alias WHERE entry = ?", arguments: [id])
    for refund in row.refundIDs {
      try db.execute(
        sql: "INSERT INTO refund_alias (entry, lower, fold) VALUES (?, ?, ?)",
        arguments: [id, IndexText.lower(refund.raw), IndexText.fold(refund.raw)])
    }
    return id
  }

  private static let columns = [
    "provider", "account_origin", "merchant", "payment", "account", "status", "currency",
    "money_currency", "minor", "exponent", "amount_major", "amount_fraction", "created",
    "refunded", "is_unknown", "is_pending", "actors", "reference_lower", "reference_fold",
    "id_lower", "id_fold", "text_lower", "text_fold", "is_payment",
    "as_of",
  ]

  private static let upsertSQL = """
    INSERT INTO entry (\(columns.joined(separator: ", ")))
    VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
    ON CONFLICT (\(Schema.keyColumns)) DO UPDATE
    SET \(columns.dropFirst(4).map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
    WHERE excluded.as_of >= entry.as_of
    RETURNING id
    """

  private var values: [DatabaseValue] {
    let money = row.amount
    let perMajor = money?.currency.minorPerMajor ?? 1
    let amount = money.map { IndexText.split($0.minor, perMajor: perMajor) }
    return Columns.values(key) + [
      row.account.text.databaseValue, row.status.rank.databaseValue,
      IndexText.clean(row.currencyCode.raw.uppercased()).databaseValue,
      (money?.currency.code).databaseValue, (money?.minor).databaseValue,
      (money?.currency.exponent).databaseValue, (amount?.major).databaseValue,
      // Ten thousandths, the finest minor unit that there is, so that all currencies compare.
      (amount.map { $0.fraction * (10_000 / perMajor) }).databaseValue,
      (row.created?.milliseconds).databaseValue, row.refunded.rank.databaseValue,
      (!row.intentStates.isDisjoint(with: [.unknown, .needsHuman])).databaseValue,
      row.intentStates.contains(.pending).databaseValue,
      IndexText.lines(row.actors.sorted().map { IndexText.lower($0) }).databaseValue,
      IndexText.lower(row.reference.raw).databaseValue,
      IndexText.fold(row.reference.raw).databaseValue, IndexText.lower(row.id.raw).databaseValue,
      IndexText.fold(row.id.raw).databaseValue,
      texts.map { IndexText.lower($0) }.joined(separator: "\n").databaseValue,
      texts.map { IndexText.fold($0) }.joined(separator: "\n").databaseValue,
      isPayment.databaseValue, asOf.milliseconds.databaseValue,
    ]
  }

  /// The fields that bare words search.
  private var texts: [String] {
    let prose = [row.remark, row.details, row.customer].compactMap { $0?.raw }
    return [row.reference.raw, row.id.raw] + row.refundIDs.map(\.raw) + row.tickets + prose
  }
}
