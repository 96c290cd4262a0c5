import Payments
import Settings
import SupportDesk
package import Terminal
import TextSafety
package import ViewModels

/// Draws the whole desk: a pure function from its state to cells.
package struct DeskView {
  /// Draws the desk, and puts the cursor where text is typed.
  ///
  /// - Parameters:
  ///   - model: What to draw.
  ///   - size: The size of the terminal.
  ///   - palette: The colours.
  ///   - drawn: What the last drawing left, to save time; the cells are the same without it.
  package static func canvas(
    of model: DeskModel, size: Size, palette: ThemeStyles, drawn: DrawnDesk = DrawnDesk()
  ) -> Canvas {
    var canvas = Canvas(size: size, style: palette[.background])
    draw(model, on: &canvas, palette: palette, drawn: drawn)
    return canvas
  }

  private static func draw(
    _ model: DeskModel, on canvas: inout Canvas, palette: ThemeStyles, drawn: DrawnDesk
  ) {
    let layout = model.layout(columns: canvas.size.columns, rows: canvas.size.rows)
    guard layout.arrangement != .tooSmall else {
      TooSmallView().draw(in: canvas.bounds, on: &canvas, palette: palette)
      return
    }
    drawn.bar(BarView(model: model), columns: layout.bar.width)
      .draw(in: Rect(layout.bar), on: &canvas, palette: palette)
    drawPanes(model, layout, on: &canvas, palette: palette, drawn: drawn)
    // Under a command line everything stays in view.
    if let layer = model.layers.last(where: { !$0.isCommand }) {
      let rect = Rect(layer.isFullWidth ? layout.body : layout.layer)
      canvas.fill(rect, style: palette[.background])
      canvas.cursor = nil
      draw(layer, of: model, in: rect, on: &canvas, palette: palette)
    }
    guard let command = model.commandLine else {
      FooterView(model: model).draw(in: Rect(layout.footer), on: &canvas, palette: palette)
      return
    }
    CommandLineView(command: command, keymap: model.context.keymap)
      .draw(
        body: Rect(layout.body), footer: Rect(layout.footer), on: &canvas, palette: palette)
  }

  private static func drawPanes(
    _ model: DeskModel, _ layout: DeskLayout, on canvas: inout Canvas, palette: ThemeStyles,
    drawn: DrawnDesk
  ) {
    let isCovered = model.layers.contains { !$0.isCommand }
    guard !model.attention.isOpen else {
      drawMatters(model, layout, isCovered: isCovered, on: &canvas, palette: palette)
      return
    }
    let thisYear = drawn.year(at: model.now, in: model.context.zone)
    if let list = layout.list, !isCovered || layout.list != layout.layer {
      ListView(
        hasFocus: model.screen.focus == .list && !isCovered, thisYear: thisYear, drawn: drawn.list
      ).draw(model, in: Rect(list), on: &canvas, palette: palette)
    }
    if let detail = layout.detail, !isCovered || layout.detail != layout.layer {
      DetailView(
        hasFocus: model.screen.focus == .detail && !isCovered, thisYear: thisYear,
        drawn: drawn.detail
      ).draw(model, in: Rect(detail), on: &canvas, palette: palette)
    }
  }

  /// What needs somebody, where the transactions and the payment stand otherwise.
  private static func drawMatters(
    _ model: DeskModel, _ layout: DeskLayout, isCovered: Bool, on canvas: inout Canvas,
    palette: ThemeStyles
  ) {
    let focus = model.attention.focus
    // Without a matter there is no evidence either.
    guard model.attention.selectedItem != nil || isCovered else {
      AttentionView(model: model, hasFocus: true, showsEvidence: false)
        .draw(in: Rect(layout.body), on: &canvas, palette: palette)
      return
    }
    if let list = layout.list, !isCovered || layout.list != layout.layer {
      AttentionView(
        model: model, hasFocus: focus == .list && !isCovered,
        showsEvidence: layout.detail != nil
      ).draw(in: Rect(list), on: &canvas, palette: palette)
    }
    if let detail = layout.detail, !isCovered || layout.detail != layout.layer {
      EvidenceView(model: model, hasFocus: focus == .detail && !isCovered)
        .draw(in: Rect(detail), on: &canvas, palette: palette)
    }
  }

  private static func draw(
    _ layer: Layer, of model: DeskModel, in rect: Rect, on canvas: inout Canvas,
    palette: ThemeStyles
  ) {
    switch layer {
    case .refundForm(let form):
      RefundFormView(form: form, now: model.now).draw(in: rect, on: &canvas, palette: palette)
    case .confirm(let confirm):
      ConfirmView(confirm: confirm, context: model.context, now: model.now)
        .draw(in: rect, on: &canvas, palette: palette)
    case .ruling(let form):
      RulingFormView(
        form: form, settling: model.settling, context: model.context, now: model.now
      ).draw(in: rect, on: &canvas, palette: palette)
    case .result(let result):
      ResultView(
        result: result, reference: model.name(of: result.intent.key), settling: model.settling,
        keymap: model.context.keymap, now: model.now
      ).draw(in: rect, on: &canvas, palette: palette)
    case .help(let help):
      HelpView(model: model, firstLine: help.firstLine).draw(
        in: rect, on: &canvas, palette: palette)
    case .messages(let said):
      MessagesView(model: model, firstMessage: said.firstLine)
        .draw(in: rect, on: &canvas, palette: palette)
    case .timeline(let timeline):
      TimelineView(timeline: timeline, zone: model.context.zone, now: model.now)
        .draw(in: rect, on: &canvas, palette: palette)
    case .rawAnswer(let answer):
      RawAnswerView(answer: answer, pane: model.detail, context: model.context, now: model.now)
        .draw(in: rect, on: &canvas, palette: palette)
    case .note(let note):
      NoteView(
        note: note, earlier: model.detail.detail?.notes ?? [], zone: model.context.zone,
        now: model.now
      ).draw(in: rect, on: &canvas, palette: palette)
    case .dispute(let dispute):
      DisputeView(dispute: dispute, zone: model.context.zone, now: model.now)
        .draw(in: rect, on: &canvas, palette: palette)
    case .copyMenu(let menu):
      CopyMenuView(menu: menu).draw(in: rect, on: &canvas, palette: palette)
    case .columns(let chooser):
      ColumnChooserView(model: model, chooser: chooser)
        .draw(in: rect, on: &canvas, palette: palette)
    case .export(let export):
      ExportView(export: export, now: model.now).draw(in: rect, on: &canvas, palette: palette)
    case .quitQuestion(let question):
      QuitQuestionView(sentence: question.sentence, keymap: model.context.keymap)
        .draw(in: rect, on: &canvas, palette: palette)
    case .palette(let found):
      PaletteView(model: model, list: found).draw(in: rect, on: &canvas, palette: palette)
    case .command: break
    }
  }
}

extension DeskModel {
  /// What people call a payment, as far as it is on the screen; else its id.
  fileprivate func name(of key: PaymentKey) -> SafeText {
    if let detail = detail.detail, detail.row.id == key { return detail.transaction.name }
    return list.rows.first { $0.id == key }?.transaction.name ?? key.id.safe
  }
}

extension Layer {
  /// Whether it has the place of both panes: its lines are long, and nothing is decided on it.
  fileprivate var isFullWidth: Bool {
    switch self {
    case .timeline, .rawAnswer: true
    case .refundForm, .ruling, .confirm, .result, .help, .messages, .note, .dispute, .copyMenu,
      .columns,
      .export, .quitQuestion, .command, .palette:
      false
    }
  }

  /// Whether it takes the bottom line only.
  fileprivate var isCommand: Bool {
    if case .command = self { true } else { false }
  }
}
