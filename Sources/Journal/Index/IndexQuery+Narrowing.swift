import GRDB
import Payments

extension IndexQuery {
  /// Whether a text is long enough for the full-text index.
  var hasLongText: Bool { expression { _ in false } != nil }

  /// Queries for the numbers of rows, each served by an index; every found row is in every one of
  /// them.
  ///
  /// - Parameter isRare: Whether a piece of text stands in few rows.
  func narrowings(isRare: (String) throws -> Bool) rethrows -> [IndexCondition] {
    var narrowings = query.terms.compactMap { narrowing($0) }.map { condition in
      IndexCondition(sql: "SELECT id FROM entry WHERE \(condition.sql)", values: condition.values)
    }
    if let expression = try expression(isRare: isRare) {
      narrowings.append(
        IndexCondition(
          sql: "SELECT rowid FROM search WHERE search MATCH ?", values: [expression.databaseValue]))
    }
    return narrowings
  }

  /// A condition that an index serves and that holds wherever the term holds; `nil` when there is
  /// none.
  private func narrowing(_ term: QueryTerm) -> IndexCondition? {
    switch term {
    case .status(let wanted): .column("status", in: ranks(wanted.map(\.rank)))
    case .amount(let range, _): majorRange(range)
    case .currency(let codes): .column("currency", in: texts(codes))
    case .account(let names): .column("account", in: texts(names.map(\.text)))
    case .created(let span):
      IndexCondition(
        sql: "created >= ? AND created < ?",
        values: [
          (span.from?.milliseconds ?? .min).databaseValue,
          (span.upTo?.milliseconds ?? .max).databaseValue,
        ])
    case .refunded(let parts): .column("refunded", in: ranks(parts.map(\.rank)))
    case .marked(let marks): .any(marks.map { narrowing($0) })
    case .decidedBy: Self.decided
    case .text, .reference, .id, .provider, .not: nil
    }
  }

  private func narrowing(_ mark: QueryMark) -> IndexCondition {
    switch mark {
    case .outcomeUnknown: IndexCondition(sql: "is_unknown = 1")
    case .pending:
      IndexCondition(
        sql: "status = ? OR is_pending = 1", values: [Status.pending.rank.databaseValue])
    case .decidedBy: Self.decided
    }
  }

  private static let decided = IndexCondition(sql: "actors <> ''")

  /// The range in whole major units, which is the same for every currency.
  private func majorRange(_ range: AmountRange) -> IndexCondition {
    let majors = Self.minorRanges(range).map { exponent, minor in
      let perMajor = (0..<exponent).reduce(Int64(1)) { units, _ in units * 10 }
      return (
        IndexText.split(minor.lowerBound, perMajor: perMajor).major,
        IndexText.split(minor.upperBound, perMajor: perMajor).major
      )
    }
    guard let first = majors.map(\.0).min(), let last = majors.map(\.1).max() else { return .never }
    return IndexCondition(
      sql: "amount_major BETWEEN ? AND ?", values: [first.databaseValue, last.databaseValue])
  }

  /// A full-text expression that every found row satisfies; `nil` when no text is long enough.
  ///
  /// It looks at the forgiving spelling, in which a text that stands in another still stands in it.
  private func expression(isRare: (String) throws -> Bool) rethrows -> String? {
    let parts = try query.terms.compactMap { term -> String? in
      switch term {
      case .text(let text): try expression([text], isRare: isRare)
      case .reference(let patterns), .id(let patterns):
        try expression(patterns, isRare: isRare)
      case .status, .amount, .currency, .account, .provider, .created, .refunded, .marked,
        .decidedBy, .not:
        nil
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " AND ")
  }

  private func expression(
    _ patterns: [TextPattern], isRare: (String) throws -> Bool
  ) rethrows -> String? {
    let each = try patterns.compactMap { try expression($0.parts, isRare: isRare) }
    // Each pattern must narrow: else the others say nothing about the row.
    guard !each.isEmpty, each.count == patterns.count else { return nil }
    return "(" + each.map { "(\($0))" }.joined(separator: " OR ") + ")"
  }

  /// Looks for the rare pieces alone, where there are any: long lists need not be read then.
  private func expression(
    _ parts: [String], isRare: (String) throws -> Bool
  ) rethrows -> String? {
    let pieces = parts.flatMap { IndexText.pieces(of: IndexText.fold($0)) }
    let rare = try pieces.filter(isRare)
    let chosen = rare.isEmpty ? pieces : rare
    return chosen.isEmpty ? nil : chosen.map(IndexText.quoted).joined(separator: " AND ")
  }
}
