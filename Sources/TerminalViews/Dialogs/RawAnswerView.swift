import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// What the provider last answered about a payment, line by line as it was sent.
struct RawAnswerView {
  let answer: RawAnswerModel
  /// The payment, for whether it is being read.
  let pane: DetailModel
  let context: DeskContext
  let now: Instant

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    panel.title = DecisionTitle(
      words: "Raw answer ·", reference: answer.reference, account: answer.account,
      mode: answer.mode
    ).line(columns: panel.titleWidth)
    let content = panel.content
    guard let read = answer.answer else {
      panel.draw(on: &canvas, palette: palette)
      nothing(columns: content.columns)
        .draw(in: content.splitTop(rows: 1).rest, on: &canvas, palette: palette)
      return
    }
    panel.foot = foot(of: read)
    let shown = shown(columns: content.columns, rows: content.rows)
    if shown.isPart {
      panel.footCorner = Line(
        "\(shown.first + 1)–\(shown.end) of \(answer.lines.count)", .muted)
    }
    panel.draw(on: &canvas, palette: palette)
    shown.lines.draw(in: content, on: &canvas, palette: palette)
  }

  /// When it was read, and what is known of it besides.
  private func foot(of read: ProviderAnswer) -> Line {
    let time = TimeText.recent(read.asOf, zone: context.zone, now: now)
    var line = Line("read \(time)", .muted)
    line.add(" · HTTP \(read.status) · \(SafeText(grouping: read.byteCount)) bytes", .muted)
    if pane.isLoading, now.milliseconds(since: pane.askedAt) >= ListStatus.patienceMilliseconds {
      line.add(" · reading again, \(TimeText.wait(since: pane.askedAt, now: now)) …", .pending)
    } else if case .offline = pane.detail?.provenance {
      line.add(" · no answer since", .warning)
    }
    return line
  }

  /// The lines on the screen, and which of all they are.
  private func shown(
    columns: Int, rows: Int
  ) -> (lines: [Line], first: Int, end: Int, isPart: Bool) {
    let all = answer.lines
    let first = min(answer.firstLine, max(0, all.count - 1))
    var lines: [Line] = []
    var end = first
    for line in all[first...] {
      let pieces = line.pieces(columns: columns)
      guard lines.count + pieces.count <= rows || lines.isEmpty else { break }
      lines += pieces.map { Line($0.text, line.kind.role, at: $0.column) }
      end += 1
    }
    return (lines, first, end, first > 0 || end < all.count)
  }

  private func nothing(columns: Int) -> [Line] {
    let key = context.keymap.keyName(for: .view(.refresh))
    if pane.isLoading {
      let isLong = now.milliseconds(since: pane.askedAt) >= ListStatus.patienceMilliseconds
      guard isLong else { return [] }
      return [
        Line("Reading the payment, \(TimeText.wait(since: pane.askedAt, now: now)) …", .muted)
      ]
    }
    return failure(columns: columns)
      + Paragraph(
        "The payment was not read from its provider yet: what stands on the desk is from the local index."
      ).lines(columns: columns) + [Line("\(key) reads it.", .muted)]
  }

  /// Why the last read brought nothing.
  private func failure(columns: Int) -> [Line] {
    let why: SafeText? =
      if case .offline(_, let why) = pane.detail?.provenance { why } else { pane.failure }
    return why.map { Paragraph("Could not be read: \($0)", .error).lines(columns: columns) } ?? []
  }
}

extension RawAnswerModel.Line.Kind {
  /// How its words look.
  fileprivate var role: ThemeRole {
    switch self {
    case .about: .muted
    case .warning: .warning
    case .answer: .text
    }
  }
}
