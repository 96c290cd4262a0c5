import TextSafety

/// The order of the rows that a query finds.
public struct QuerySort: Hashable, Sendable {
  /// What the rows are ordered by.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    /// When it was created; rows without a time are the oldest.
    case created
    /// The amount as a number, whatever its currency; rows without an exact amount are the
    /// smallest.
    case amount
    /// The reference.
    case ref
    /// The status, in the order of the vocabulary.
    case status
    /// The account's label.
    case account
  }

  /// What the rows are ordered by.
  public let field: Field
  /// Whether the largest comes first.
  public let isDescending: Bool

  /// Makes an order.
  public init(_ field: Field, isDescending: Bool) {
    self.field = field
    self.isDescending = isDescending
  }

  /// The newest first: the order when none is asked for.
  public static let newestFirst = QuerySort(.created, isDescending: true)

  /// The word after `sort:`, such as `amount-`.
  public var word: String { field.rawValue + (isDescending ? "-" : "") }

  /// Whether one row comes before another; rows that are equal here are ordered by account and id.
  public func puts(_ left: QueryRow, before right: QueryRow) -> Bool {
    switch compare(left, right) {
    case ..<0: !isDescending
    case 1...: isDescending
    default: (left.account, left.id) < (right.account, right.id)
    }
  }

  /// Negative when the left row is the smaller one, positive when it is the larger one, else 0.
  private func compare(_ left: QueryRow, _ right: QueryRow) -> Int {
    switch field {
    case .created: order(left.created, right.created)
    case .amount: order(left.amountNumber, right.amountNumber)
    case .ref: order(SearchFold.lower(left.reference.raw), SearchFold.lower(right.reference.raw))
    case .status:
      order(
        Status.allCases.firstIndex(of: left.status), Status.allCases.firstIndex(of: right.status))
    case .account: order(left.account, right.account)
    }
  }

  private func order<Value: Comparable>(_ left: Value?, _ right: Value?) -> Int {
    switch (left, right) {
    case (.none, .none): 0
    case (.none, .some): -1
    case (.some, .none): 1
    case (.some(let left), .some(let right)): left < right ? -1 : right < left ? 1 : 0
    }
  }
}

extension QueryRow {
  /// The amount in major units.
  fileprivate var amountNumber: DecimalNumber? {
    amount.map { DecimalNumber(unscaled: $0.minor, scale: $0.currency.exponent) }
  }
}
