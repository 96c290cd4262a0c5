import Payments
package import TextSafety

// Searches with names: `:save`, `:open`, `:forget`, and the first nine on keys of their own.

extension DeskModel {
  /// How many saved searches have a key.
  package static let savedKeysMax = 9

  /// The longest name of a saved search, in characters.
  static let savedNameMax = 40

  /// The names of the saved searches, for completion.
  var savedNames: [String] { memory.remembered.saved.map(\.name) }

  /// Saves the search at hand under a name.
  mutating func saveSearch(named name: String) throws(CommandMistake) -> [DeskEffect] {
    if let refusal = saveRefusal(name) { throw CommandMistake(refusal) }
    let text = list.search.text.trimmingSpaces
    let before = memory.remembered.index(ofName: name).map { memory.remembered.saved[$0].text }
    let effects = remember(.saved(SavedSearch(name: name, text: text)))
    let words = SafeText(sanitizing: text)
    let key = memory.remembered.index(ofName: name).flatMap(keyName(ofSaved:))
    let way: SafeText = key.map { "; \($0) opens it." } ?? "."
    guard let before, before != text else {
      return effects + say(.success, "Saved “\(words)” as \(SafeText(sanitizing: name))\(way)")
    }
    let old = SafeText(sanitizing: before)
    return effects
      + say(
        .success, "\(SafeText(sanitizing: name)) is “\(words)” now; it was “\(old)”.")
  }

  /// Opens the search of a name.
  mutating func openSaved(named name: String) throws(CommandMistake) -> [DeskEffect] {
    guard let index = memory.remembered.index(ofName: name) else {
      throw CommandMistake(unknownSaved(name))
    }
    guard DeskAction.list(.openSaved).specification.places.contains(place) else {
      throw CommandMistake("A saved search opens in the list; go back there first.")
    }
    return openSaved(at: index)
  }

  /// Gives a name up.
  mutating func forgetSaved(named name: String) throws(CommandMistake) -> [DeskEffect] {
    guard let index = memory.remembered.index(ofName: name) else {
      throw CommandMistake(unknownSaved(name))
    }
    let gone = memory.remembered.saved[index]
    return remember(.forgot(name: gone.name))
      + say(
        .success,
        "Forgot \(SafeText(sanitizing: gone.name)); it was “\(SafeText(sanitizing: gone.text))”.")
  }

  /// A digit: opens the saved search of that place.
  mutating func openSaved(by key: KeyPress) -> [DeskEffect] {
    guard let index = context.keymap.keys(for: .list(.openSaved)).firstIndex(of: key) else {
      return []
    }
    guard memory.remembered.saved.indices.contains(index) else {
      let count = memory.remembered.saved.count
      return explain(
        count == 1
          ? "One search is saved only, on \(keyName(ofSaved: 0) ?? "")."
          : "\(count) searches are saved; \(key.name) has none yet.")
    }
    return openSaved(at: index)
  }

  /// The key that opens a saved search; `nil` when it has none.
  package func keyName(ofSaved index: Int) -> SafeText? {
    let keys = context.keymap.keys(for: .list(.openSaved))
    return index < Self.savedKeysMax && keys.indices.contains(index) ? keys[index].name : nil
  }

  /// Why no saved search can be opened; `nil` when one can.
  var openSavedRefusal: SafeText? {
    memory.remembered.saved.isEmpty
      ? "No search is saved yet; :save NAME saves the one in the list." : nil
  }

  /// Opens the saved search of a place, in the list.
  mutating func openSaved(at index: Int) -> [DeskEffect] {
    forgetPendingDecision()
    let search = memory.remembered.saved[index]
    let leaving = (attention.isOpen ? closeAttention() : []) + goToList()
    list.isSearching = false
    list.searchBefore = list.search.text
    list.search.replace(with: search.text)
    list.limit = ListModel.pageLimit
    let effects = leaving + self.search(live: true)
    guard let mistake = list.mistakes.first else {
      return effects + [.unschedule(.typingPaused)]
        + explain("\(SafeText(sanitizing: search.name)): “\(SafeText(sanitizing: search.text))”")
    }
    // An account that is gone, for example: the line shows where it hurts.
    list.isSearching = true
    return effects + explain(mistake.message)
  }

  private func saveRefusal(_ name: String) -> SafeText? {
    let text = list.search.text.trimmingSpaces
    if text.isEmpty { return "There is no search to save; the list shows everything." }
    if let mistake = list.mistakes.first { return mistake.message }
    if name.count > Self.savedNameMax {
      return "The name is too long; \(Self.savedNameMax) characters at most."
    }
    if looksLikeCardNumber(text) || looksLikeCardNumber(name) {
      return "That looks like a card number; the search is not kept."
    }
    if memory.remembered.saved.count >= DeskMemory.savedMax,
      memory.remembered.index(ofName: name) == nil
    {
      return "\(DeskMemory.savedMax) searches are saved; :forget NAME makes room."
    }
    return nil
  }

  private func unknownSaved(_ name: String) -> SafeText {
    if let refusal = openSavedRefusal { return refusal }
    let remedy: SafeText =
      Nearest.word(to: name, among: savedNames).map { "did you mean \($0)?" }
      ?? "Tab shows those that there are."
    return "No search is saved as \(name); \(remedy)"
  }
}
