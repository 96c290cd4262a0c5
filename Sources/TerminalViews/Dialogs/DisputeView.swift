import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// A dispute being written down over the payment, or the one for which it is held, being lifted.
struct DisputeView {
  let dispute: DisputeModel
  let zone: ZoneOffsets
  let now: Instant

  private static let label = 10

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: dispute.mode.frame)
    panel.title = DecisionTitle(
      words: dispute.hold == nil ? "Dispute about" : "Dispute over:", reference: dispute.name,
      account: dispute.account, mode: dispute.mode
    ).line(columns: panel.titleWidth)
    panel.draw(on: &canvas, palette: palette)
    let content = panel.content
    let forms = [true, false].map { lines(columns: content.columns, isAiry: $0) }
    (forms.first { $0.count <= content.rows } ?? forms[1])
      .drawKeepingCursor(in: content, on: &canvas, palette: palette)
  }

  private func lines(columns: Int, isAiry: Bool) -> [Line] {
    let gap: [Line] = isAiry ? [.blank] : []
    var lines = statement.lines(columns: columns) + gap
    for field in dispute.fields where field != .save {
      lines += [line(field, columns: columns)] + mistake(field, columns)
    }
    return lines + gap + [button] + mistake(.save, columns) + waiting
  }

  /// What stands, or what it does.
  private var statement: Paragraph {
    guard let hold = dispute.hold else {
      return Paragraph(
        "The bank may already have taken this money. Until it is lifted, a refund or a cancel asks first; nothing is sent anywhere.",
        .muted)
    }
    var paragraph = Paragraph()
    paragraph.addWhole(TimeText.short(hold.time, zone: zone, now: now), .muted)
    paragraph.add("  ")
    paragraph.addWhole(hold.actor.safe.truncated(to: 16), .muted)
    paragraph.add("  ")
    paragraph.add(hold.sentence, .warning)
    return paragraph
  }

  private func line(_ field: DisputeModel.Field, columns: Int) -> Line {
    let hasFocus = dispute.field == field && dispute.serial == nil
    var line = Line(field.title, hasFocus ? .title : .muted)
    guard let path = field.line else { return line }
    line.add(
      field: dispute[keyPath: path], at: Self.label, width: max(12, columns - Self.label),
      hasFocus: hasFocus)
    return line
  }

  private var button: Line {
    let hasFocus = dispute.field == .save && dispute.serial == nil
    var line = Line(
      dispute.hold == nil ? "[ Hold it ]" : "[ Lift it ]", hasFocus ? .fieldFocus : .field)
    if hasFocus { line.cursor = 2 }
    line.add("Tab next", .muted, gap: 5)
    line.add("Esc changes nothing", .muted, gap: 5)
    return line
  }

  private var waiting: [Line] {
    guard dispute.serial != nil,
      now.milliseconds(since: dispute.askedAt) >= ListStatus.patienceMilliseconds
    else { return [] }
    return [Line("Writing it down, \(TimeText.wait(since: dispute.askedAt, now: now)) …", .pending)]
  }

  /// What is wrong with a field, under it.
  private func mistake(_ field: DisputeModel.Field, _ columns: Int) -> [Line] {
    guard let mistake = dispute.mistakes[field] else { return [] }
    let start = field == .save ? 0 : Self.label
    return Paragraph(mistake, .error).lines(columns: columns - start).map { $0.moved(by: start) }
  }
}
