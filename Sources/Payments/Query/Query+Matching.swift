import TextSafety

extension Query {
  /// Whether a row is found.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - forgiving: Compares texts, references and ids with dashes, `O`/`0` and `I`/`L`/`1`
  ///     forgiven; for a second try, when nothing matched exactly.
  public func matches(_ row: QueryRow, forgiving: Bool = false) -> Bool {
    terms.allSatisfy { $0.holds(for: row, forgiving: forgiving) }
  }
}

extension QueryTerm {
  /// Whether the condition holds for a row.
  fileprivate func holds(for row: QueryRow, forgiving: Bool) -> Bool {
    switch self {
    case .text(let text): row.holds(text, forgiving: forgiving)
    case .status(let wanted): wanted.contains(row.status)
    case .amount(let range, let currencies):
      row.amount.map {
        range.contains($0) && (currencies.isEmpty || currencies.contains($0.currency.code))
      } ?? false
    case .currency(let codes): codes.contains(row.currencyCode.raw.uppercased())
    case .account(let names): names.contains(row.account)
    case .provider(let names): names.contains(row.provider)
    case .reference(let patterns):
      patterns.contains { $0.matches(row.reference.raw, forgiving: forgiving) }
    case .id(let patterns):
      patterns.contains { pattern in
        pattern.matches(row.id.raw, forgiving: forgiving)
          || row.refundIDs.contains { pattern.matches($0.raw, forgiving: forgiving) }
      }
    case .created(let span): row.created.map(span.contains) ?? false
    case .refunded(let parts): parts.contains(row.refunded)
    case .marked(let marks): marks.contains { $0.holds(for: row) }
    case .decidedBy(let names): row.actors.contains { names.contains($0.lowercased()) }
    // Forgiving finds more; what was excluded stays excluded by its exact words.
    case .not(let term): !term.holds(for: row, forgiving: false)
    }
  }
}

extension QueryMark {
  fileprivate func holds(for row: QueryRow) -> Bool {
    switch self {
    case .outcomeUnknown: !row.intentStates.isDisjoint(with: [.unknown, .needsHuman])
    case .pending: row.status == .pending || row.intentStates.contains(.pending)
    case .decidedBy(let name): row.actors.contains { $0.lowercased() == name }
    }
  }
}

extension QueryRow {
  /// Whether a text stands in one of the fields that bare words search.
  fileprivate func holds(_ text: String, forgiving: Bool) -> Bool {
    let spelling = forgiving ? SearchFold.fold : SearchFold.lower
    let wanted = spelling(text)
    // A text of nothing but dashes folds to nothing, which would be found everywhere.
    guard !wanted.isEmpty else { return false }
    let fields = [reference.raw, id.raw] + refundIDs.map(\.raw) + tickets
    let prose = [remark, details, customer].compactMap { $0?.raw }
    return (fields + prose).contains { SearchFold.contains(spelling($0), wanted) }
  }
}
