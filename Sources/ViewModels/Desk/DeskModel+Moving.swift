import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// A movement, before it is known what moves.
  enum Move {
    /// Some lines down, or up when negative.
    case lines(Int)
    /// Half pages down, or up when negative.
    case halfPages(Int)
    /// To the start.
    case first
    /// To the end.
    case last
  }

  /// Moves a cursor, or scrolls what has none.
  mutating func move(_ move: Move, in place: DeskAction.Place) -> [DeskEffect] {
    switch place {
    case .list:
      return moveCursor(
        to: target(of: move, from: startInList(of: move), page: visibleRows, last: lastRow))
    case .detail:
      let page = max(2, layout.visibleLines)
      return scrollDetail(
        to: target(of: move, from: detail.firstLine, page: page, last: detail.lastFirstLine))
    case .attention:
      let last = max(0, (attention.items?.count ?? 0) - 1)
      let page = max(2, layout.visibleRows / 2)
      return moveMatter(
        to: target(of: move, from: attention.cursor ?? 0, page: page, last: last))
    case .evidence:
      let page = max(2, layout.visibleLines)
      return scrollEvidence(
        to: target(of: move, from: attention.firstLine, page: page, last: lastEvidenceLine))
    case .help, .messages, .timeline, .rawAnswer: return scrollLayer(move)
    case .copyMenu, .columns: return chooseInMenu(move)
    case .search, .formText, .formReason, .formButton, .formChoice, .confirm, .confirmWaiting,
      .result, .exportPath, .note, .quitQuestion, .command, .palette:
      return []
    }
  }

  /// From where a movement counts: from a gap, the row after it is one step away.
  private func startInList(of move: Move) -> Int {
    guard let gap = list.gap else { return list.cursor ?? 0 }
    switch move {
    case .lines(let count), .halfPages(let count): return count > 0 ? gap - 1 : gap
    case .first, .last: return gap
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
      let last = max(0, helpTable.lines.count - page)
      let next = target(of: move, from: line, page: page, last: last)
      replaceFront(.help(firstLine: min(max(0, next), last)))
    case .messages(let line):
      let last = max(0, messages.count - 1)
      let next = target(of: move, from: line, page: page, last: last)
      replaceFront(.messages(firstLine: min(max(0, next), last)))
    case .timeline(var timeline):
      // It is counted from its end, which is where it opens.
      let last = max(0, (timeline.lines?.count ?? 0) - 1)
      let next = target(of: move, from: last - timeline.newestHidden, page: page, last: last)
      timeline.newestHidden = last - min(max(0, next), last)
      replaceFront(.timeline(timeline))
    case .rawAnswer(var pane):
      let last = lastFirstLine(of: pane)
      let page = max(2, layout.body.height - 2)
      let next = target(of: move, from: min(pane.firstLine, last), page: page, last: last)
      pane.firstLine = min(max(0, next), last)
      replaceFront(.rawAnswer(pane))
    case .refundForm, .ruling, .confirm, .result, .copyMenu, .columns, .export, .note,
      .quitQuestion, .command, .palette, .none:
      break
    }
    return []
  }

  private mutating func chooseInMenu(_ move: Move) -> [DeskEffect] {
    switch layers.last {
    case .copyMenu(var menu):
      menu.index = chosen(by: move, from: menu.index, count: menu.items.count)
      replaceFront(.copyMenu(menu))
    case .columns(var chooser):
      chooser.index = chosen(by: move, from: chooser.index, count: chooser.choice.order.count)
      replaceFront(.columns(chooser))
    case .refundForm, .ruling, .confirm, .result, .help, .messages, .timeline, .rawAnswer, .note,
      .export, .quitQuestion, .command, .palette, .none:
      break
    }
    return []
  }

  private func chosen(by move: Move, from index: Int, count: Int) -> Int {
    let last = max(0, count - 1)
    return min(max(0, target(of: move, from: index, page: count, last: last)), last)
  }
}
