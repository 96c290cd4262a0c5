import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// What the list shows instead of rows: why there are none, where each account stands, what to do.
struct ListEmptyState {
  let model: DeskModel

  private var list: ListModel { model.list }

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    let margin = rect.columns >= 100 ? 8 : 3
    let area = rect.inset(columns: margin, rows: 0)
    let forms = Room.allCases.map { lines(columns: area.columns, room: $0) }
    let shown = forms.first { $0.count <= rect.rows } ?? forms[forms.count - 1]
    let top = max(0, (rect.rows - shown.count) / 3)
    shown.draw(in: area.splitTop(rows: top).rest, on: &canvas, palette: palette)
  }

  /// How much room there is, from much to little.
  private enum Room: CaseIterable {
    case airy, tightWithBounds, airyWithoutBounds, tight

    var isTight: Bool { self == .tight || self == .tightWithBounds }
    var hasBounds: Bool { self == .airy || self == .tightWithBounds }
  }

  private func lines(columns: Int, room: Room) -> [Line] {
    guard let answer = list.answer else { return beforeAnswer(columns: columns) }
    var lines: [Line] = []
    if !answer.near.isEmpty {
      lines += near(answer.near, columns: columns)
    } else if isWaiting(answer) {
      lines += Paragraph(waitingSentence, .text).lines(columns: columns)
    } else if hasFailedAltogether(answer) {
      lines += Paragraph("No provider answered.", .error).lines(columns: columns)
      let nothing: SafeText =
        text.isEmpty
        ? "Nothing was read earlier either." : "Nothing read earlier matches “\(text)” either."
      lines += Paragraph("\(nothing) \(key(.view(.refresh))) asks again.", .muted).lines(
        columns: columns)
    } else {
      lines += nothing(columns: columns)
    }
    return lines + (room.isTight ? [] : [.blank])
      + accounts(answer, columns: columns, isTight: room.isTight)
      + (room.hasBounds ? bounds(answer, columns: columns) : [])
  }

  /// What would find more than the accounts list, where somebody who found nothing may need it.
  private func bounds(_ answer: SearchAnswer, columns: Int) -> [Line] {
    model.context.accounts.flatMap { account -> [Line] in
      guard case .answered(_, incomplete: _, .some(let bound)) = answer.progress[account.name]
      else { return [] }
      return Paragraph("\(account.name.safe): \(bound.sentence)", .muted).lines(columns: columns)
    }
  }

  /// Before the index has answered; for the first moment nothing, so that nothing flickers.
  private func beforeAnswer(columns: Int) -> [Line] {
    let passed = model.now.milliseconds(since: list.askedAt)
    guard passed >= ListStatus.patienceMilliseconds else { return [] }
    return Paragraph("Reading the local index …", .muted).lines(columns: columns)
  }

  private var text: SafeText { SafeText(sanitizing: list.answeredText) }

  private var waitingSentence: SafeText {
    text.isEmpty
      ? "No payments here yet; the providers are being asked."
      : "Nothing in the local index for “\(text)”; the providers are being asked."
  }

  /// Nothing found is not a dead end: the nearest references are offered.
  private func near(_ rows: [PaymentRow], columns: Int) -> [Line] {
    var paragraph = Paragraph("Nothing exactly; close:", .text)
    let names = rows.map { $0.transaction.name.truncatedMiddle(to: 32) }
    for (index, row) in rows.enumerated() {
      paragraph.add(" ")
      paragraph.addWhole(names[index], .title)
      // One name of several payments says nothing by itself, nor do names that are cut to one.
      if names.count(where: { $0 == names[index] }) > 1 {
        paragraph.addWhole(" (\(row.transaction.id.safe.truncatedMiddle(to: 24)))", .muted)
      }
      if index < rows.count - 1 { paragraph.add(",") }
    }
    return paragraph.lines(columns: columns)
      + Paragraph("\(key(.list(.search))) changes the search.", .muted).lines(columns: columns)
  }

  private func nothing(columns: Int) -> [Line] {
    guard !text.isEmpty else {
      return Paragraph("No payments here yet.", .text).lines(columns: columns)
        + Paragraph(
          "They appear here as soon as a provider tells of one. \(key(.view(.refresh))) asks again.",
          .muted
        ).lines(columns: columns)
    }
    return Paragraph("Nothing found for “\(text)”.", .text).lines(columns: columns)
      + Paragraph(
        "Fewer words find more. \(key(.list(.search))) changes the search, \(key(.view(.refresh))) asks again.",
        .muted
      ).lines(columns: columns)
      + model.context.writeObstacles.flatMap { Paragraph($0, .warning).lines(columns: columns) }
  }

  private func isWaiting(_ answer: SearchAnswer) -> Bool {
    answer.progress.values.contains(.waiting)
  }

  private func hasFailedAltogether(_ answer: SearchAnswer) -> Bool {
    !answer.progress.isEmpty
      && answer.progress.values.allSatisfy { progress in
        if case .failed = progress { true } else { false }
      }
  }

  private func key(_ action: DeskAction) -> SafeText { model.context.keymap.keyName(for: action) }

  // MARK: - Where each account stands

  /// One account after the other; the provider's name gives way before a sentence is broken, and where there is
  /// little room each has one line that may be cut.
  private func accounts(_ answer: SearchAnswer, columns: Int, isTight: Bool) -> [Line] {
    let asked = model.context.accounts.filter { answer.progress[$0.name] != nil }
    let nameWidth = min(asked.map(\.name.text.utf8.count).max() ?? 0, 20)
    let titleWidth = min(asked.map(\.providerTitle.width).max() ?? 0, 12)
    let withTitle = nameWidth + titleWidth + 10
    let hasTitle = asked.allSatisfy { account in
      state(answer.progress[account.name]).lines(columns: columns - withTitle).count == 1
    }
    let start = hasTitle ? withTitle : nameWidth + 8
    // A line that is cut says so at its end.
    let room = isTight ? Int(Int16.max) : columns - start
    return asked.flatMap { account in
      var head = Line(account.name.safe.truncatedMiddle(to: nameWidth))
      head.put(account.mode.word, account.mode.role, at: nameWidth + 2)
      if hasTitle {
        head.put(account.providerTitle.truncated(to: titleWidth), .muted, at: nameWidth + 8)
      }
      let state = state(answer.progress[account.name]).lines(columns: room)
      return state.enumerated().map { index, line in
        var whole = index == 0 ? head : Line()
        whole.add(line, at: start)
        return whole
      }
    }
  }

  private func state(_ progress: SearchAnswer.Progress?) -> Paragraph {
    switch progress {
    case .none: Paragraph()
    case .waiting: Paragraph("no answer yet\(wait) …", .pending)
    case .answered(let time, let incomplete, let bound):
      answered(TimeText.clock(time, zone: model.context.zone), incomplete, bound)
    case .failed(let why): Paragraph(why, .error)
    }
  }

  private func answered(
    _ time: SafeText, _ incomplete: SafeText?, _ bound: ListBound?
  ) -> Paragraph {
    if let incomplete {
      return Paragraph("answered \(time), incomplete: \(incomplete)", .warning)
    }
    guard let bound else { return Paragraph("answered \(time)", .muted) }
    return Paragraph("answered \(time), \(bound.brief)", .muted)
  }

  /// How long has been waited, once that is worth a word.
  private var wait: SafeText {
    let passed = model.now.milliseconds(since: list.askedAt)
    guard passed >= ListStatus.patienceMilliseconds else { return "" }
    return ", \(TimeText.wait(since: list.askedAt, now: model.now))"
  }
}
