import Payments
import SupportDesk
import TextSafety
import ViewModels

// What is waited for, derived from the model: nothing is remembered twice.

extension PlainDesk {
  /// What the conversation waits for.
  var stage: PlainStage {
    if isOver { return .over }
    if model.session.isEnding { return .waiting(.end) }
    switch model.layers.last {
    case .refundForm(let form):
      return form.reviewSerial == nil ? .asking(.field(form.field)) : .waiting(.review)
    case .ruling(let form): return .asking(.ruling(form.field))
    case .confirm(let confirm): return stage(of: confirm)
    case .quitQuestion: return .asking(.quit)
    case .timeline: return .waiting(.timeline)
    case .note(let note): return note.serial == nil ? .asking(.note) : .waiting(.noting)
    case .result, .help, .messages, .rawAnswer, .dispute, .copyMenu, .columns, .export, .command,
      .palette, .none:
      break
    }
    if let awaited { return .waiting(.awaited(awaited)) }
    if model.isDecisionPending { return .waiting(.decision) }
    return .asking(asksVerdict ? .verdict : .place(place))
  }

  private func stage(of confirm: ConfirmModel) -> PlainStage {
    switch confirm.phase {
    case .settling: .waiting(.quiet)
    case .ready: .asking(confirm.isInReference ? .reference : .word)
    case .preparing: .waiting(.preparing)
    case .undoable: .asking(.takeBack)
    case .sending: .waiting(.sending)
    case .discarding: .waiting(.discarding)
    case .recording: .waiting(.recording)
    }
  }

  /// Where the conversation is.
  var place: PlainPlace {
    guard model.attention.isOpen else { return model.screen.focus == .detail ? .payment : .search }
    return matter == nil ? .matters : .matter
  }

  // MARK: - Going on

  /// Writes what has come, goes on by itself as far as that goes, and asks.
  mutating func settle() {
    // Each step writes something that is then not there any more, or closes a layer.
    while advance() {}
    if isHushed, stage != .waiting(.quiet) {
      isHushed = false
      turn.outputs.append(.listen)
    }
    if !isUndoable { announcedSecond = nil }
    if model.confirm == nil { tellHeld() }
    beginWait()
    ask()
  }

  private var isUndoable: Bool {
    if case .undoable = model.confirm?.phase { true } else { false }
  }

  private mutating func tellHeld() {
    reviewed = nil
    let sentences = held
    held = []
    for sentence in sentences { say(sentence) }
  }

  /// Writes one thing that has come; returns whether there may be more.
  private mutating func advance() -> Bool {
    guard !isOver || model.layers.last?.isResult == true else { return false }
    switch model.layers.last {
    case .result(let result):
      show(result)
      if isOver { model.layers.removeLast() } else { request(.dialog(.closeResult)) }
      return true
    case .timeline(let timeline):
      guard !timeline.isLoading else { return false }
      show(timeline)
      request(.back)
      return true
    case .rawAnswer(let answer):
      show(answer)
      request(.back)
      return true
    case .confirm(let confirm): return advance(confirm)
    case .ruling, .refundForm, .note, .dispute, .quitQuestion, .help, .messages, .copyMenu,
      .columns,
      .export, .command, .palette:
      return false
    case .none: return advanceAwaited() || leaveVanishedMatter()
    }
  }

  /// Writes what is to be confirmed before it is asked; what was typed before does not count (I12).
  private mutating func advance(_ confirm: ConfirmModel) -> Bool {
    guard confirm.isTyping else { return false }
    let subject = PlainReviewed(
      intent: confirm.review?.intent, isAcknowledged: confirm.acknowledged)
    guard reviewed != subject else { return false }
    reviewed = subject
    show(confirm)
    guard confirm.phase == .settling(quietSince: nil) else { return true }
    isHushed = true
    turn.outputs.append(.hush)
    return true
  }

  /// Writes what was asked for, once it is there.
  private mutating func advanceAwaited() -> Bool {
    guard let awaited, isThere(awaited) else { return false }
    self.awaited = nil
    switch awaited {
    case .news:
      if model.attention.isOpen { self.awaited = .matters } else { tellAttention() }
    case .rows: showFirstRows()
    case .facts where model.screen.focus == .list: showFirstRows()
    case .facts: showFacts()
    case .matters: showMatters()
    case .evidence: showEvidence()
    case .work: break
    }
    return true
  }

  private func isThere(_ awaited: PlainAwaited) -> Bool {
    switch awaited {
    case .news: hasNews && answeredMatters == model.attention.itemsSerial
    case .rows: hasRows
    case .facts: hasFacts
    case .matters: answeredMatters == model.attention.itemsSerial
    case .evidence:
      model.attention.dossier != nil || model.attention.dossierFailure != nil
        || model.attention.selected != matter
    case .work: model.settling.work.isEmpty
    }
  }

  /// A search is shown when everybody has answered, or some have and waiting longer is not worth it.
  private var hasRows: Bool {
    guard answeredSerial == model.list.serial else { return false }
    guard model.list.failure == nil else { return true }
    guard model.list.answer != nil else { return false }
    return !model.list.isWaiting || waited >= Self.rowsPatience
  }

  private var hasFacts: Bool {
    // A payment that was looked for and not found leads back to the list.
    guard model.screen.focus == .detail else { return hasRows }
    guard model.detail.key != nil, !model.detail.isLoading else { return false }
    return model.detail.detail != nil || model.detail.failure != nil
  }

  /// Milliseconds after which a list is shown although somebody has not answered.
  private static let rowsPatience: Int64 = 3000

  /// A matter that needs nobody any more is left.
  private mutating func leaveVanishedMatter() -> Bool {
    guard let matter, awaited == nil else { return false }
    if model.attention.isOpen, model.attention.items?.contains(where: { $0.id == matter }) == true {
      return false
    }
    self.matter = nil
    asksVerdict = false
    guard model.attention.isOpen else { return true }
    say("It needs nobody any more.")
    awaited = .matters
    return true
  }
}
