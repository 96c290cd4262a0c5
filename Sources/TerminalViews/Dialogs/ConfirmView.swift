import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// The last screen before money moves: which world, what exactly, what remains after, and the word to type.
struct ConfirmView {
  let confirm: ConfirmModel
  let zone: ZoneOffsets
  let now: Instant

  private var review: Review { confirm.review }

  func draw(in rect: Rect, on canvas: inout Canvas, palette: Palette) {
    var panel = Panel(rect: rect, frame: review.account.mode.frame)
    panel.title = Line(confirm.wantsAcknowledgement ? "Again?" : "Confirm", .title)
    panel.draw(on: &canvas, palette: palette)
    let content = panel.content
    let (band, body) = content.splitTop(rows: 1)
    drawBand(in: band, on: &canvas, palette: palette)
    let prompt = ConfirmSteps(confirm: confirm, now: now).lines(columns: body.columns)
    var words = sentences.flatMap { $0.lines(columns: body.columns) }
    let details = technical?.lines(columns: body.columns) ?? []
    // What moves and what to type must both be seen; the ids can also be read in the payment.
    if words.count + details.count + prompt.count <= body.rows { words += details }
    var lines = words + prompt
    // Air where there is room for it, in the order in which it helps reading.
    if lines.count < body.rows { lines.insert(.blank, at: words.count) }
    if lines.count < body.rows { lines.insert(.blank, at: 0) }
    lines.drawKeepingCursor(in: body, on: &canvas, palette: palette)
  }

  /// LIVE fills the line, test only says its word: which world it is must be seen before anything is read.
  private func drawBand(in band: Rect, on canvas: inout Canvas, palette: Palette) {
    let account = review.account
    let words: SafeText = "\(account.mode.word) · \(account.name.safe) · \(account.providerTitle)"
    switch account.mode {
    case .live:
      canvas.fill(band, style: palette[.live])
      canvas.draw(" \(words)", in: band, style: palette[.live])
    case .test:
      canvas.draw("\(words) · no real money", in: band, style: palette[.test])
    }
  }

  // MARK: - Sentences, from our own integers and sanitised ids only

  private var sentences: [Paragraph] {
    if confirm.wantsAcknowledgement { return again }
    switch review.decision.kind {
    case .refund: return [refund, remains]
    case .cancel: return [cancel]
    }
  }

  private var again: [Paragraph] {
    var question = Paragraph("Refund ")
    question.add("another ", .warning)
    question.addWhole(review.decision.amount.text, .amount)
    question.add(" from payment \(reference)?")
    return [Paragraph(review.recent?.sentence ?? "", .warning), question]
  }

  private var reference: SafeText { review.reference.truncatedMiddle(to: 40) }

  private var refund: Paragraph {
    var paragraph = Paragraph("Refund ")
    paragraph.addWhole(review.decision.amount.text, .amount)
    paragraph.add(" from payment ")
    paragraph.addWhole(reference, .title)
    paragraph.add(", ")
    paragraph.addWhole(review.transaction.amount.label, .text)
    paragraph.add(" paid \(day), back to the payer.")
    return paragraph
  }

  private var remains: Paragraph {
    var paragraph = Paragraph()
    if let before = review.before {
      if !before.isCertain { paragraph.add("At most ", .warning) }
      paragraph.addWhole(before.bound.text)
      paragraph.add(" remain now")
      paragraph.add(review.after == nil ? ". " : ", ")
    }
    if let after = review.after {
      if review.before?.isCertain == false { paragraph.add("at most ", .warning) }
      paragraph.addWhole(after.text, .amount)
      paragraph.add(" will remain after. ")
    }
    if !review.wireAmount.isEmpty {
      paragraph.add("Sent as amount ")
      paragraph.addWhole(review.wireAmount, .text)
      paragraph.add(". ")
    }
    paragraph.addWhole("A refund cannot be taken back.", .warning)
    return paragraph
  }

  private var cancel: Paragraph {
    var paragraph = Paragraph("Cancel payment ")
    paragraph.addWhole(reference, .title)
    paragraph.add(", ")
    paragraph.addWhole(review.transaction.amount.label, .amount)
    paragraph.add(", \(review.transaction.status.title), created \(day). ")
    paragraph.add("Nothing will be taken from the payer. ")
    paragraph.addWhole("A cancel cannot be taken back.", .warning)
    return paragraph
  }

  /// What an administrator would ask for.
  private var technical: Paragraph? {
    guard !confirm.wantsAcknowledgement else { return nil }
    var parts: [SafeText] = ["Transaction \(review.transaction.id.safe)"]
    if !review.decision.reason.isEmpty {
      let words = SafeText(sanitizing: review.decision.reason).truncated(to: 60)
      parts.append("reason \(words)")
    }
    if let prefix = review.keyPrefix { parts.append("key \(prefix)…") }
    return Paragraph(parts.joined(separator: " · "), .muted)
  }

  private var day: SafeText {
    review.transaction.created.map { TimeText.short($0, zone: zone, now: now) }
      ?? "at an unknown time"
  }
}
