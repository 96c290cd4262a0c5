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

  /// What is confirmed, in words.
  private struct Content {
    var mode: Mode
    var account: SafeText
    var title: SafeText
    var sentences: [Paragraph]
    var technical: Paragraph?
  }

  func draw(in rect: Rect, on canvas: inout Canvas, palette: Palette) {
    let words = content
    var panel = Panel(rect: rect, frame: words.mode.frame)
    panel.title = Line(words.title, .title)
    panel.draw(on: &canvas, palette: palette)
    let (band, body) = panel.content.splitTop(rows: 1)
    draw(words, in: band, on: &canvas, palette: palette)
    let steps = ConfirmSteps(confirm: confirm, provider: provider, now: now)
    let prompt = steps.lines(columns: body.columns)
    var above = words.sentences.flatMap { $0.lines(columns: body.columns) }
    let details = words.technical?.lines(columns: body.columns) ?? []
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
    _ words: Content, in band: Rect, on canvas: inout Canvas, palette: Palette
  ) {
    let text: SafeText = "\(words.mode.word) · \(words.account) · \(provider)"
    switch words.mode {
    case .live:
      canvas.fill(band, style: palette[.live])
      canvas.draw(" \(text)", in: band, style: palette[.live])
    case .test:
      canvas.draw("\(text) · no real money", in: band, style: palette[.test])
    }
  }

  private var provider: SafeText {
    switch confirm.subject {
    case .decision(let review): review.account.providerTitle
    case .ruling(let ruling): context.provider(of: ruling.item.key)
    }
  }

  private var content: Content {
    switch confirm.subject {
    case .decision(let review):
      let words = ReviewWords(
        review: review, wantsAcknowledgement: confirm.wantsAcknowledgement, zone: context.zone,
        now: now)
      return Content(
        mode: review.account.mode, account: review.account.name.safe,
        title: confirm.wantsAcknowledgement ? "Again?" : "Confirm", sentences: words.sentences,
        technical: words.technical)
    case .ruling(let form):
      let words = RulingWords(form: form, zone: context.zone, now: now)
      return Content(
        mode: form.item.mode, account: form.item.account,
        title: form.verdict == .release ? "Confirm the release" : "Confirm the ruling",
        sentences: words.sentences, technical: words.technical)
    }
  }
}
