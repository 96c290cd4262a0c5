import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// What needs somebody, gravest first, in the place of the transactions.
struct AttentionView {
  let model: DeskModel
  /// Whether the matters have the keyboard.
  let hasFocus: Bool
  /// Whether the evidence is on the screen too, and with it the keys.
  let showsEvidence: Bool

  private var attention: AttentionModel { model.attention }

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: hasFocus))
    panel.title = Line("Attention", .title)
    panel.corner = status
    if !showsEvidence, let item = attention.selectedItem {
      panel.foot = MatterKeys(model: model, item: item).foot(columns: panel.titleWidth)
    }
    panel.draw(on: &canvas, palette: palette)
    guard let items = attention.items, !items.isEmpty else {
      let (_, below) = panel.content.splitTop(rows: max(0, (panel.content.rows - 3) / 3))
      nobody(columns: below.columns).draw(in: below, on: &canvas, palette: palette)
      return
    }
    drawRows(of: items, in: panel.inside, on: &canvas, palette: palette)
  }

  private func drawRows(
    of items: [AttentionItem], in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles
  ) {
    let matters = items.map { item in
      MatterWords(item: item, settling: model.settling, zone: model.context.zone, now: model.now)
    }
    var body = rect
    var columns: MatterRow.Columns?
    if rect.columns >= MatterRow.tableWidth {
      let table = MatterRow.Columns(matters, width: rect.columns)
      MatterRow.header(table).draw(in: rect, on: &canvas, palette: palette)
      body = rect.splitTop(rows: 1).rest
      columns = table
    }
    let rows = matters.map { words in
      MatterRow(
        words: words, isSelected: words.item.id == attention.selected, width: rect.columns,
        columns: columns
      ).lines
    }
    // The matter under the cursor is shown whole.
    let end = rows.prefix((attention.cursor ?? 0) + 1).reduce(0) { $0 + $1.count }
    rows.flatMap { $0 }
      .draw(in: body, from: max(0, end - body.rows), on: &canvas, palette: palette)
  }

  /// How many there are, and when Tilldesk next does something by itself.
  private var status: Line {
    let count = attention.items?.count ?? 0
    var line = Line()
    if count > 0 {
      line.add("\(SafeText(grouping: count)) need\(count == 1 ? "s" : "") you", .muted)
    }
    if let next {
      line.add(line.pieces.isEmpty ? next : " · \(next)", .muted)
    }
    return line
  }

  private var next: SafeText? {
    if model.settling.isRunning { return "asking the providers now …" }
    return model.settling.nextDue.map {
      "Tilldesk looks next at \(TimeText.recent($0, zone: model.context.zone, now: model.now))"
    }
  }

  /// What is shown instead of matters.
  private func nobody(columns: Int) -> [Line] {
    if let failure = attention.failure {
      return Paragraph("Could not be read: \(failure)", .error).lines(columns: columns)
        + Paragraph("\(key(.view(.refresh))) reads again.", .muted).lines(columns: columns)
    }
    guard attention.items != nil else { return [Line("Reading the record …", .muted)] }
    return [Line("Nothing needs you.", .paid), .blank]
      + Paragraph(
        "Outcomes that nobody knows yet, refunds that do not become final and what turned out otherwise would stand here. \(key(.cancel)) goes back to the transactions.",
        .muted
      ).lines(columns: min(columns, 76))
  }

  private func key(_ action: DeskAction) -> SafeText { model.context.keymap.keyName(for: action) }
}
