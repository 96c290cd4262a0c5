import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// A ruling being written: what it says, what it does to the money, which row it was, and on what it rests.
struct RulingFormView {
  let form: RulingFormModel
  let settling: SettlingModel
  let context: DeskContext
  let now: Instant

  private static let label = 10

  private var zone: ZoneOffsets { context.zone }

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: form.item.mode.frame)
    let words = RulingSentences(form: form, zone: zone, now: now)
    panel.title = DecisionTitle(
      words: title, reference: form.item.reference, account: form.item.account,
      mode: form.item.mode
    ).line(columns: panel.titleWidth)
    panel.draw(on: &canvas, palette: palette)
    let content = panel.content
    let forms = Room.allCases.map { lines(words, columns: content.columns, room: $0) }
    (forms.first { $0.count <= content.rows } ?? forms[forms.count - 1])
      .drawKeepingCursor(in: content, on: &canvas, palette: palette)
  }

  private var title: SafeText {
    switch form.verdict {
    case .happened: "It happened:"
    case .didNotHappen: "It did not happen:"
    case .release: "Release"
    case .ours: "Ours after all:"
    case .elsewhere: "Made elsewhere:"
    case .notThisOne: "Not this one:"
    }
  }

  /// How much room there is; what is ruled and what is wrong with it is never left out.
  private enum Room: CaseIterable {
    case airy, compact, tight
  }

  private func lines(_ words: RulingSentences, columns: Int, room: Room) -> [Line] {
    let gap: [Line] = room == .airy ? [.blank] : []
    var lines = [words.statement, words.consequence].flatMap {
      Paragraph($0).lines(columns: columns)
    }
    if room != .tight, let meanwhile {
      lines += Paragraph(meanwhile, .muted).lines(columns: columns)
    }
    lines += gap
    if !form.matches.isEmpty { lines += choices + mistake(.match, columns) + gap }
    for field in form.fields where field != .match && field != .review {
      lines += [line(field, columns: columns)] + mistake(field, columns)
    }
    if form.evidence.isEmpty, form.mistakes[.evidence] == nil, room != .tight {
      lines += Paragraph("What you saw and where: a dashboard, a statement, the payer.", .muted)
        .lines(columns: columns - Self.label).map { $0.moved(by: Self.label) }
    }
    return lines + gap + [review] + mistake(.review, columns)
  }

  /// What may settle it without a ruling.
  private var meanwhile: SafeText? {
    guard form.verdict == .happened || form.verdict == .didNotHappen, form.item.plan != nil else {
      return nil
    }
    let words = MatterWords(item: form.item, settling: settling, zone: zone, now: now)
    return
      "\(words.sentence(provider: context.provider(of: form.item))) That may settle it without a ruling."
  }

  /// The provider's rows, one of which it may have been.
  private var choices: [Line] {
    let rows = form.matches.enumerated().map { index, match in
      choice(.row(index), MatchText(match, zone: zone, now: now).text, isFirst: index == 0)
    }
    return rows + [choice(.noneOfThem, "none of them", isFirst: false)]
  }

  private func choice(
    _ choice: RulingFormModel.Choice, _ text: SafeText, isFirst: Bool
  ) -> Line {
    let hasFocus = form.field == .match
    let isChosen = form.choice == choice
    var line = isFirst ? Line("Which", hasFocus ? .title : .muted) : Line()
    line.put(isChosen ? "▌" : "", .cursorMark, at: Self.label - 2)
    line.put(text, isChosen ? .selection : .text, at: Self.label)
    // Where the choice is made there is nothing to type; the cursor shows where the keys go.
    if hasFocus, isChosen || form.choice == nil && isFirst { line.cursor = Self.label }
    if hasFocus, isFirst { line.add("← → choose", .muted, gap: 3) }
    return line
  }

  private func line(_ field: RulingFormModel.Field, columns: Int) -> Line {
    let hasFocus = form.field == field
    var line = Line(form.title(of: field), hasFocus ? .title : .muted)
    guard let path = field.line else { return line }
    line.add(
      field: form[keyPath: path], at: Self.label, width: max(12, columns - Self.label),
      hasFocus: hasFocus)
    return line
  }

  private var review: Line {
    let hasFocus = form.field == .review
    var line = Line("[ Review ]", hasFocus ? .fieldFocus : .field)
    if hasFocus { line.cursor = 2 }
    line.add("Tab next", .muted, gap: 5)
    line.add("Esc keeps the draft", .muted, gap: 5)
    return line
  }

  /// What is wrong with a field, under it.
  private func mistake(_ field: RulingFormModel.Field, _ columns: Int) -> [Line] {
    guard let mistake = form.mistakes[field] else { return [] }
    let start = field == .review ? 0 : Self.label
    return Paragraph(mistake, .error).lines(columns: columns - start).map { $0.moved(by: start) }
  }
}
