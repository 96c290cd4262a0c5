import Payments
import Settings
import Terminal
import TextSafety
import ViewModels

/// Everything that was recorded about a payment, the newest at the bottom.
struct TimelineView {
  let timeline: TimelineModel
  let zone: ZoneOffsets
  let now: Instant

  private static let timeWidth = 21
  private static let actorWidth = 12

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    panel.title = DecisionTitle(
      words: "Timeline ·", reference: timeline.reference, account: timeline.account,
      mode: timeline.mode
    ).line(columns: panel.titleWidth - 12)
    panel.corner = Line(zone.name, .muted)
    guard let events = timeline.lines, !events.isEmpty else {
      panel.draw(on: &canvas, palette: palette)
      nothing(columns: panel.content.columns)
        .draw(in: panel.content.splitTop(rows: 1).rest, on: &canvas, palette: palette)
      return
    }
    panel.foot = Line(
      events.count == 1 ? "1 event" : "\(SafeText(grouping: events.count)) events", .muted)
    let content = panel.content
    let entries = events.map { lines(of: $0, columns: content.columns) }
    let shown = entries.dropLast(timeline.newestHidden)
    let all = entries.flatMap { $0 }
    let first = max(0, shown.reduce(0) { $0 + $1.count } - content.rows)
    panel.footCorner = place(of: all.count, first: first, rows: content.rows)
    panel.draw(on: &canvas, palette: palette)
    all.draw(in: content, from: first, on: &canvas, palette: palette)
  }

  private func place(of count: Int, first: Int, rows: Int) -> Line {
    guard count > rows else { return .blank }
    return Line("\(first + 1)–\(min(first + rows, count)) of \(count) lines", .muted)
  }

  private func nothing(columns: Int) -> [Line] {
    if let failure = timeline.failure {
      return Paragraph("Could not be read: \(failure)", .error).lines(columns: columns)
    }
    guard timeline.lines != nil else {
      let isLong =
        now.milliseconds(since: timeline.askedAt) >= ListStatus.patienceMilliseconds
      return isLong ? [Line("Reading the record …", .muted)] : []
    }
    return [Line("Nothing was recorded about this payment yet.", .text)]
      + Paragraph(
        "Refunds, cancels, what the provider answered and what people ruled would stand here.",
        .muted
      ).lines(columns: columns)
  }

  /// When, who and what; the words below, for they may be long.
  ///
  /// On a narrow screen who and what share their lines.
  private func lines(of event: TimelineLine, columns: Int) -> [Line] {
    let isWide = columns >= Self.wide
    let actor = event.actor.safe.truncated(to: Self.actorWidth - 2)
    let start = isWide ? Self.timeWidth + Self.actorWidth : Self.timeWidth
    var head = Line(TimeText.exact(event.time, zone: zone), .muted)
    if isWide { head.put(actor, .muted, at: Self.timeWidth) }
    var what = Paragraph()
    if !isWide { what.add("\(actor): ", .muted) }
    what.add(event.title)
    let facts = facts(of: event)
    let width = facts.reduce(0) { $0 + 2 + $1.0.width }
    var lines = what.lines(columns: columns - start)
    // What belongs together stays together: beside the words, else below them.
    let isBeside = lines[lines.count - 1].end + width <= columns - start
    if !isBeside, !facts.isEmpty { lines.append(.blank) }
    for (index, fact) in facts.enumerated() {
      lines[lines.count - 1].add(fact.0, fact.1, gap: !isBeside && index == 0 ? 0 : 2)
    }
    lines = lines.map { $0.moved(by: start) }
    if !event.words.isEmpty {
      lines += Paragraph(event.words, .muted).lines(columns: columns - start)
        .map { $0.moved(by: start) }
    }
    head.add(lines[0], at: 0)
    return [head] + lines.dropFirst()
  }

  /// From this width on who did it has a column of its own.
  private static let wide = 90

  /// The attempt, the answer and the state, where what happened does not say them already.
  private func facts(of event: TimelineLine) -> [(SafeText, ThemeRole)] {
    var facts: [(SafeText, ThemeRole)] = []
    if let attempt = event.attempt, !event.title.text.contains("attempt") {
      facts.append(("attempt \(attempt)", .muted))
    }
    if let status = event.httpStatus { facts.append(("HTTP \(status)", .muted)) }
    if let state = event.state, !Self.saysItself(state),
      !event.title.text.contains(state.title.text)
    {
      facts.append((state.title, state.role))
    }
    return facts
  }

  /// Whether a state follows from what happened so plainly that its word tells nothing.
  private static func saysItself(_ state: IntentState) -> Bool {
    state == .prepared || state == .sending
  }
}
