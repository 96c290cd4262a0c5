import Settings
package import Terminal
package import ViewModels

/// Draws the whole desk: a pure function from its state to cells.
package struct DeskView {
  /// Draws the desk on all of a canvas and puts the cursor where text is typed.
  package static func draw(_ model: DeskModel, on canvas: inout Canvas, palette: Palette) {
    canvas.cursor = nil
    canvas.fill(canvas.bounds, style: palette[.background])
    let layout = DeskLayout(
      columns: canvas.size.columns, rows: canvas.size.rows, focus: model.focus,
      isZoomed: model.isZoomed, lowBandwidth: model.context.lowBandwidth)
    guard layout.arrangement != .tooSmall else {
      TooSmallView().draw(in: canvas.bounds, on: &canvas, palette: palette)
      return
    }
    BarView(model: model).draw(in: Rect(layout.bar), on: &canvas, palette: palette)
    drawPanes(model, layout, on: &canvas, palette: palette)
    if let layer = model.layers.last {
      canvas.fill(Rect(layout.layer), style: palette[.background])
      canvas.cursor = nil
      draw(layer, of: model, in: Rect(layout.layer), on: &canvas, palette: palette)
    }
    FooterView(model: model).draw(in: Rect(layout.footer), on: &canvas, palette: palette)
  }

  private static func drawPanes(
    _ model: DeskModel, _ layout: DeskLayout, on canvas: inout Canvas, palette: Palette
  ) {
    let isCovered = !model.layers.isEmpty
    if let list = layout.list, !isCovered || layout.list != layout.layer {
      ListView(model: model, hasFocus: model.focus == .list && !isCovered)
        .draw(in: Rect(list), on: &canvas, palette: palette)
    }
    if let detail = layout.detail, !isCovered || layout.detail != layout.layer {
      DetailView(model: model, hasFocus: model.focus == .detail && !isCovered)
        .draw(in: Rect(detail), on: &canvas, palette: palette)
    }
  }

  private static func draw(
    _ layer: Layer, of model: DeskModel, in rect: Rect, on canvas: inout Canvas, palette: Palette
  ) {
    switch layer {
    case .refundForm(let form):
      RefundFormView(form: form, now: model.now).draw(in: rect, on: &canvas, palette: palette)
    case .confirm(let confirm):
      ConfirmView(confirm: confirm, zone: model.context.zone, now: model.now)
        .draw(in: rect, on: &canvas, palette: palette)
    case .result(let result):
      ResultView(result: result, keymap: model.context.keymap)
        .draw(in: rect, on: &canvas, palette: palette)
    case .help(let firstLine):
      HelpView(model: model, firstLine: firstLine).draw(in: rect, on: &canvas, palette: palette)
    case .messages(let firstLine):
      MessagesView(model: model, firstMessage: firstLine)
        .draw(in: rect, on: &canvas, palette: palette)
    case .copyMenu(let menu):
      CopyMenuView(menu: menu).draw(in: rect, on: &canvas, palette: palette)
    case .quitQuestion(let sentence):
      QuitQuestionView(sentence: sentence, keymap: model.context.keymap)
        .draw(in: rect, on: &canvas, palette: palette)
    }
  }
}
