/// What an agent looks for: terms that must all hold, and an order.
///
/// One meaning for the index and for live rows: the index narrows with the accessors below and has
/// each row that is left checked by ``matches(_:forgiving:)``.
public struct Query: Hashable, Sendable {
  /// The terms, all of which must hold; without terms every row is found.
  public var terms: [QueryTerm]
  /// The order of the rows.
  public var sort: QuerySort

  /// Makes a query.
  public init(terms: [QueryTerm] = [], sort: QuerySort = .newestFirst) {
    self.terms = terms
    self.sort = sort
  }

  /// Finds every row, newest first.
  public static let everything = Query()
}

/// One condition of a query.
public enum QueryTerm: Hashable, Sendable {
  /// The text stands in the reference, an id, a ticket, the remark, the description or the
  /// customer's name.
  case text(String)
  /// The status is one of these.
  case status(Set<Status>)
  /// The amount lies in a range and, unless the set is empty, in one of these currencies (codes in
  /// upper case).
  case amount(AmountRange, currencies: Set<String>)
  /// The currency is one of these (codes in upper case).
  case currency(Set<String>)
  /// The account is one of these.
  case account(Set<AccountName>)
  /// The provider is one of these.
  case provider(Set<ProviderName>)
  /// The reference matches one of these.
  case reference([TextPattern])
  /// The provider's id, or the id of a refund, matches one of these.
  case id([TextPattern])
  /// It was created within a span; a row without a time never is.
  case created(InstantRange)
  /// So much of it went back.
  case refunded(Set<RefundedPart>)
  /// At least one of these is true of it.
  case marked(Set<QueryMark>)
  /// One of these support agents decided something on it; login names in lower case.
  case decidedBy(Set<String>)
  /// The condition does not hold.
  indirect case not(QueryTerm)
}

/// What the words behind `is:` mean.
public enum QueryMark: Hashable, Sendable {
  /// The outcome of a decision of ours on it is not certain.
  case outcomeUnknown
  /// The payment, or a decision of ours on it, is pending.
  case pending
  /// This support agent decided something on it; a login name in lower case.
  case decidedBy(String)
}

/// How much of a payment went back.
public enum RefundedPart: String, Hashable, Sendable, Codable, CaseIterable {
  /// Nothing that is known.
  case no
  /// Some of it.
  case partly
  /// All of it.
  case yes
}

// MARK: - What the index can narrow by

extension Query {
  /// The texts that must stand in a row, as typed.
  public var bareWords: [String] {
    terms.compactMap { term in
      guard case .text(let text) = term else { return nil }
      return text
    }
  }

  /// The statuses that a row can have; `nil` when any will do.
  public var statuses: Set<Status>? {
    intersection { term in
      if case .status(let wanted) = term { return wanted }
      if case .not(.status(let unwanted)) = term {
        return Set(Status.allCases).subtracting(unwanted)
      }
      return nil
    }
  }

  /// The currencies that a row can have (codes in upper case); `nil` when any will do.
  public var currencies: Set<String>? {
    intersection { term in
      if case .currency(let codes) = term { return codes }
      if case .amount(_, let codes) = term, !codes.isEmpty { return codes }
      return nil
    }
  }

  /// The accounts that a row can have; `nil` when any will do.
  public var accounts: Set<AccountName>? {
    intersection { term in
      guard case .account(let names) = term else { return nil }
      return names
    }
  }

  /// The providers that a row can have; `nil` when any will do.
  public var providers: Set<ProviderName>? {
    intersection { term in
      guard case .provider(let names) = term else { return nil }
      return names
    }
  }

  /// The span in which a row was created; `nil` when any time, or none, will do.
  public var created: InstantRange? {
    var span: InstantRange?
    for case .created(let range) in terms {
      span = span.map { $0.intersection(range) } ?? range
    }
    return span
  }

  /// The ranges in each of which the amount lies.
  public var amountRanges: [AmountRange] {
    terms.compactMap { term in
      guard case .amount(let range, _) = term else { return nil }
      return range
    }
  }

  private func intersection<Value>(_ values: (QueryTerm) -> Set<Value>?) -> Set<Value>? {
    var narrowed: Set<Value>?
    for term in terms {
      guard let wanted = values(term) else { continue }
      narrowed = narrowed?.intersection(wanted) ?? wanted
    }
    return narrowed
  }
}
