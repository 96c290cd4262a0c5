import Payments
import Settings
import Terminal
import TextSafety
import ViewModels

/// Where the rows of the list are written to, and what they are.
struct ExportView {
  let export: ExportModel
  let now: Instant

  private static let label = 6

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    panel.title = Line("Export", .title)
    panel.draw(on: &canvas, palette: palette)
    let content = panel.content
    lines(columns: content.columns)
      .drawKeepingCursor(in: content, on: &canvas, palette: palette)
  }

  private func lines(columns: Int) -> [Line] {
    let subject: SafeText = "\(export.words), as comma-separated values."
    var lines = [.blank] + Paragraph(subject).lines(columns: columns)
    if let gap = export.gap { lines += Paragraph(gap, .warning).lines(columns: columns) }
    var field = Line("File", .title)
    field.add(
      field: export.path, at: Self.label, width: max(12, columns - Self.label),
      hasFocus: export.serial == nil)
    lines += [.blank, field]
    if let mistake = export.mistake {
      lines += Paragraph(mistake, .error).lines(columns: columns - Self.label)
        .map { $0.moved(by: Self.label) }
    }
    if export.serial != nil,
      now.milliseconds(since: export.askedAt) >= ListStatus.patienceMilliseconds
    {
      lines += Paragraph("Writing, \(TimeText.wait(since: export.askedAt, now: now)) …", .pending)
        .lines(columns: columns)
    }
    return lines + [.blank]
      + Paragraph(
        "It holds customers' data; only you can read the file.", .muted
      ).lines(columns: columns)
  }
}
