import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// Milliseconds without a key after which the providers are asked too.
  package static let typingPauseMilliseconds = 250

  /// Searches for the text on the line as it stands; with mistakes in it nothing is searched.
  mutating func search(live: Bool) -> [DeskEffect] {
    let text = list.search.text
    let parsed = context.parse(text, now: now)
    list.mistakes = parsed.mistakes
    guard let query = parsed.query else {
      list.typedAhead.clear()
      return [.unschedule(.typingPaused)]
    }
    list.serial = nextSerial()
    // What a dialog holds back was found by the search before.
    list.heldAnswer = nil
    list.askedAt = now
    list.askedText = text
    list.askedTerms = query.terms
    list.failure = nil
    list.isOutdated = false
    let task = SearchTask(text: text, query: query, limit: list.limit, live: live)
    return [.search(serial: list.serial, task)]
  }

  /// Searches the index at once and the providers when typing pauses.
  mutating func searchTextChanged() -> [DeskEffect] {
    list.limit = ListModel.pageLimit
    let effects = search(live: false)
    guard list.mistakes.isEmpty else { return effects }
    return effects + [.schedule(.typingPaused, milliseconds: Self.typingPauseMilliseconds)]
  }

  /// Typing has paused: asks the providers too.
  mutating func typingPaused() -> [DeskEffect] {
    list.hasRested = true
    return list.mistakes.isEmpty ? search(live: true) : []
  }

  /// A search failed: the rows stay those of the search before, and what was pressed is not done.
  mutating func searchFailed(_ serial: Int, _ error: DeskError) -> [DeskEffect] {
    guard serial == list.serial else { return [] }
    list.answeredSerial = serial
    list.failure = error.sentence
    list.typedAhead.clear()
    return say(.error, error.sentence)
  }

  // MARK: - The search line

  /// Puts the cursor on the search line.
  mutating func beginSearch() -> [DeskEffect] {
    list.isSearching = true
    list.searchBefore = list.search.text
    list.selectedBefore = list.selected
    list.historyIndex = nil
    list.search.replace(with: list.search.text)
    return []
  }

  /// Changes the search line and, where that changed its text, searches.
  mutating func editSearch(_ edit: (inout LineEditor) -> Void) -> [DeskEffect] {
    let before = list.search.text
    edit(&list.search)
    guard list.search.text != before else { return [] }
    list.historyIndex = nil
    list.wanted = nil
    list.hasRested = false
    return searchTextChanged()
  }

  /// Enter: leaves the line and keeps the search; with a mistake it stays, and says which.
  mutating func keepSearch() -> [DeskEffect] {
    if let mistake = list.mistakes.first { return explain(mistake.message) }
    list.isSearching = false
    return rememberSearch(list.search.text)
  }

  /// Esc: leaves the line and restores the search from before.
  mutating func restoreSearch() -> [DeskEffect] {
    list.isSearching = false
    guard list.search.text != list.searchBefore else { return [] }
    list.search.replace(with: list.searchBefore)
    // This is no new search: the cursor goes back to where it was.
    list.wanted = list.selectedBefore
    return searchTextChanged()
  }

  /// Walks through the earlier searches; `step` -1 goes back in time.
  mutating func recallSearch(step: Int) -> [DeskEffect] {
    let searches = memory.remembered.searches
    let index = (list.historyIndex ?? searches.count) + step
    guard index >= 0 else { return [] }
    let text = index < searches.count ? searches[index] : list.searchBefore
    list.historyIndex = index < searches.count ? index : nil
    guard text != list.search.text else { return [] }
    list.search.replace(with: text)
    return searchTextChanged()
  }

  /// Searches for pasted text; with a mistake in it the cursor goes to the line.
  mutating func searchPasted(_ text: ForeignText) -> [DeskEffect] {
    var line = LineEditor(limit: list.search.limit)
    line.paste(text.raw)
    guard !line.isEmpty else {
      return explain("There is nothing to search for in what was pasted.")
    }
    let leaving = goToList()
    list.searchBefore = list.search.text
    list.selectedBefore = list.selected
    list.typedAhead.clear()
    list.search = line
    list.limit = ListModel.pageLimit
    let effects = leaving + search(live: true)
    guard list.mistakes.isEmpty else {
      list.isSearching = true
      return effects
    }
    list.isSearching = false
    return effects + [.unschedule(.typingPaused)] + rememberSearch(line.text)
  }

  /// Searches for one payment by its name; until it is found none is chosen, and no other is opened in its place.
  mutating func searchPayment(_ key: PaymentKey) -> [DeskEffect] {
    guard let account = context.account(of: key) else { return [] }
    list.searchBefore = list.search.text
    list.isSearching = false
    list.limit = ListModel.pageLimit
    // Quoted, so that nothing in the id is read as a filter or a star; a quotation mark cannot be.
    let id = key.id.raw.split(separator: "\"", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\"\($0)\"" }.joined(separator: "*")
    list.search.replace(with: "account:\(account.name.text) id:\(id)")
    let forgetting = forgetRows()
    // The search is forgiving: it finds refunds of that id too, and ids in other letters.
    list.wanted = key
    return forgetting + search(live: true) + [.unschedule(.typingPaused)]
  }

  /// Takes the rows away: another payment left under the cursor could be taken for the one that is looked for.
  mutating func forgetRows() -> [DeskEffect] {
    list.forgetRows()
    return selectionChanged()
  }

  /// Keeps a search for Up and Down; never one that may be a card number.
  private mutating func rememberSearch(_ text: String) -> [DeskEffect] {
    guard !text.trimmingSpaces.isEmpty else { return [] }
    guard !looksLikeCardNumber(text) else {
      return say(.warning, "That looks like a card number; the search is not kept.")
    }
    return memory.remembered.searches.last == text ? [] : remember(.searched(text))
  }

  // MARK: - Sorting

  /// Goes on to the next of the usual orders.
  mutating func cycleSort() -> [DeskEffect] {
    let current = context.parse(list.search.text, now: now).query?.sort
    let index = Self.sortOrders.firstIndex { $0 == current } ?? -1
    return sort(Self.sortOrders[(index + 1) % Self.sortOrders.count])
  }

  /// `:sort FIELD`, or `:sort` for the next of the usual orders.
  mutating func sort(by word: String) throws(CommandMistake) -> [DeskEffect] {
    if place != .detail, let obstacle = obstacle(to: .list(.sort)) {
      throw CommandMistake(obstacle)
    }
    guard !word.isEmpty else { return cycleSort() }
    guard let sort = Self.sortsByWord[word.lowercased()] else {
      let remedy: SafeText =
        Nearest.word(to: word, among: Self.sortWords).map { "did you mean \($0)?" }
        ?? "Tab shows what there is."
      throw CommandMistake("The list has no \(word) to sort by; \(remedy)")
    }
    return self.sort(sort)
  }

  /// The words that `:sort` takes; those with a dash go from the largest down.
  static let sortWords = sorts.map(\.word)
  private static let sortsByWord = Dictionary(uniqueKeysWithValues: sorts.map { ($0.word, $0) })
  private static let sorts = QuerySort.Field.allCases.flatMap { field in
    [QuerySort(field, isDescending: false), QuerySort(field, isDescending: true)]
  }

  /// Sorts by editing the `sort:` token of the search.
  private mutating func sort(_ sort: QuerySort) -> [DeskEffect] {
    // Empty pieces are kept: there may be two spaces between quotes.
    var tokens = list.search.text.split(separator: " ", omittingEmptySubsequences: false).map(
      String.init)
    tokens.removeAll { $0.lowercased().hasPrefix(Self.sortPrefix) }
    if tokens.allSatisfy(\.isEmpty) { tokens = [] }
    if sort != .newestFirst { tokens.append(Self.sortPrefix + sort.word) }
    list.search.replace(with: tokens.joined(separator: " "))
    return searchTextChanged() + explain("Sorted by \(sort.title).")
  }

  private static let sortPrefix = "sort:"
  private static let sortOrders: [QuerySort] = [
    .newestFirst, QuerySort(.created, isDescending: false),
    QuerySort(.amount, isDescending: true), QuerySort(.amount, isDescending: false),
  ]
}

extension QuerySort {
  /// The order in words.
  fileprivate var title: SafeText {
    switch field {
    case .created: isDescending ? "time, newest first" : "time, oldest first"
    case .amount: isDescending ? "amount, largest first" : "amount, smallest first"
    case .ref: isDescending ? "reference, last first" : "reference"
    case .status: isDescending ? "status, last first" : "status"
    case .account: isDescending ? "account, last first" : "account"
    }
  }
}
