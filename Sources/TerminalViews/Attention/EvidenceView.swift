import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// Everything known of the matter under the cursor, in the place of the payment.
struct EvidenceView {
  let model: DeskModel
  /// Whether the evidence has the keyboard.
  let hasFocus: Bool

  private var attention: AttentionModel { model.attention }

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: hasFocus))
    guard let item = attention.selectedItem else {
      panel.title = Line("Evidence", .title)
      panel.draw(on: &canvas, palette: palette)
      return
    }
    let provider = model.context.provider(of: item)
    panel.title = title(item, provider: provider, columns: panel.titleWidth)
    let keys = MatterKeys(model: model, item: item)
    let columns = panel.content.columns
    let lines = lines(of: item, provider: provider, columns: columns) + keys.lines(columns: columns)
    panel.footCorner = place(of: lines.count, rows: panel.content.rows)
    let taken = panel.footCorner.pieces.isEmpty ? 0 : panel.footCorner.end + 3
    panel.foot = keys.foot(columns: panel.titleWidth - taken)
    panel.draw(on: &canvas, palette: palette)
    lines.draw(in: panel.content, from: attention.firstLine, on: &canvas, palette: palette)
  }

  private func lines(of item: AttentionItem, provider: SafeText, columns: Int) -> [Line] {
    let zone = model.context.zone
    let words = MatterWords(item: item, settling: model.settling, zone: zone, now: model.now)
    let evidence = EvidenceLines(
      item: item, dossier: attention.dossier, words: words, provider: provider,
      zone: zone, now: model.now, width: columns
    ).lines
    guard let failure = attention.dossierFailure else { return evidence }
    return evidence
      + Paragraph("The evidence could not be read: \(failure)", .error).lines(columns: columns)
  }

  /// Reference, account, provider and world; a long reference gives way, the world never.
  private func title(_ item: AttentionItem, provider: SafeText, columns: Int) -> Line {
    let account: SafeText =
      item.account.isEmpty ? "" : "\(item.account.truncatedMiddle(to: 24)) · \(provider) · "
    var tail = Line(" · \(account)", .text)
    tail.add(item.mode.word, item.mode.role)
    var line = Line(item.reference.truncatedMiddle(to: max(8, columns - tail.end)), .title)
    line.add(tail, at: line.end)
    return line
  }

  /// Which part of the lines is shown, when not all are.
  private func place(of count: Int, rows: Int) -> Line {
    guard count > rows else { return .blank }
    let first = min(max(0, attention.firstLine), count - rows)
    return Line("\(first + 1)–\(first + rows) of \(count)", .muted)
  }
}
