import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// Performs an action that applies.
  mutating func perform(_ action: DeskAction, in place: DeskAction.Place) -> [DeskEffect] {
    switch action {
    case .help: toggle(.help(HelpModel()), in: place)
    case .messages: toggle(.messages(MessagesModel()), in: place)
    case .back: layers.isEmpty ? goBack(in: place) : turnOfFront { $0.leave(&$1) }
    case .cancel: layers.isEmpty ? cancel(in: place) : turnOfFront { $0.leave(&$1) }
    case .redraw: [.redraw]
    case .suspend: [.suspend]
    case .command: openCommand()
    case .palette, .findKey: openPalette()
    case .attention: toggleAttention(in: place)
    case .decide(let kind): decide(kind)
    case .edit(let edit):
      layers.isEmpty
        ? editSearch { $0.perform(edit) }
        : turnOfFront { dialog, turn in dialog.edit(&turn) { $0.perform(edit) } }
    case .move(let movement):
      layers.isEmpty ? move(movement, in: place) : turnOfFront { $0.move(movement, &$1) }
    case .view(let action): perform(action)
    case .list(let action): perform(action)
    case .payment(let action): perform(action, in: place)
    case .issue(let action): perform(action)
    case .dialog(let action): turnOfFront { $0.perform(action, &$1) }
    }
  }

  private mutating func perform(_ action: ViewAction) -> [DeskEffect] {
    switch action {
    case .nextPane, .previousPane: return changePane()
    case .lastView: return goToLastView()
    case .zoom: return zoom()
    case .refresh:
      guard layers.isEmpty else { return turnOfFront { $0.refresh(&$1) } }
      return attention.isOpen ? lookAtOpenDecisions() : refresh()
    }
  }

  private mutating func perform(_ action: ListAction) -> [DeskEffect] {
    switch action {
    case .open: openPayment()
    case .mark: toggleMark()
    case .unmarkAll: unmarkAll()
    case .sort: cycleSort()
    case .columns: open(.columns(ColumnChooserModel(choice: memory.remembered.columns)))
    case .export: openExport()
    case .search: beginSearch()
    case .keepSearch: keepSearch()
    case .olderSearch: recallSearch(step: -1)
    case .newerSearch: recallSearch(step: 1)
    case .openSaved: openSaved(at: 0)
    }
  }

  private mutating func perform(
    _ action: PaymentAction, in place: DeskAction.Place
  ) -> [DeskEffect] {
    switch action {
    case .nextPayment: moveCursor(by: 1)
    case .previousPayment: moveCursor(by: -1)
    case .leavePayment: leavePayment()
    case .timeline: place == .timeline ? closeFront() : openTimeline()
    case .note: openNote()
    case .rawAnswer: place == .rawAnswer ? closeFront() : openRawAnswer()
    case .copyID: copyIDs()
    case .copyMenu: openCopyMenu()
    }
  }

  private mutating func perform(_ action: IssueAction) -> [DeskEffect] {
    switch action {
    case .openMatter: openMatter()
    case .checkAgain: checkAgain()
    case .replay: openReplay()
    case .ruleHappened: openRuling(.happened)
    case .ruleNotHappened: openRuling(.didNotHappen)
    case .release: openRuling(.release)
    case .oursAfterAll: openRuling(.ours)
    case .madeElsewhere: openRuling(.elsewhere)
    case .notThisOne: openRuling(.notThisOne)
    }
  }

  /// Opens a dialog over what is there.
  mutating func open(_ layer: Layer) -> [DeskEffect] {
    layers.append(layer)
    return []
  }

  /// Opens a dialog, or closes it where it is in front.
  private mutating func toggle(_ layer: Layer, in place: DeskAction.Place) -> [DeskEffect] {
    layer.dialog.place == place ? closeFront() : open(layer)
  }

  // MARK: - The panes

  private mutating func changePane() -> [DeskEffect] {
    if attention.isOpen {
      attention.focus = attention.focus == .list ? .detail : .list
      return []
    }
    switch screen.focus {
    case .list: return openPayment()
    case .detail: return goToList()
    }
  }

  private mutating func zoom() -> [DeskEffect] {
    if attention.isOpen {
      attention.isZoomed.toggle()
    } else {
      screen.isZoomed.toggle()
      keepCursorVisible()
    }
    return []
  }

  /// Esc: in the panes it first takes an error away, and it never quits.
  private mutating func cancel(in place: DeskAction.Place) -> [DeskEffect] {
    switch place {
    case .list:
      if let effects = said.dismiss() { return effects }
      guard screen.isZoomed else {
        return explain("Nothing to go back from; \(context.keymap.keyName(for: .back)) quits.")
      }
      screen.isZoomed = false
      keepCursorVisible()
      return []
    case .search: return restoreSearch()
    default:
      if said.standing != nil, let effects = said.dismiss() { return effects }
      return goBack(in: place)
    }
  }

  private mutating func goBack(in place: DeskAction.Place) -> [DeskEffect] {
    switch place {
    case .list: return quit()
    case .detail: return leavePayment()
    case .search: return restoreSearch()
    case .attention: return closeAttention()
    case .evidence:
      attention.focus = .list
      attention.isZoomed = false
      return []
    default: return []
    }
  }

  // MARK: - Moving in the panes

  private mutating func move(
    _ movement: Movement, in place: DeskAction.Place
  ) -> [DeskEffect] {
    switch place {
    case .list:
      let last = max(0, list.rows.count - 1)
      return moveCursor(
        to: movement.target(from: startInList(of: movement), page: visibleRows, last: last))
    case .detail:
      let page = max(2, layout.visibleLines)
      detail.firstLine = movement.line(
        from: detail.firstLine, page: page, last: detail.lastFirstLine)
    case .attention:
      let last = max(0, (attention.items?.count ?? 0) - 1)
      let page = max(2, layout.visibleRows / 2)
      return moveMatter(
        to: movement.target(from: attention.cursor ?? 0, page: page, last: last))
    case .evidence:
      let page = max(2, layout.visibleLines)
      attention.firstLine = movement.line(
        from: attention.firstLine, page: page, last: lastEvidenceLine)
    default: break
    }
    return []
  }

  /// From where a movement counts: from a gap, the row after it is one step away.
  private func startInList(of movement: Movement) -> Int {
    guard let gap = list.gap else { return list.cursor ?? 0 }
    switch movement {
    case .first, .last: return gap
    default: return movement.isForward ? gap - 1 : gap
    }
  }
}
