import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// The payment below the list: facts with where they come from and how old they are.
///
/// The model is passed along and not kept, as in the list.
struct DetailView {
  /// Whether the payment has the keyboard.
  let hasFocus: Bool
  /// Times of another year show that year.
  let thisYear: Int
  let drawn: DrawnDetail

  func draw(_ model: DeskModel, in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    let pane = model.detail
    // The payment, or the one before while the cursor moves on.
    let shown = pane.detail ?? pane.previous
    var panel = Panel(rect: rect, frame: .pane(hasFocus: hasFocus))
    panel.title = title(of: shown?.row ?? awaited(model), in: model, columns: panel.titleWidth)
    if let detail = shown {
      let keys = DetailKeys(detail: detail, keymap: model.context.keymap)
      let columns = panel.content.columns
      drawn.begin(
        DrawnDetail.Source(
          detail: detail, isLoading: pane.isLoading, keymap: model.context.keymap,
          zone: model.context.zone.name, thisYear: thisYear, columns: columns))
      let lines = drawn.lines {
        DetailLines(
          detail: detail, isLoading: pane.isLoading, context: model.context, now: model.now,
          width: columns
        ).lines + keys.lines(columns: columns)
      }
      panel.footCorner = place(
        of: lines.count, rows: panel.content.rows, firstLine: pane.firstLine)
      let taken = panel.footCorner.pieces.isEmpty ? 0 : panel.footCorner.end + 3
      let room = panel.titleWidth - taken
      panel.foot = drawn.foot(columns: room) { keys.foot(columns: room) }
      panel.draw(on: &canvas, palette: palette)
      lines.draw(in: panel.content, from: pane.firstLine, on: &canvas, palette: palette)
    } else {
      panel.draw(on: &canvas, palette: palette)
      waiting(for: pane, in: model, columns: panel.content.columns)
        .draw(in: panel.content.splitTop(rows: 1).rest, on: &canvas, palette: palette)
    }
  }

  /// Reference, account, provider and world; a long reference gives way, the world never.
  private func title(of row: PaymentRow?, in model: DeskModel, columns: Int) -> Line {
    guard let row, model.detail.key != nil else { return Line("Payment", .title) }
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
  private func awaited(_ model: DeskModel) -> PaymentRow? {
    model.detail.isLoading || model.detail.failure != nil ? model.list.selectedRow : nil
  }

  /// What is said while there is no payment to show.
  private func waiting(for pane: DetailModel, in model: DeskModel, columns: Int) -> [Line] {
    if pane.key == nil { return [Line("No payment chosen.", .muted)] }
    if let failure = pane.failure {
      return Paragraph("Could not be read: \(failure)", .error).lines(columns: columns)
        + Paragraph("\(model.context.keymap.keyName(for: .view(.refresh))) asks again.", .muted)
        .lines(columns: columns)
    }
    let passed = model.now.milliseconds(since: pane.askedAt)
    guard pane.isLoading, passed >= ListStatus.patienceMilliseconds else { return [] }
    return [
      Line("Reading the payment, \(TimeText.wait(since: pane.askedAt, now: model.now)) …", .muted)
    ]
  }

  /// Which part of the lines is shown, when not all are.
  private func place(of count: Int, rows: Int, firstLine: Int) -> Line {
    guard count > rows else { return .blank }
    let first = min(max(0, firstLine), count - rows)
    return Line("\(first + 1)–\(first + rows) of \(count)", .muted)
  }
}
