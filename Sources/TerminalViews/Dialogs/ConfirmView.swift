import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// The last screen before money moves or a ruling is made: which world, what exactly, and the word to type.
struct ConfirmView {
  let confirm: ConfirmModel
  let context: DeskContext
  let now: Instant

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    let words = ConfirmWords(confirm, context: context, now: now)
    var panel = Panel(rect: rect, frame: words.mode.frame)
    panel.title = Line(words.title, .title)
    panel.draw(on: &canvas, palette: palette)
    let (band, body) = panel.content.splitTop(rows: 1)
    draw(words, in: band, on: &canvas, palette: palette)
    let steps = ConfirmSteps(confirm: confirm, words: words, now: now)
    let prompt = steps.lines(columns: body.columns)
    var above = words.sentences.flatMap { Paragraph($0).lines(columns: body.columns) }
    let details =
      words.technical.isEmpty
      ? []
      : Paragraph(words.technical.joined(separator: " · "), .muted).lines(columns: body.columns)
    // What moves and what to type must both be seen; the ids can also be read in the payment.
    if above.count + details.count + prompt.count <= body.rows { above += details }
    var lines = above + prompt
    // Air where there is room for it, in the order in which it helps reading.
    if lines.count < body.rows { lines.insert(.blank, at: above.count) }
    if lines.count < body.rows { lines.insert(.blank, at: 0) }
    lines.drawKeepingCursor(in: body, on: &canvas, palette: palette)
  }

  /// LIVE fills the line, test only says its word: which world it is must be seen before anything is read.
  private func draw(
    _ words: ConfirmWords, in band: Rect, on canvas: inout Canvas, palette: ThemeStyles
  ) {
    let text: SafeText = "\(words.mode.word) · \(words.account) · \(words.provider)"
    switch words.mode {
    case .live:
      canvas.fill(band, style: palette[.live])
      canvas.draw(" \(text)", in: band, style: palette[.live])
    case .test:
      canvas.draw("\(text) · no real money", in: band, style: palette[.test])
    }
  }
}
