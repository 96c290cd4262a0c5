import Payments
import SupportDesk
import TextSafety
import ViewModels

// The words, and what is no word: a number or a search.

extension PlainDesk {
  /// Does what was typed in a place.
  mutating func command(_ text: String, in place: PlainPlace) {
    guard !text.isEmpty else { return }
    if let number = Int(text), choose(number, in: place) { return }
    let first = text.prefix { !$0.isWhitespace }
    let rest = String(text.dropFirst(first.count)).trimmingSpaces
    guard let word = PlainWord(typed: String(first)), rest.isEmpty || word == .search else {
      return unknown(text, word: PlainWord(typed: String(first)), in: place)
    }
    guard word.places.contains(place) else { return misplaced(word) }
    perform(word, rest)
  }

  private mutating func unknown(_ text: String, word: PlainWord?, in place: PlainPlace) {
    switch place {
    case .search: search(text)
    case .payment, .matters, .matter:
      if let word {
        return say("\(SafeText(sanitizing: word.rawValue)) stands alone; then it asks.")
      }
      let typed = SafeText(sanitizing: text).truncated(to: 30)
      say("“\(typed)” is no word here; help lists them. To search: search \(typed)")
    }
  }

  private mutating func misplaced(_ word: PlainWord) {
    let typed = SafeText(sanitizing: word.rawValue)
    switch word {
    case .refund, .cancel:
      say("\(typed) works on a payment: search for it, then type its number.")
    case .check, .replay, .rule, .release, .ours, .elsewhere, .aside, .payment:
      say("\(typed) works in attention: type attention, then a number.")
    case .list, .more: say("\(typed) works where you search: type back.")
    case .show, .timeline, .note, .raw: say("\(typed) works on a payment: type its number.")
    case .attention: say("This is attention.")
    case .refresh:
      say("\(typed) works in the list of matters: type back. check asks about this one.")
    case .back: say("There is nothing to go back from; quit leaves.")
    case .search, .messages, .help, .quit: break
    }
  }

  private mutating func perform(_ word: PlainWord, _ rest: String) {
    switch word {
    case .refund: request(.decide(.refund))
    case .cancel: request(.decide(.cancel))
    case .check: work(.issue(.checkAgain))
    case .replay: work(.issue(.replay))
    case .rule: askVerdict()
    case .release: openRuling(.issue(.release))
    case .ours: openRuling(.issue(.oursAfterAll))
    case .elsewhere: openRuling(.issue(.madeElsewhere))
    case .aside: openRuling(.issue(.notThisOne))
    case .search: search(rest)
    case .list: showFirstRows()
    case .more: showMoreRows()
    case .show: showAgain()
    case .timeline: request(.payment(.timeline))
    case .note: request(.payment(.note))
    case .raw: request(.payment(.rawAnswer))
    case .payment: openPaymentOfMatter()
    case .attention: openAttention()
    case .refresh: refresh()
    case .messages: showMessages()
    case .back: goBack()
    case .help: showHelp()
    case .quit: quit()
    }
  }

  // MARK: - Searching

  /// Searches for words; for none it finds everything, newest first.
  mutating func search(_ text: String) {
    goToList()
    // What was typed ahead is about the rows that are looked for now, never about those before.
    isListOld = true
    if text.isEmpty {
      request(.list(.search))
      request(.edit(.lineEnd))
      request(.edit(.deleteToStart))
      request(.list(.keepSearch))
      request(.view(.refresh))
    } else {
      apply(.pasted(ForeignText(text), at: now))
      guard model.list.mistakes.isEmpty else { return explainMistakes() }
    }
    awaited = .rows
  }

  private mutating func explainMistakes() {
    for mistake in model.list.mistakes {
      let text = model.list.search.text
      let token = text.dropFirst(mistake.range.lowerBound).prefix(mistake.range.count)
      say("“\(SafeText(sanitizing: token))”: \(mistake.message)")
    }
    request(.cancel)
  }

  private mutating func goToList() {
    matter = nil
    if model.attention.isOpen { request(.back) }
    if model.screen.focus == .detail { request(.back) }
  }

  // MARK: - Numbers

  /// Opens what has a number; returns `false` where none has it, so that it is a search.
  private mutating func choose(_ number: Int, in place: PlainPlace) -> Bool {
    switch place {
    case .search, .payment:
      if isListOld, pages.row(number) != nil {
        say("That number is of an older list; list shows it again.")
        return true
      }
      guard let row = pages.row(number) else {
        guard place == .payment else { return false }
        say("No payment of the list has the number \(number).")
        return true
      }
      open(row.id)
    case .matters, .matter:
      guard number >= 1, matters.indices.contains(number - 1) else {
        say("No matter has the number \(number).")
        return true
      }
      open(matters[number - 1])
    }
    return true
  }

  private mutating func open(_ key: PaymentKey) {
    goToList()
    guard model.list.answersLine else {
      return say("The list is being looked up; type the number again when it is shown.")
    }
    guard let index = model.list.rows.firstIndex(where: { $0.id == key }) else {
      return say("That payment is not in the list any more; list shows what is.")
    }
    request(.move(.first))
    for _ in 0..<index { request(.move(.down)) }
    request(.list(.open))
    awaited = .facts
  }

  private mutating func open(_ id: AttentionItem.ID) {
    guard let index = model.attention.items?.firstIndex(where: { $0.id == id }) else {
      say("It needs nobody any more.")
      return showMatters()
    }
    request(.move(.first))
    for _ in 0..<index { request(.move(.down)) }
    matter = id
    awaited = .evidence
  }

  // MARK: - Attention

  private mutating func openAttention() {
    matter = nil
    request(.attention)
    awaited = .matters
  }

  private mutating func work(_ action: DeskAction) {
    request(action)
    if !model.settling.work.isEmpty { awaited = .work }
  }

  private mutating func askVerdict() {
    if let refusal = rulingRefusal { return say(refusal) }
    asksVerdict = true
  }

  /// Why nothing can be ruled now; `nil` when one of the verdicts can.
  var rulingRefusal: SafeText? {
    guard let refusal = DeskAction.issue(.ruleHappened).refusal(in: model) else { return nil }
    return DeskAction.issue(.ruleNotHappened).refusal(in: model) == nil ? nil : refusal
  }

  private mutating func openPaymentOfMatter() {
    if let refusal = DeskAction.issue(.openMatter).refusal(in: model) { return say(refusal) }
    matter = nil
    request(.issue(.openMatter))
    awaited = .facts
  }

  // MARK: - Everywhere

  private mutating func showAgain() {
    switch place {
    case .search: showFirstRows()
    case .payment: showFacts()
    case .matters: showMatters()
    case .matter: showEvidence()
    }
  }

  private mutating func refresh() {
    request(.view(.refresh))
    switch place {
    case .search: awaited = .rows
    case .payment: awaited = .facts
    case .matters, .matter: awaited = .matters
    }
  }

  private mutating func goBack() {
    switch place {
    case .search: misplaced(.back)
    case .payment: goToList()
    case .matters: request(.back)
    case .matter: matter = nil
    }
  }

  private mutating func quit() {
    goToList()
    request(.back)
    if case .quitQuestion(let question) = model.layers.last { say(question.sentence) }
  }
}
