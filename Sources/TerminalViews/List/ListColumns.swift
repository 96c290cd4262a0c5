import Payments
import SupportDesk
import TextSafety
import ViewModels

/// Which facts of a transaction the list shows at a width, and where.
///
/// Amounts get the room that the widest of the answer needs, so that none is ever cut and nothing moves while
/// scrolling; where that leaves too little for the rest, whole columns are left out.
struct ListColumns: Hashable {
  /// A column of the list.
  struct Column: Hashable {
    let fact: ListColumn
    let start: Int
    let width: Int

    /// The column of cells after it.
    var end: Int { start + width }
  }

  /// The columns from left to right.
  let columns: [Column]
  /// Whether the words for the status are the short ones.
  let isNarrow: Bool
  /// Whether the time of day is left to the payment's own pane, so that references have room.
  let showsDaysOnly: Bool

  /// The cells before the first column, for the marks.
  static let lead = 3

  /// What decides about the columns.
  struct Source: Hashable {
    /// The width inside the frame.
    let width: Int
    /// How wide the facts of the answer are.
    let widths: ListWidths
    let accounts: [DeskAccount]
    /// The facts that the agent chose.
    let choice: ColumnChoice
  }

  /// Divides the width inside the frame for an answer, among the facts that the agent chose.
  init(_ source: Source) {
    let room = source.width - Self.lead - 1
    let wanted = Wanted(widths: source.widths, accounts: source.accounts)
    for form in ListForm.forms(of: source.choice) {
      let gap = form.gap
      let gaps = gap * (form.facts.count - 1)
      let least = form.facts.reduce(gaps) { $0 + wanted.least($1, in: form) }
      guard least <= room else { continue }
      isNarrow = form.isNarrow
      showsDaysOnly = form.showsDaysOnly
      columns = Self.place(form, wanted: wanted, spare: room - least)
      return
    }
    isNarrow = true
    showsDaysOnly = true
    columns = [Column(fact: .amount, start: Self.lead, width: max(0, room))]
  }

  /// Places the columns; names share what is to spare up to their own length.
  private static func place(_ form: ListForm, wanted: Wanted, spare: Int) -> [Column] {
    var spare = spare
    var widths = form.facts.map { wanted.least($0, in: form) }
    while spare > 0 {
      let growing = form.facts.indices.filter { widths[$0] < wanted.most(form.facts[$0]) }
      guard !growing.isEmpty else { break }
      for index in growing where spare > 0 {
        widths[index] += 1
        spare -= 1
      }
    }
    var start = lead
    return zip(form.facts, widths).map { fact, width in
      defer { start += width + form.gap }
      return Column(fact: fact, start: start, width: width)
    }
  }
}

/// How wide the facts of an answer want to be.
private struct Wanted {
  private let widths: ListWidths
  private let amount: Int
  private let remaining: Int
  private let account: Int
  private let provider: Int

  init(widths: ListWidths, accounts: [DeskAccount]) {
    self.widths = widths
    amount = max(widths.amount, "1234.56 GBP".utf8.count)
    remaining = max(RemainingText.columns(widths), "Remaining".utf8.count, amount)
    account = accounts.map(\.name.text.utf8.count).max() ?? 0
    provider = accounts.map(\.providerTitle.width).max() ?? 0
  }

  func least(_ fact: ListColumn, in form: ListForm) -> Int {
    switch fact {
    case .created: form.showsDaysOnly ? "Dec 2025".utf8.count : "22 Apr 02:37*".utf8.count
    case .reference: form.isNarrow ? 10 : 12
    case .account: min(max(account, 7), 16)
    case .transaction: 11
    case .amount: amount
    case .remaining: remaining
    case .status: form.isNarrow ? "part refunded".utf8.count : "partly refunded".utf8.count
    case .provider: min(max(provider, "Provider".utf8.count), 12)
    case .customer, .remark: 10
    case .details: 12
    }
  }

  /// The width up to which a column may grow.
  func most(_ fact: ListColumn) -> Int {
    switch fact {
    case .reference: min(max(widths.reference, 24), 40)
    case .transaction: min(max(widths.transaction, 20), 40)
    case .customer: min(max(widths.customer, 12), 40)
    case .remark: min(max(widths.remark, 12), 40)
    case .details: min(max(widths.details, 12), 40)
    case .created, .account, .amount, .remaining, .status, .provider: 0
    }
  }
}

extension ListColumn {
  /// Whether it stands at the right of its column.
  var isAmount: Bool { self == .amount || self == .remaining }
}

extension Transaction {
  /// What people call it, as far as a column has room.
  func reference(in column: ListColumns.Column) -> SafeText {
    name.truncatedMiddle(to: column.width)
  }

  /// The provider's text for a column that is one; `nil` for others and where there is none.
  func text(of column: ListColumn) -> ForeignText? {
    switch column {
    case .customer: customer
    case .remark: remark
    case .details: details
    case .created, .reference, .account, .transaction, .amount, .remaining, .status, .provider: nil
    }
  }
}
