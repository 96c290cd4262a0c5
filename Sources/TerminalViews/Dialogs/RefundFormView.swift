import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// The refund form: amount, reason, ticket and note, each with what is wrong with it under it.
struct RefundFormView {
  let form: RefundFormModel
  let now: Instant

  /// From this width on the money of the payment stands beside the fields.
  private static let summaryWidth = 96
  private static let formWidth = 64
  private static let label = 9
  private static let fieldWidth = 24

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    let account = form.detail.account
    var panel = Panel(rect: rect, frame: account.mode.frame)
    panel.title = DecisionTitle(
      words: "Refund from", reference: form.detail.transaction.name, account: account.name.safe,
      mode: account.mode
    ).line(columns: panel.titleWidth)
    panel.draw(on: &canvas, palette: palette)

    let content = panel.content
    let hasSummary = content.columns >= Self.summaryWidth
    let fields = hasSummary ? content.splitLeft(columns: Self.formWidth).left : content
    let compact = lines(columns: fields.columns, isAiry: false)
    let airy = lines(columns: fields.columns, isAiry: true)
    let isAiry = airy.count <= fields.rows
    (isAiry ? airy : compact).drawKeepingCursor(in: fields, on: &canvas, palette: palette)
    guard hasSummary else { return }
    let rest = content.splitLeft(columns: Self.formWidth + 4).rest
    let summary = (isAiry ? [Line.blank] : []) + LedgerSummary(detail: form.detail).lines
    summary.draw(in: rest, on: &canvas, palette: palette)
  }

  // MARK: - Lines

  private func lines(columns: Int, isAiry: Bool) -> [Line] {
    let gap: [Line] = isAiry ? [.blank] : []
    return gap + field(.amount, amount(columns: columns), columns)
      + field(.all, all, columns) + gap
      + field(.reason, reason(columns: columns), columns)
      + field(.ticket, text("Ticket", form.ticket, .ticket, hint: "(stays here)", columns), columns)
      + field(.note, text("Note", form.note, .note, hint: "(stays here)", columns), columns)
      + gap + field(.review, review, columns) + waiting(columns: columns)
  }

  /// A field and, under it, what is wrong with it.
  private func field(_ field: RefundFormModel.Field, _ line: Line, _ columns: Int) -> [Line] {
    guard let mistake = form.mistakes[field] else { return [line] }
    let start = field == .review ? 0 : Self.label
    let words = Paragraph(mistake, .error).lines(columns: columns - start)
    return [line] + words.map { $0.moved(by: start) }
  }

  private func amount(columns: Int) -> Line {
    var line = label("Amount", .amount)
    // Room for the currency and for the largest amount that can remain.
    line.add(field: form.amount, at: Self.label, width: 18, hasFocus: hasFocus(.amount))
    guard let remaining = form.remaining else {
      line.add(form.detail.transaction.amount.label, .warning, gap: 2)
      return line
    }
    let bound = remaining.bound
    line.add(SafeText(sanitizing: bound.currency.code), .text, gap: 2)
    let least: SafeText = remaining.isCertain ? "" : "\(Remaining.boundWord) "
    let words: SafeText = "\(least)\(bound.decimalText) remain"
    line.add(words, remaining.isCertain ? .muted : .warning, gap: 3, whole: true)
    return line
  }

  private var all: Line {
    let amount = form.remaining.flatMap { $0.isCertain ? $0.bound.decimalText : nil }
    let words: SafeText = amount.map { "[ All \($0) ]" } ?? "[ All ]"
    return button(words, .all, at: Self.label)
  }

  private func reason(columns: Int) -> Line {
    let hint: SafeText = "(sent to \(form.detail.account.providerTitle))"
    var line = text("Reason", form.reason, .reason, hint: hint, columns)
    let choose: SafeText = "← → choose"
    if hasFocus(.reason), line.end + 3 + choose.width <= columns {
      line.add(choose, .muted, gap: 3)
    }
    return line
  }

  private func text(
    _ name: SafeText, _ editor: LineEditor, _ field: RefundFormModel.Field, hint: SafeText,
    _ columns: Int
  ) -> Line {
    var line = label(name, field)
    let width = min(max(columns - Self.label - hint.width - 2, 12), Self.fieldWidth)
    line.add(field: editor, at: Self.label, width: width, hasFocus: hasFocus(field))
    line.add(hint, .muted, gap: 2)
    return line
  }

  private var review: Line {
    var line = button("[ Review ]", .review, at: 0)
    line.add("Tab next", .muted, gap: 5)
    line.add("Esc keeps the draft", .muted, gap: 5)
    return line
  }

  private func waiting(columns: Int) -> [Line] {
    guard form.reviewSerial != nil else { return [] }
    let provider = form.detail.account.providerTitle
    let wait = TimeText.wait(since: form.reviewAskedAt, now: now)
    return Paragraph("Reading the payment again at \(provider), \(wait) …", .pending)
      .lines(columns: columns)
  }

  private func label(_ name: SafeText, _ field: RefundFormModel.Field) -> Line {
    Line(name, hasFocus(field) ? .title : .muted)
  }

  private func button(
    _ words: SafeText, _ field: RefundFormModel.Field, at column: Int
  ) -> Line {
    var line = Line(words, hasFocus(field) ? .fieldFocus : .field, at: column)
    if hasFocus(field) { line.cursor = column + 2 }
    return line
  }

  private func hasFocus(_ field: RefundFormModel.Field) -> Bool { form.field == field }
}
