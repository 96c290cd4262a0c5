package import Payments
package import SupportDesk
package import TextSafety

/// The transactions and the search line above them.
package struct ListModel: Hashable, Sendable {
  /// The search line; has the cursor while `isSearching`.
  package var search = LineEditor()
  /// Whether keys go to the search line.
  package var isSearching = false
  /// The text before searching began, which Esc restores.
  package var searchBefore = ""
  /// Mistakes in the search text, shown under their tokens; while there are any the old answer
  /// stays, marked stale.
  package var mistakes: [QueryMistake] = []
  /// The text of the search that `answer` belongs to.
  package var answeredText = ""
  /// The answer so far; `nil` before the first.
  package var answer: SearchAnswer? {
    didSet {
      widths = ListWidths(rows)
      isWaiting = answer?.progress.values.contains(.waiting) == true
    }
  }
  /// How wide the facts of its rows are.
  package private(set) var widths = ListWidths()
  /// Whether a provider has not answered yet.
  package private(set) var isWaiting = false
  /// The serial of the search under way or last made.
  package var serial = 0
  /// When that search was made, for "answering 1.2 s".
  package var askedAt = Instant(milliseconds: 0)
  /// The serial of the newest search that was answered, or failed.
  package internal(set) var answeredSerial = 0
  /// Why the newest search failed; `nil` when it did not.
  package internal(set) var failure: SafeText?
  /// What was searched for in the answer and in the search under way, whatever the order of the rows.
  var answeredTerms: [QueryTerm]?
  var askedTerms: [QueryTerm]?
  /// Keys that wait for the rows of the search under way.
  package internal(set) var typedAhead = TypedAhead()
  /// Whether the line has rested long enough for the rows below it to look as old as they are.
  var hasRested = false
  /// The payment under the cursor before searching began, to which Esc goes back.
  var selectedBefore: PaymentKey?
  /// The payment under the cursor; kept by id when rows come and go.
  package var selected: PaymentKey?
  /// The first row shown.
  package var top = 0
  /// Marked payments, by id.
  package var marks: Set<PaymentKey> = []
  /// Rows asked for; grows when the cursor nears the end.
  package var limit = ListModel.pageLimit
  /// Where Up and Down stand among the earlier searches; `nil` when on the line itself.
  package var historyIndex: Int?

  /// The text of the search under way; becomes `answeredText` when its answer comes.
  package var askedText = ""
  /// An answer that came while a layer was open; applied when the last one closes.
  package var heldAnswer: SearchAnswer?
  /// A payment that the cursor goes to when the rows of the search come; `nil` once they have.
  package internal(set) var wanted: PaymentKey?
  /// Where the open payment stood that is not among the rows any more: the index of the first row after its place.
  ///
  /// `nil` while it is among them; `selected` goes on naming it.
  package private(set) var gap: Int?
  /// Whether the journal changed since the rows were read.
  package var isOutdated = false

  /// Where the cursor was put last: looked at first, since looking through all rows takes a while.
  private var place = 0

  /// Rows asked for at a time.
  package static let pageLimit = 500

  /// How near the end of the rows the cursor comes before more are asked for.
  package static let pageMargin = 50

  /// Makes an empty list.
  package init() {}

  /// The rows of the answer.
  package var rows: [PaymentRow] { answer?.rows ?? [] }

  /// Whether the rows belong to an older text than the one on the search line.
  package var isStale: Bool {
    answer != nil && !answeredText.utf8.elementsEqual(search.text.utf8)
  }

  /// Whether the rows are those of the text on the search line, so that keys may act on them (I20).
  package var answersLine: Bool { answer != nil && !isStale && mistakes.isEmpty }

  /// Whether the index has yet to answer the text on the line.
  package var isLookedUp: Bool {
    mistakes.isEmpty && serial != answeredSerial && askedText.utf8.elementsEqual(search.text.utf8)
  }

  /// Whether the rows look as old as they are: not while typing goes on, which would draw each of them twice a key.
  package var looksOld: Bool {
    !mistakes.isEmpty || isStale && (!isSearching || hasRested)
  }

  /// The index of the row under the cursor; `nil` when there is none.
  package var cursor: Int? {
    guard gap == nil, let selected, let rows = answer?.rows else { return nil }
    // Asked of the transaction: the row would be copied for it, and this is asked at every key.
    if rows.indices.contains(place), rows[place].transaction.key == selected { return place }
    return rows.indices.first { rows[$0].transaction.key == selected }
  }

  /// Whether there is a row after the payment.
  var hasNext: Bool { (gap ?? cursor.map { $0 + 1 } ?? 0) < rows.count }

  /// Whether there is a row before the payment.
  var hasPrevious: Bool { (gap ?? cursor ?? 0) > 0 }

  /// Puts the cursor on a row, the nearest that there is; on none when there are none.
  mutating func select(at index: Int) {
    gap = nil
    guard !rows.isEmpty else {
      selected = nil
      return
    }
    place = min(max(0, index), rows.count - 1)
    selected = rows[place].id
  }

  /// Puts the cursor on no row, but between two: the open payment stays, and stood there.
  mutating func leaveGap(at index: Int) { gap = min(max(0, index), rows.count) }

  /// Puts the cursor on no row: the payment is gone from its place, and no other takes it.
  mutating func loseCursor(at index: Int) {
    selected = nil
    leaveGap(at: index)
  }

  /// The row that a search means first: the payment with exactly that id, else one that is called so, else the first.
  func bestRow(for name: String?) -> Int {
    guard let name else { return 0 }
    let id = TransactionID(name)
    func first(_ isMeant: (Transaction) -> Bool) -> Int? {
      rows.firstIndex { $0.transaction.kind == .payment && isMeant($0.transaction) }
    }
    return first { $0.id == id } ?? first { $0.mayBeCalled(name) } ?? 0
  }

  /// The marked payments in the order of the list; marks of other searches after them.
  var markedPayments: [PaymentKey] {
    let listed = rows.map(\.id).filter(marks.contains)
    return listed + marks.subtracting(listed).sorted { $0.id < $1.id }
  }

  /// Takes the rows away.
  mutating func forgetRows() {
    answer = nil
    heldAnswer = nil
    selected = nil
    wanted = nil
    typedAhead.clear()
    gap = nil
    top = 0
  }

  /// The row under the cursor.
  package var selectedRow: PaymentRow? { cursor.map { rows[$0] } }
}
