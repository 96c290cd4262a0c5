import Payments
import SupportDesk
import TextSafety
import ViewModels

// What is written of payments, matters and results.

extension PlainDesk {
  // MARK: - The beginning

  /// Says where one is.
  mutating func greet() {
    let accounts = model.context.accounts.map { "\($0.name.safe) \($0.mode.word)" as SafeText }
    say("Tilldesk in plain lines. You are \(model.context.actor.safe).")
    say("Accounts: \(accounts.joined(separator: ", ")).")
  }

  /// Says how much needs somebody, and how to go on.
  mutating func tellAttention() {
    let count = model.attention.items?.count ?? model.attention.count
    switch count {
    case 0: break
    case 1: say("1 matter needs attention: type attention.")
    default: say("\(count) matters need attention: type attention.")
    }
    say("Type a reference, an id or an amount to search; help lists the words.")
  }

  // MARK: - The list

  /// Writes the list from its beginning; the numbers are about this one from now on.
  mutating func showFirstRows() {
    guard let answer = model.list.answer else { return say("Nothing was searched for yet.") }
    guard model.list.answersLine else {
      return say("There is no list for this search; refresh looks it up again.")
    }
    isListOld = false
    pages = PlainPages(rows: answer.rows)
    let words = SearchText(model: model)
    if answer.rows.isEmpty { say(words.nothing) } else { showMoreRows() }
    for note in words.notes {
      say(notesSaid.contains(note) ? note.short : note.full)
      notesSaid.insert(note)
    }
  }

  /// Writes the next rows of it.
  mutating func showMoreRows() {
    guard !isListOld else {
      return say("That would be more of an older list; list shows it again.")
    }
    let rows = pages.next()
    guard !rows.isEmpty else {
      return say(pages.rows.isEmpty ? "Search first." : "That was the end of the list.")
    }
    for (number, row) in rows { say("\(number). \(rowText(row))", indent: 4) }
    say(SearchText(model: model).place(in: pages))
  }

  mutating func stopWaitingForRows() {
    say("Not waited for any longer.")
    if answeredSerial == model.list.serial, model.list.answersLine { showFirstRows() }
  }

  private func rowText(_ row: PaymentRow) -> SafeText {
    RowText(row: row, zone: model.context.zone, now: now).text
  }

  // MARK: - A payment

  /// Writes what is known of the payment.
  mutating func showFacts() {
    guard let detail = model.detail.detail else {
      say(model.detail.failure ?? "The payment was not read yet; refresh reads it.")
      return
    }
    for line in FactsText(detail: detail, zone: model.context.zone, now: now).lines {
      say(line)
    }
    var words: [SafeText] = []
    for (word, refusal) in [
      ("refund" as SafeText, detail.refundRefusal), ("cancel", detail.cancelRefusal),
    ] {
      if let refusal {
        say("No \(word): \(model.context.keymap.sentence(of: refusal))")
      } else {
        words.append(word)
      }
    }
    say("You can: \((words + ["timeline", "note", "back"]).joined(separator: ", ")).")
  }

  /// Writes what was recorded about it.
  mutating func show(_ timeline: TimelineModel) {
    if let failure = timeline.failure { return say("Could not be read: \(failure)") }
    guard let lines = timeline.lines, !lines.isEmpty else {
      return say("Nothing was recorded about this payment yet.")
    }
    say("Timeline of \(timeline.reference), \(timeline.account) \(timeline.mode.word):")
    for (index, line) in lines.enumerated() {
      let time = TimeText.exact(line.time, zone: model.context.zone)
      var text: SafeText = "\(index + 1). \(time), \(line.actor.safe): \(line.title)"
      if let status = line.httpStatus { text += ", HTTP \(status)" }
      if let state = line.state, !line.title.text.contains(state.title.text) {
        text += ", \(state.title)"
      }
      if !line.words.isEmpty { text += ". \(line.words)" }
      say(text, indent: 4)
    }
  }

  // MARK: - Deciding

  /// Writes what is to be confirmed; LIVE or test first.
  mutating func show(_ confirm: ConfirmModel) {
    let words = ConfirmWords(confirm, context: model.context, now: now)
    let world: SafeText = "Review. \(words.mode.word), \(words.account), \(words.provider)."
    say(words.mode == .test ? "\(world) No real money." : world)
    for sentence in words.sentences { say(sentence.text) }
    if !words.technical.isEmpty { say("\(words.technical.joined(separator: ", ")).") }
  }

  /// Writes what a ruling that is begun is about.
  mutating func show(_ ruling: RulingFormModel) {
    let words = RulingSentences(form: ruling, zone: model.context.zone, now: now)
    say(words.statement.text)
    say(words.consequence.text)
  }

  /// Writes what came of a decision.
  mutating func show(_ result: DecisionResult) {
    say(result.sentence)
    if result.isRepeat { say("This decision had been made before; nothing was sent now.") }
    if !result.forCustomer.isEmpty { say("For the customer: \(result.forCustomer)") }
    if result.canBeChecked { say("attention lists it; check there asks the provider again.") }
  }

  // MARK: - Attention

  /// Writes what needs somebody.
  mutating func showMatters() {
    if let failure = model.attention.failure { say(failure) }
    let items = model.attention.items ?? []
    matters = items.map(\.id)
    guard !items.isEmpty else { return say("Nothing needs you. back goes back.") }
    for (index, item) in items.enumerated() {
      say("\(index + 1). \(matterText(item).row)", indent: 4)
    }
    say(items.count == 1 ? "Type 1 for what is known of it." : "Type a number for what is known.")
  }

  /// Writes what is known of the matter that was chosen.
  mutating func showEvidence() {
    guard let item = model.attention.selectedItem, item.id == matter else { return }
    for line in matterText(item).evidence(model.attention.dossier) { say(line) }
    if let failure = model.attention.dossierFailure {
      say("The evidence could not be read: \(failure)")
    }
    var words: [SafeText] = []
    for (word, refusal) in choices(item) {
      if let refusal {
        say("No \(word): \(refusal)")
      } else {
        words.append(word)
      }
    }
    let places: [SafeText] = item.key == nil ? ["back"] : ["payment", "timeline", "back"]
    say("You can: \((words + places).joined(separator: ", ")).")
  }

  /// The words that do something about a matter, each with why it cannot be used now.
  private func choices(_ item: AttentionItem) -> [(SafeText, SafeText?)] {
    let check: (SafeText, SafeText?) = ("check", DeskAction.issue(.checkAgain).refusal(in: model))
    switch item.matter {
    case .record, .recordBehind, .merchant, .secondTilldesk: return []
    case .frozen: return [check, ("release", DeskAction.issue(.release).refusal(in: model))]
    case .movedAnyway, .failedLate, .wentBack, .unknownWord:
      return [
        check, ("ours", DeskAction.issue(.oursAfterAll).refusal(in: model)),
        ("elsewhere", DeskAction.issue(.madeElsewhere).refusal(in: model)),
        ("aside", DeskAction.issue(.notThisOne).refusal(in: model)),
      ]
    case .needsPerson, .unknown, .overdue, .stuck:
      return [
        check, ("replay", DeskAction.issue(.replay).refusal(in: model)), ("rule", rulingRefusal),
      ]
    }
  }

  private func matterText(_ item: AttentionItem) -> MatterText {
    MatterText(item: item, context: model.context, now: now)
  }

  /// One of the provider's refunds, as a choice.
  func matchText(_ match: ReportedRefund) -> SafeText {
    match.words(zone: model.context.zone, now: now).joined(separator: ", ")
  }

  // MARK: - Help and messages

  /// Writes exactly the words that work here.
  mutating func showHelp() {
    switch place {
    case .search:
      say("A number opens a payment of the list. Anything that is no word is searched for:")
      say("a reference, an id, ~50 gbp, yesterday, status:pending.")
    case .payment: say("A number opens another payment of the list.")
    case .matters, .matter: say("A number opens a matter.")
    }
    for word in PlainWord.allCases where word.places.contains(place) && word != .help {
      if word == .back, place == .search { continue }
      say("\(SafeText(sanitizing: word.rawValue)): \(word.meaning)")
    }
    say("Ctrl-C takes back a question. Nothing is sent before you confirm it.")
  }

  /// Writes what was said before, the newest last.
  mutating func showMessages() {
    let messages = model.said.messages.suffix(Self.messagesShown)
    guard !messages.isEmpty else { return say("Nothing was said yet.") }
    for message in messages {
      let time = TimeText.recent(message.time, zone: model.context.zone, now: now)
      say("\(time): \(message.text)")
    }
  }

  /// How many of them are written.
  private static let messagesShown = 20
}
