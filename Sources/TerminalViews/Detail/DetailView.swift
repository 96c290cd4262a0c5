import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// The payment below the list: facts with where they come from and how old they are.
struct DetailView {
  let model: DeskModel
  /// Whether the payment has the keyboard.
  let hasFocus: Bool
  let drawn: DrawnDetail

  private var pane: DetailModel { model.detail }
  /// The payment, or the one before while the cursor moves on.
  private var shown: PaymentDetail? { pane.detail ?? pane.previous }

  func draw(in rect: Rect, on canvas: inout Canvas, palette: Palette) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: hasFocus))
    panel.title = title(columns: panel.titleWidth)
    if let detail = shown {
      let keys = DetailKeys(detail: detail, keymap: model.context.keymap)
      let columns = panel.content.columns
      let source = source(detail, columns: columns)
      let lines = drawn.lines(of: source) {
        DetailLines(
          detail: detail, isLoading: pane.isLoading, context: model.context, now: model.now,
          width: columns
        ).lines + keys.lines(columns: columns)
      }
      panel.footCorner = place(of: lines.count, rows: panel.content.rows)
      let taken = panel.footCorner.pieces.isEmpty ? 0 : panel.footCorner.end + 3
      let room = panel.titleWidth - taken
      panel.foot = drawn.foot(of: source, columns: room) { keys.foot(columns: room) }
      panel.draw(on: &canvas, palette: palette)
      lines.draw(in: panel.content, from: pane.firstLine, on: &canvas, palette: palette)
    } else {
      panel.draw(on: &canvas, palette: palette)
      waiting(columns: panel.content.columns)
        .draw(in: panel.content.splitTop(rows: 1).rest, on: &canvas, palette: palette)
    }
  }

  private func source(_ detail: PaymentDetail, columns: Int) -> DrawnDetail.Source {
    let context = model.context
    return DrawnDetail.Source(
      detail: detail, isLoading: pane.isLoading, keymap: context.keymap, zone: context.zone.name,
      thisYear: context.zone.civil(model.now).year, columns: columns)
  }

  /// Reference, account, provider and world; a long reference gives way, the world never.
  private func title(columns: Int) -> Line {
    guard let row = shown?.row ?? awaited, pane.key != nil else {
      return Line("Payment", .title)
    }
    let account = model.context.accounts.first { $0.name == row.account }
    var tail = Line(" · \(row.account.safe)", .text)
    if let provider = account?.providerTitle { tail.add(" · \(provider)", .text) }
    tail.add(" · ", .text)
    tail.add(row.mode.word, row.mode.role)
    let name = row.transaction.name.truncatedMiddle(to: max(8, columns - tail.end))
    var line = Line(name, .title)
    line.add(tail, at: line.end)
    return line
  }

  /// The payment that is being read; none is named while the cursor moves on.
  private var awaited: PaymentRow? {
    pane.isLoading || pane.failure != nil ? model.list.selectedRow : nil
  }

  /// What is said while there is no payment to show.
  private func waiting(columns: Int) -> [Line] {
    if pane.key == nil { return [Line("No payment chosen.", .muted)] }
    if let failure = pane.failure {
      return Paragraph("Could not be read: \(failure)", .error).lines(columns: columns)
        + Paragraph("\(model.context.keymap.keyName(for: .refresh)) asks again.", .muted)
        .lines(columns: columns)
    }
    let passed = model.now.milliseconds(since: pane.askedAt)
    guard pane.isLoading, passed >= ListStatus.patienceMilliseconds else { return [] }
    return [
      Line("Reading the payment, \(TimeText.wait(since: pane.askedAt, now: model.now)) …", .muted)
    ]
  }

  /// Which part of the lines is shown, when not all are.
  private func place(of count: Int, rows: Int) -> Line {
    guard count > rows else { return .blank }
    let first = min(max(0, pane.firstLine), count - rows)
    return Line("\(first + 1)–\(first + rows) of \(count)", .muted)
  }
}
