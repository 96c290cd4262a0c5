import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// A note being written, over the payment; below it those that there are.
struct NoteView {
  let note: NoteModel
  /// The notes on the payment, oldest first.
  let earlier: [PaymentNote]
  let zone: ZoneOffsets
  let now: Instant

  private static let label = 9
  /// With fewer characters left than this, how many is said.
  private static let scarce = 40

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    panel.title = DecisionTitle(
      words: "Note on", reference: note.reference, account: note.account, mode: note.mode
    ).line(columns: panel.titleWidth)
    panel.draw(on: &canvas, palette: palette)
    let content = panel.content
    lines(columns: content.columns).draw(in: content, on: &canvas, palette: palette)
  }

  private func lines(columns: Int) -> [Line] {
    var field = Line("Note", .title)
    field.add(
      field: note.line, at: Self.label, width: max(12, columns - Self.label),
      hasFocus: note.serial == nil)
    return [.blank, field] + remarks(columns: columns) + [.blank]
      + Paragraph(
        "It stays in the record: everybody at this desk reads it, the provider and the payer never do.",
        .muted
      ).lines(columns: columns) + earlierLines(columns: columns)
  }

  /// What is wrong, or going on.
  private func remarks(columns: Int) -> [Line] {
    var remarks: [Line] = []
    if let mistake = note.mistake {
      remarks += Paragraph(mistake, .error).lines(columns: columns - Self.label)
    } else if note.roomLeft < Self.scarce {
      remarks.append(
        Line(note.roomLeft == 0 ? "No more fits." : "Room for \(note.roomLeft) more.", .warning))
    }
    if note.serial != nil,
      now.milliseconds(since: note.askedAt) >= ListStatus.patienceMilliseconds
    {
      remarks.append(
        Line("Writing it down, \(TimeText.wait(since: note.askedAt, now: now)) …", .pending))
    }
    return remarks.map { $0.moved(by: Self.label) }
  }

  /// Those written before, the newest first.
  private func earlierLines(columns: Int) -> [Line] {
    guard !earlier.isEmpty else { return [] }
    let words = NoteWords(zone: zone, now: now)
    return [.blank]
      + earlier.reversed().enumerated().flatMap { index, note in
        words.paragraph(note).lines(columns: columns - Self.label).enumerated().map { row, line in
          var whole = index + row == 0 ? Line("Earlier", .muted) : Line()
          whole.add(line, at: Self.label)
          return whole
        }
      }
  }
}
