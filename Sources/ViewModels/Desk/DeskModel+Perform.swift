import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// Performs an action that applies.
  mutating func perform(_ action: DeskAction, in place: DeskAction.Place) -> [DeskEffect] {
    switch action {
    case .help: return toggleHelp(in: place)
    case .messages: return toggleMessages(in: place)
    case .back: return goBack(in: place)
    case .cancel: return cancel(in: place)
    case .nextPane, .previousPane: return changePane()
    case .lastView: return goToLastView()
    case .refresh: return refresh(in: place)
    case .zoom: return zoom()
    case .copyID: return copyIDs()
    case .copyMenu: return openCopyMenu()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .down: return move(.lines(1), in: place)
    case .up: return move(.lines(-1), in: place)
    case .halfPageDown: return move(.halfPages(1), in: place)
    case .halfPageUp: return move(.halfPages(-1), in: place)
    case .pageDown: return move(.halfPages(2), in: place)
    case .pageUp: return move(.halfPages(-2), in: place)
    case .first: return move(.first, in: place)
    case .last: return move(.last, in: place)
    case .search: return beginSearch()
    case .sort: return cycleSort()
    case .open: return openPayment()
    case .mark: return toggleMark()
    case .unmarkAll: return unmarkAll()
    case .refund: return decide(.refund)
    case .cancelPayment: return decide(.cancel)
    case .nextPayment: return moveCursor(by: 1)
    case .previousPayment: return moveCursor(by: -1)
    case .leavePayment: return leavePayment()
    case .keepSearch: return keepSearch()
    case .olderSearch: return recallSearch(step: -1)
    case .newerSearch: return recallSearch(step: 1)
    case .command: return openCommand()
    case .runCommand: return runCommand()
    case .nextCandidate: return completeCommand(step: 1)
    case .previousCandidate: return completeCommand(step: -1)
    case .olderCommand: return recallCommand(step: -1)
    case .newerCommand: return recallCommand(step: 1)
    case .palette, .findKey: return openPalette()
    case .choosePaletteEntry: return choosePaletteEntry()
    case .nextEntry: return movePalette(step: 1)
    case .previousEntry: return movePalette(step: -1)
    case .lineStart, .lineEnd, .characterLeft, .characterRight, .deleteBackward, .deleteForward,
      .deleteWord, .deleteToStart, .deleteToEnd:
      return edit(action, in: place)
    case .nextField: return changeField(step: 1, in: place)
    case .previousField: return changeField(step: -1, in: place)
    case .acceptField:
      changeForm { $0.accept() }
      changeRuling { $0.accept() }
      return []
    case .pressButton: return ruling == nil ? pressFormButton() : reviewRuling()
    case .nextReason: return choose(step: 1)
    case .previousReason: return choose(step: -1)
    case .confirmDecision: return confirmDecision()
    case .closeResult, .stay: return closeFront()
    case .copyForCustomer: return copyForCustomer()
    case .attention: return toggleAttention(in: place)
    case .timeline: return toggleTimeline(in: place)
    case .note: return openNote()
    case .writeNote: return writeNote()
    case .rawAnswer: return toggleRawAnswer(in: place)
    case .openMatter: return openMatter()
    case .checkAgain: return checkAgain()
    case .replay: return openReplay()
    case .ruleHappened: return openRuling(.happened)
    case .ruleNotHappened: return openRuling(.didNotHappen)
    case .release: return openRuling(.release)
    case .oursAfterAll: return openRuling(.ours)
    case .madeElsewhere: return openRuling(.elsewhere)
    case .notThisOne: return openRuling(.notThisOne)
    case .chooseCopy: return copyChosen()
    case .columns: return openColumns()
    case .toggleColumn: return toggleColumn()
    case .columnDown: return moveColumn(by: 1)
    case .columnUp: return moveColumn(by: -1)
    case .resetColumns: return resetColumns()
    case .keepColumns: return keepColumns()
    case .openSaved: return openSaved(at: 0)
    case .export: return openExport()
    case .writeExport: return writeExport()
    case .clearForm: return clearForm()
    case .quitAnyway: return leave()
    }
  }

  private mutating func edit(_ action: DeskAction, in place: DeskAction.Place) -> [DeskEffect] {
    switch place {
    case .search: return editSearch { _ = $0.perform(action) }
    case .formText, .formReason: return editForm { _ = $0.perform(action) }
    case .exportPath: return editExport { _ = $0.perform(action) }
    case .note: return editNote { _ = $0.perform(action) }
    case .confirm:
      changeConfirm { confirm in
        confirm.edit { _ = $0.perform(action) }
      }
      return []
    case .command: return editCommand { _ = $0.perform(action) }
    case .palette: return editPalette { _ = $0.perform(action) }
    case .list, .detail, .attention, .evidence, .formButton, .formChoice, .confirmWaiting, .result,
      .help, .messages, .timeline, .rawAnswer, .copyMenu, .columns, .quitQuestion:
      return []
    }
  }

  private mutating func changeField(step: Int, in place: DeskAction.Place) -> [DeskEffect] {
    if place == .confirm { return changeConfirmField() }
    changeForm { $0.goToField(step: step) }
    changeRuling { $0.goToField(step: step) }
    return []
  }

  private mutating func choose(step: Int) -> [DeskEffect] {
    changeForm { $0.chooseReason(step: step) }
    changeRuling { $0.choose(step: step) }
    return []
  }

  private mutating func changePane() -> [DeskEffect] {
    if attention.isOpen {
      attention.focus = attention.focus == .list ? .detail : .list
      return []
    }
    switch focus {
    case .list: return openPayment()
    case .detail: return goToList()
    }
  }

  private mutating func zoom() -> [DeskEffect] {
    if attention.isOpen {
      attention.isZoomed.toggle()
    } else {
      isZoomed.toggle()
      keepCursorVisible()
    }
    return []
  }

  private mutating func refresh(in place: DeskAction.Place) -> [DeskEffect] {
    if place == .timeline { return refreshTimeline() }
    if place == .rawAnswer { return readDetail(live: true) }
    return attention.isOpen ? lookAtOpenDecisions() : refresh()
  }

  // MARK: - Back

  /// Esc: in the panes it first takes an error away, and it never quits.
  private mutating func cancel(in place: DeskAction.Place) -> [DeskEffect] {
    switch place {
    case .list:
      if let effects = dismissNotice() { return effects }
      guard isZoomed else {
        return explain("Nothing to go back from; \(context.keymap.keyName(for: .back)) quits.")
      }
      isZoomed = false
      keepCursorVisible()
      return []
    case .detail, .attention, .evidence:
      if standing != nil, let effects = dismissNotice() { return effects }
      return goBack(in: place)
    case .search, .formText, .formReason, .formButton, .formChoice, .confirm, .confirmWaiting,
      .result, .help, .messages, .timeline, .rawAnswer, .note, .copyMenu, .columns, .exportPath,
      .quitQuestion, .command, .palette:
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
    case .formText, .formReason, .formButton, .formChoice:
      return ruling == nil ? leaveForm() : leaveRuling()
    case .confirm: return leaveConfirm()
    case .confirmWaiting: return takeBack()
    case .note: return leaveNote()
    case .command, .palette: return leaveOverlay()
    case .result, .help, .messages, .timeline, .rawAnswer, .copyMenu, .columns, .exportPath,
      .quitQuestion:
      return closeFront()
    }
  }

  // MARK: - Help and messages

  private mutating func toggleHelp(in place: DeskAction.Place) -> [DeskEffect] {
    if place == .help { return closeFront() }
    layers.append(.help(firstLine: 0))
    return []
  }

  private mutating func toggleMessages(in place: DeskAction.Place) -> [DeskEffect] {
    if place == .messages { return closeFront() }
    layers.append(.messages(firstLine: 0))
    return []
  }
}
