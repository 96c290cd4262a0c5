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
    case .refresh: return refresh()
    case .zoom:
      isZoomed.toggle()
      keepCursorVisible()
      return []
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
    case .lineStart, .lineEnd, .characterLeft, .characterRight, .deleteBackward, .deleteForward,
      .deleteWord, .deleteToStart, .deleteToEnd:
      return edit(action, in: place)
    case .nextField: return changeField(step: 1, in: place)
    case .previousField: return changeField(step: -1, in: place)
    case .acceptField:
      changeForm { $0.accept() }
      return []
    case .pressButton: return pressFormButton()
    case .nextReason:
      changeForm { $0.chooseReason(step: 1) }
      return []
    case .previousReason:
      changeForm { $0.chooseReason(step: -1) }
      return []
    case .confirmDecision: return confirmDecision()
    case .closeResult, .stay: return closeFront()
    case .copyForCustomer: return copyForCustomer()
    case .chooseCopy: return copyChosen()
    case .quitAnyway: return leave()
    }
  }

  private mutating func edit(_ action: DeskAction, in place: DeskAction.Place) -> [DeskEffect] {
    switch place {
    case .search: return editSearch { _ = $0.perform(action) }
    case .formText, .formReason:
      changeForm { form in
        form.edit { _ = $0.perform(action) }
      }
    case .confirm:
      changeConfirm { confirm in
        confirm.edit { _ = $0.perform(action) }
      }
    case .list, .detail, .formButton, .confirmWaiting, .result, .help, .messages, .copyMenu,
      .quitQuestion:
      break
    }
    return []
  }

  private mutating func changeField(step: Int, in place: DeskAction.Place) -> [DeskEffect] {
    if place == .confirm { return changeConfirmField() }
    changeForm { $0.goToField(step: step) }
    return []
  }

  private mutating func changePane() -> [DeskEffect] {
    switch focus {
    case .list: return openPayment()
    case .detail:
      focus = .list
      keepCursorVisible()
      return []
    }
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
    case .detail:
      if standing != nil, let effects = dismissNotice() { return effects }
      return leavePayment()
    case .search, .formText, .formReason, .formButton, .confirm, .confirmWaiting, .result, .help,
      .messages, .copyMenu, .quitQuestion:
      return goBack(in: place)
    }
  }

  private mutating func goBack(in place: DeskAction.Place) -> [DeskEffect] {
    switch place {
    case .list: return quit()
    case .detail: return leavePayment()
    case .search: return restoreSearch()
    case .formText, .formReason, .formButton: return leaveForm()
    case .confirm: return leaveConfirm()
    case .confirmWaiting: return takeBack()
    case .result, .help, .messages, .copyMenu, .quitQuestion: return closeFront()
    }
  }

  // MARK: - Moving

  private enum Move {
    case lines(Int)
    case halfPages(Int)
    case first
    case last
  }

  private mutating func move(_ move: Move, in place: DeskAction.Place) -> [DeskEffect] {
    switch place {
    case .list:
      return moveCursor(
        to: target(of: move, from: list.cursor ?? 0, page: visibleRows, last: lastRow))
    case .detail:
      let page = max(2, layout.visibleLines)
      return scrollDetail(
        to: target(of: move, from: detail.firstLine, page: page, last: detail.lastFirstLine))
    case .help, .messages: return scrollLayer(move)
    case .copyMenu: return chooseInMenu(move)
    case .search, .formText, .formReason, .formButton, .confirm, .confirmWaiting, .result,
      .quitQuestion:
      return []
    }
  }

  private var lastRow: Int { max(0, list.rows.count - 1) }

  private func target(of move: Move, from start: Int, page: Int, last: Int) -> Int {
    switch move {
    case .lines(let count): start + count
    case .halfPages(let count): start + count * max(1, page / 2)
    case .first: 0
    case .last: last
    }
  }

  private mutating func scrollLayer(_ move: Move) -> [DeskEffect] {
    let page = max(2, layout.layer.height - 2)
    switch layers.last {
    case .help(let line):
      let last = max(0, helpLines.count - page)
      let next = target(of: move, from: line, page: page, last: last)
      replaceFront(.help(firstLine: min(max(0, next), last)))
    case .messages(let line):
      let last = max(0, messages.count - 1)
      let next = target(of: move, from: line, page: page, last: last)
      replaceFront(.messages(firstLine: min(max(0, next), last)))
    case .refundForm, .confirm, .result, .copyMenu, .quitQuestion, .none: break
    }
    return []
  }

  private mutating func chooseInMenu(_ move: Move) -> [DeskEffect] {
    guard case .copyMenu(var menu) = layers.last else { return [] }
    let last = max(0, menu.items.count - 1)
    let next = target(of: move, from: menu.index, page: menu.items.count, last: last)
    menu.index = min(max(0, next), last)
    replaceFront(.copyMenu(menu))
    return []
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
