import GRDB
import Payments

/// A query in the language of the index: the same meaning as `Query.matches`, term by term.
///
/// How rows are found is not left to the database, which knows nothing of how often a value occurs:
/// the conditions carry a `+` before each column, by which SQLite looks at rows and at no index,
/// and ``narrowings`` names the indexes.
struct IndexQuery {
  /// The query.
  let query: Query
  private let forgiving: Bool

  /// Translates a query.
  init(_ query: Query, forgiving: Bool) {
    self.query = query
    self.forgiving = forgiving
  }

  /// The conditions on facts.
  var facts: IndexCondition { .all(query.terms.filter { !$0.looksAtText }.map { condition($0) }) }

  /// The conditions on text.
  var texts: IndexCondition { .all(query.terms.filter(\.looksAtText).map { condition($0) }) }

  /// Whether any condition is on text.
  var looksAtText: Bool { query.terms.contains(where: \.looksAtText) }

  /// The order of the rows, as `QuerySort.puts(_:before:)` has it.
  var order: String {
    let direction = query.sort.isDescending ? "DESC" : "ASC"
    let columns =
      switch query.sort.field {
      case .created: ["created"]
      case .amount: ["amount_major", "amount_fraction"]
      case .ref: ["reference_lower"]
      case .status: ["status"]
      case .account: ["account"]
      }
    return columns.map { "\($0) \(direction)" }.joined(separator: ", ") + ", account, payment"
  }

  /// The order of the rows that were found: what was asked for, but a payment that was named in whole comes first.
  ///
  /// Its own refunds bear its reference and are newer: who types the reference looks for the payment.
  var foundOrder: IndexCondition {
    guard query.sort == .newestFirst, let name = wholeName else {
      return IndexCondition(sql: order)
    }
    let value = IndexText.fold(name).databaseValue
    return IndexCondition(
      sql: "(is_payment AND ? IN (reference_fold, id_fold)) DESC, \(order)", values: [value])
  }

  /// What may be the whole name of a payment: the bare words as they were typed, else what stands behind `ref:` or
  /// `id:`.
  private var wholeName: String? {
    let words = query.bareWords
    if !words.isEmpty { return words.joined(separator: " ") }
    return query.terms.lazy.compactMap { term -> String? in
      switch term {
      case .reference(let patterns), .id(let patterns):
        patterns.count == 1 && patterns[0].parts.count == 1 ? patterns[0].parts[0] : nil
      case .text, .status, .amount, .currency, .account, .provider, .created, .refunded, .marked,
        .decidedBy, .not:
        nil
      }
    }.first
  }

  // MARK: - Terms

  private func condition(_ term: QueryTerm) -> IndexCondition {
    switch term {
    case .text(let text): holds(text)
    case .status(let wanted):
      .column("+status", in: ranks(wanted.map(\.rank)))
    case .amount(let range, let currencies): amount(range, currencies)
    case .currency(let codes): .column("+currency", in: texts(codes))
    case .account(let names): .column("+account", in: texts(names.map(\.text)))
    case .provider(let names): .column("+provider", in: texts(names.map(\.rawValue)))
    case .reference(let patterns): .any(patterns.map { pattern("reference_", $0) })
    case .id(let patterns): .any(patterns.flatMap { [pattern("id_", $0), refundID($0)] })
    case .created(let span): created(span)
    case .refunded(let parts): .column("+refunded", in: ranks(parts.map(\.rank)))
    case .marked(let marks): .any(marks.map { marked($0) })
    case .decidedBy(let names): .any(names.sorted().map { decided(by: $0) })
    case .not(let term): negated(term)
    }
  }

  /// What was excluded stays excluded by its exact words; a row without the column is not excluded.
  private func negated(_ term: QueryTerm) -> IndexCondition {
    let exact = IndexQuery(query, forgiving: false).condition(term)
    return IndexCondition(sql: "NOT coalesce((\(exact.sql)), 0)", values: exact.values)
  }

  private func marked(_ mark: QueryMark) -> IndexCondition {
    switch mark {
    case .outcomeUnknown: IndexCondition(sql: "+is_unknown = 1")
    case .pending:
      IndexCondition(
        sql: "+status = ? OR +is_pending = 1", values: [Status.pending.rank.databaseValue])
    case .decidedBy(let name): decided(by: name)
    }
  }

  private func decided(by name: String) -> IndexCondition {
    IndexCondition(
      sql: "instr(actors, ?) > 0", values: [IndexText.lines([name]).databaseValue])
  }

  private func holds(_ text: String) -> IndexCondition {
    let wanted = forgiving ? IndexText.fold(text) : IndexText.lower(text)
    guard !wanted.isEmpty else { return .never }
    return IndexCondition(
      sql: "instr(\(spelled("text_")), ?) > 0", values: [wanted.databaseValue])
  }

  private func pattern(_ column: String, _ pattern: TextPattern) -> IndexCondition {
    let parts = pattern.parts.map { forgiving ? IndexText.fold($0) : IndexText.lower($0) }
    // A part of nothing but dashes folds to nothing, which would match more than was asked for.
    guard zip(pattern.parts, parts).allSatisfy({ $0.isEmpty == $1.isEmpty }) else { return .never }
    guard parts.count > 1 else {
      return IndexCondition(sql: "+\(spelled(column)) = ?", values: [parts.joined().databaseValue])
    }
    return IndexCondition(
      sql: "\(spelled(column)) LIKE ? ESCAPE '\\'",
      values: [IndexText.likePattern(parts).databaseValue])
  }

  private func refundID(_ pattern: TextPattern) -> IndexCondition {
    let match = self.pattern("refund_alias.", pattern)
    return IndexCondition(
      sql: """
        EXISTS (SELECT 1 FROM refund_alias WHERE refund_alias.entry = entry.id AND \(match.sql))
        """,
      values: match.values)
  }

  private func spelled(_ column: String) -> String { column + (forgiving ? "fold" : "lower") }

  private func amount(_ range: AmountRange, _ currencies: Set<String>) -> IndexCondition {
    let exact = Self.minorRanges(range).map { exponent, minor in
      IndexCondition(
        sql: "+exponent = \(exponent) AND +minor BETWEEN ? AND ?",
        values: [minor.lowerBound.databaseValue, minor.upperBound.databaseValue])
    }
    guard !currencies.isEmpty else { return .any(exact) }
    return .all([.any(exact), .column("+money_currency", in: texts(currencies))])
  }

  /// The range in minor units, for each number of decimals.
  static func minorRanges(
    _ range: AmountRange
  ) -> [(exponent: Int, minor: ClosedRange<Int64>)] {
    (0...4).compactMap { exponent in
      range.minorRange(exponent: exponent).map { (exponent, $0) }
    }
  }

  private func created(_ span: InstantRange) -> IndexCondition {
    var conditions = [IndexCondition(sql: "+created IS NOT NULL")]
    if let from = span.from {
      conditions.append(
        IndexCondition(sql: "+created >= ?", values: [from.milliseconds.databaseValue]))
    }
    if let upTo = span.upTo {
      conditions.append(
        IndexCondition(sql: "+created < ?", values: [upTo.milliseconds.databaseValue]))
    }
    return .all(conditions)
  }

  /// Words as values, in order.
  func texts(_ words: some Sequence<String>) -> [DatabaseValue] {
    words.sorted().map(\.databaseValue)
  }

  /// Ranks as values, the smallest first.
  func ranks(_ ranks: [Int]) -> [DatabaseValue] { ranks.sorted().map(\.databaseValue) }
}

extension QueryTerm {
  /// Whether the term looks at text, so that only the row itself can tell.
  fileprivate var looksAtText: Bool {
    switch self {
    case .text, .reference, .id: true
    case .not(let term): term.looksAtText
    case .status, .amount, .currency, .account, .provider, .created, .refunded, .marked,
      .decidedBy:
      false
    }
  }

  /// Whether forgiving dashes and look-alikes can find more.
  var canForgive: Bool {
    switch self {
    case .text, .reference, .id: true
    case .status, .amount, .currency, .account, .provider, .created, .refunded, .marked,
      .decidedBy, .not:
      false
    }
  }
}
