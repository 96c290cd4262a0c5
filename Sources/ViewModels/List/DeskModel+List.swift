import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// Milliseconds the cursor rests before the payment under it is read; a held key costs list bytes
  /// only.
  package static let cursorRestMilliseconds = 120
  /// Milliseconds between two looks at rows that came into the index.
  package static let rowsOutdatedMilliseconds = 200

  /// How many rows of transactions the list shows, or would show if it had the screen.
  package var visibleRows: Int {
    let layout = DeskLayout(
      columns: screen.columns, rows: screen.rows, focus: .list, isZoomed: screen.isZoomed,
      lowBandwidth: context.lowBandwidth)
    return max(1, layout.visibleRows)
  }

  /// The facts that the list shows now: while they are being chosen, as they are chosen so far.
  package var columnChoice: ColumnChoice { columnChooser?.choice ?? memory.remembered.columns }

  // MARK: - The cursor

  /// Moves the cursor by some rows, stopping at the ends.
  mutating func moveCursor(by delta: Int) -> [DeskEffect] {
    // From a gap, the row after it is one step away.
    if let gap = list.gap { return moveCursor(to: delta > 0 ? gap + delta - 1 : gap + delta) }
    return moveCursor(to: (list.cursor ?? 0) + delta)
  }

  /// Moves the cursor to a row, the nearest that there is.
  mutating func moveCursor(to index: Int) -> [DeskEffect] {
    guard !list.rows.isEmpty else { return [] }
    let cursor = min(max(0, index), list.rows.count - 1)
    let top = list.top
    list.wanted = nil
    list.select(at: cursor)
    keepCursorVisible()
    var effects = selectionChanged()
    // What stands beside a list that scrolls would be sent again line by line.
    if list.top != top, layout.arrangement == .sideBySide { detail.previous = nil }
    effects += moreRows(near: cursor)
    return effects
  }

  /// Scrolls just so far that the row under the cursor is shown.
  mutating func keepCursorVisible() {
    let lastTop = max(0, list.rows.count - visibleRows)
    list.top = min(max(0, list.top), lastTop)
    guard let cursor = list.cursor else { return }
    if cursor < list.top { list.top = cursor }
    if cursor >= list.top + visibleRows { list.top = cursor - visibleRows + 1 }
  }

  /// Asks for more rows when the cursor nears the last one that is there.
  private mutating func moreRows(near cursor: Int) -> [DeskEffect] {
    guard let answer = list.answer, !list.isStale,
      cursor >= answer.rows.count - ListModel.pageMargin, answer.rows.count >= list.limit,
      answer.total > answer.rows.count || answer.totalIsLowerBound
    else { return [] }
    list.limit += ListModel.pageLimit
    return search(live: false)
      + [.schedule(.typingPaused, milliseconds: Self.typingPauseMilliseconds)]
  }

  // MARK: - Marks

  /// Marks or unmarks the row under the cursor and goes on to the next.
  mutating func toggleMark() -> [DeskEffect] {
    guard let selected = list.selected else { return [] }
    if list.marks.remove(selected) == nil { list.marks.insert(selected) }
    return moveCursor(by: 1)
  }

  /// Takes all marks away.
  mutating func unmarkAll() -> [DeskEffect] {
    let count = list.marks.count
    list.marks = []
    return explain(count == 1 ? "1 mark taken away." : "\(count) marks taken away.")
  }

  // MARK: - Answers

  /// Takes the news of a search; only the newest counts, and a dialog holds it back.
  mutating func searchAnswered(_ serial: Int, _ answer: SearchAnswer) -> [DeskEffect] {
    guard serial == list.serial else { return [] }
    list.answeredSerial = serial
    list.failure = nil
    guard layers.isEmpty else {
      list.typedAhead.clear()
      list.heldAnswer = answer
      if list.answeredText == list.askedText, !answer.progress.isEmpty {
        // Who has answered is no row that could move; a wait that is over is not counted on.
        list.answer?.progress = answer.progress
      }
      return []
    }
    let shown = apply(answer)
    return shown + performTypedAhead() + lookAgain()
  }

  /// Asks the index once more where rows came into it while it was answering.
  private mutating func lookAgain() -> [DeskEffect] {
    guard list.isOutdated, !list.isLookedUp else { return [] }
    return [.schedule(.rowsOutdated, milliseconds: Self.rowsOutdatedMilliseconds)]
  }

  /// Shows an answer.
  ///
  /// The first to a new search puts the cursor on its best row. After that the cursor stays on its payment, and on no
  /// row where that is gone: rows that come by themselves never move it (I20). The open payment stays open.
  mutating func apply(_ answer: SearchAnswer) -> [DeskEffect] {
    let before = list.rows
    let stood = list.gap ?? list.cursor ?? 0
    let offset = stood - list.top
    let isSameText = list.answeredText.utf8.elementsEqual(list.askedText.utf8)
    let isNewSearch =
      list.answer == nil || !isSameText && list.answeredTerms != list.askedTerms
    var answer = answer
    if answer.progress.isEmpty, !isNewSearch, let known = list.answer?.progress {
      // The index was asked alone; what the providers said of this search still holds.
      answer.progress = known
    }
    list.answer = answer
    list.answeredText = list.askedText
    list.answeredTerms = list.askedTerms
    let target = list.wanted ?? (isNewSearch && screen.focus == .list ? nil : list.selected)
    let effects: [DeskEffect]
    if let index = answer.rows.firstIndex(where: { $0.id == target }) {
      list.select(at: index)
      effects = []
    } else if screen.focus == .detail, list.wanted != nil {
      // A provider that has not answered may still have it; until then nothing is taken for it.
      guard !list.isWaiting else { return [] }
      screen.focus = .list
      list.select(at: 0)
      effects = explain("The payment that was to be opened was not found.")
    } else if screen.focus == .detail, list.selected != nil {
      effects = keepOpenPayment(stood: stood, before: before)
    } else if !isNewSearch, !answer.rows.isEmpty, list.selected != nil || list.gap != nil {
      // Asked for by nobody, the row that moved up is not the one that was meant.
      let isNews = list.selected != nil && !attention.isOpen
      effects = isNews ? explain("The payment under the cursor is not in the search any more.") : []
      list.loseCursor(at: place(of: stood, in: before))
    } else {
      list.select(at: list.bestRow(for: searchedName))
      effects = []
    }
    list.wanted = nil
    let cursor = list.gap ?? list.cursor ?? 0
    list.top = isNewSearch && cursor == 0 ? 0 : cursor - offset
    keepCursorVisible()
    return effects + selectionChanged()
  }

  /// Keeps the payment open that the agent looks at, although the rows have it no more: keys must not go to another.
  private mutating func keepOpenPayment(stood: Int, before: [PaymentRow]) -> [DeskEffect] {
    // Behind what needs somebody it is not looked at.
    let isNews = list.gap == nil && !attention.isOpen
    list.leaveGap(at: place(of: stood, in: before))
    return isNews
      ? explain("This payment is not in the search any more; it stays open until you leave it.")
      : []
  }

  /// Where a row stood among those before: the index of the first row after its place.
  private func place(of stood: Int, in before: [PaymentRow]) -> Int {
    let places = Dictionary(
      zip(list.rows.map(\.id), list.rows.indices), uniquingKeysWith: { first, _ in first })
    if let next = before.dropFirst(stood).lazy.compactMap({ places[$0.id] }).first { return next }
    let last = before.prefix(stood).reversed().lazy.compactMap { places[$0.id] }.first
    return last.map { $0 + 1 } ?? stood
  }

  /// The one name that is searched for; `nil` where it is more than a name.
  private var searchedName: String? {
    let words = context.parse(list.search.text, now: now).query?.bareWords ?? []
    return words.count == 1 ? words.first : nil
  }

  /// Gives the keyboard to the list; where the open payment is not in it, the cursor goes to the row at its place.
  mutating func goToList() -> [DeskEffect] {
    screen.focus = .list
    guard list.cursor == nil, list.answer != nil else {
      keepCursorVisible()
      return []
    }
    list.wanted = nil
    list.select(at: list.gap ?? 0)
    keepCursorVisible()
    return selectionChanged()
  }

  /// Lets the detail follow the cursor once it has rested.
  mutating func selectionChanged() -> [DeskEffect] {
    guard list.selected != detail.key else { return [] }
    forgetPendingDecision()
    let firstSerial = nextSerial()
    // Clearing the pane would cost more than the cursor's move. Its title names the payment it shows;
    // with the keyboard in it, or the list out of sight, it would look like the one that is meant.
    detail = DetailModel(
      key: list.selected,
      previous: screen.focus == .list && layout.list != nil ? detail.detail ?? detail.previous : nil
    )
    // A serial that nothing was asked under: answers about the payment before are stale from here
    // on.
    detail.serial = firstSerial
    guard detail.key != nil else { return [.unschedule(.cursorRested)] }
    return [.schedule(.cursorRested, milliseconds: Self.cursorRestMilliseconds)]
  }

  // MARK: - Refreshing

  /// Asks for everything on the screen again.
  mutating func refresh() -> [DeskEffect] {
    search(live: true) + [.unschedule(.typingPaused)] + readDetail(live: true)
  }

  /// Shows rows that came into the index, at most a few times a second however fast they come.
  mutating func indexChanged() -> [DeskEffect] {
    guard !list.isOutdated else { return [] }
    list.isOutdated = true
    return [.schedule(.rowsOutdated, milliseconds: Self.rowsOutdatedMilliseconds)]
  }

  /// Asks the index again for the search at hand.
  mutating func showNewRows() -> [DeskEffect] {
    // An index that answers slowly would never come to an end.
    list.isOutdated && list.mistakes.isEmpty && !list.isLookedUp ? search(live: false) : []
  }

  /// Reads what changed once the changes have stopped coming.
  mutating func journalChanged() -> [DeskEffect] {
    list.isOutdated = true
    attention.isOutdated = true
    return [.schedule(.cursorRested, milliseconds: Self.cursorRestMilliseconds)]
  }

  /// The cursor has rested: reads the payment or the evidence under it, and what is outdated.
  mutating func cursorRested() -> [DeskEffect] {
    let decisions = attention.isOutdated ? lookAtOpenDecisions() : []
    attention.isOutdated = false
    let rows =
      list.isOutdated && list.mistakes.isEmpty && !list.isLookedUp ? refreshRows() : []
    return rows + (attention.isOpen ? readDossier() : readDetail(live: true)) + decisions
  }

  /// Asks the index again.
  ///
  /// A search that providers still answer is asked again whole, or their answers were lost.
  mutating func refreshRows() -> [DeskEffect] { search(live: list.isWaiting) }
}
