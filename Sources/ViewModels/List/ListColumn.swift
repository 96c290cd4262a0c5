package import TextSafety

/// A fact of a transaction that the list can show, in the order in which they come.
package enum ListColumn: String, Hashable, Sendable, CaseIterable {
  /// When it was created, what people call it, and whose it is.
  case created, reference, account, transaction
  /// The money with its currency, what remains of it, and where it stands.
  case amount, remaining, status
  /// Further facts, where the provider gives them.
  case provider, customer, remark, details

  /// The head of the column.
  package var title: SafeText {
    switch self {
    case .created: "Created"
    case .reference: "Reference"
    case .account: "Account"
    case .transaction: "Transaction"
    case .amount: "Amount"
    case .remaining: "Remaining"
    case .status: "Status"
    case .provider: "Provider"
    case .customer: "Customer"
    case .remark: "Remark"
    case .details: "Description"
    }
  }

  /// Whether it is always shown: nobody decides about money that they do not see.
  package var isFixed: Bool { self == .amount || self == .status }
}

/// Which facts the list shows, and in which order; how many of them have room is for the screen to say.
package struct ColumnChoice: Hashable, Sendable {
  /// All facts, in order.
  package private(set) var order: [ListColumn]
  /// Those that are not shown; never one that is fixed.
  package private(set) var hidden: Set<ListColumn>

  /// The facts as they come.
  package static let standard = ColumnChoice(
    order: ListColumn.allCases, hidden: [.provider, .customer, .remark, .details])

  /// Makes a choice; what is missing is put at the end and hidden, what is fixed is shown.
  package init(order: [ListColumn], hidden: Set<ListColumn>) {
    var kept: [ListColumn] = []
    for column in order where !kept.contains(column) { kept.append(column) }
    let missing = ListColumn.allCases.filter { !kept.contains($0) }
    self.order = kept + missing
    self.hidden = hidden.union(missing).filter { !$0.isFixed }
  }

  /// The facts that are shown, in order.
  package var shown: [ListColumn] { order.filter { !hidden.contains($0) } }

  /// Whether the list shows the same as with another choice.
  package func shows(sameAs other: ColumnChoice) -> Bool { shown == other.shown }

  /// Shows what is hidden and hides what is shown; nothing happens to what is fixed.
  mutating func toggle(_ column: ListColumn) {
    guard !column.isFixed else { return }
    if hidden.remove(column) == nil { hidden.insert(column) }
  }

  /// Moves the fact at an index by some places, to the ends at most; returns where it stands then.
  mutating func move(at index: Int, by step: Int) -> Int {
    guard order.indices.contains(index) else { return index }
    let target = min(max(0, index + step), order.count - 1)
    order.insert(order.remove(at: index), at: target)
    return target
  }
}
