import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// Where things are on the screen now.
  package var layout: DeskLayout { layout(columns: columns, rows: rows) }

  /// Where things are on a screen of some size; the matters stand where the transactions do.
  package func layout(columns: Int, rows: Int) -> DeskLayout {
    DeskLayout(
      columns: columns, rows: rows, focus: attention.isOpen ? attention.focus : focus,
      isZoomed: attention.isOpen ? attention.isZoomed : isZoomed,
      lowBandwidth: context.lowBandwidth)
  }

  /// Where keys are looked up now: the front layer, else the search line, else the pane with the
  /// focus.
  package var place: DeskAction.Place { place(below: 0) }

  /// The place that the help is about: what lies under it.
  package var helpPlace: DeskAction.Place {
    if case .help = layers.last { place(below: 1) } else { place }
  }

  private func place(below count: Int) -> DeskAction.Place {
    guard let layer = layers.dropLast(count).last else {
      if attention.isOpen { return attention.focus == .list ? .attention : .evidence }
      if list.isSearching { return .search }
      switch focus {
      case .list: return .list
      case .detail: return .detail
      }
    }
    switch layer {
    case .refundForm(let form): return form.field.place
    case .ruling(let form): return form.field.place
    case .confirm(let confirm): return confirm.isTyping ? .confirm : .confirmWaiting
    case .result: return .result
    case .help: return .help
    case .messages: return .messages
    case .timeline: return .timeline
    case .rawAnswer: return .rawAnswer
    case .note: return .note
    case .copyMenu: return .copyMenu
    case .columns: return .columns
    case .export: return .exportPath
    case .quitQuestion: return .quitQuestion
    case .command: return .command
    case .palette: return .palette
    }
  }

  /// The refund form, wherever it lies; at most one is open.
  package var form: RefundFormModel? {
    for case .refundForm(let form) in layers { return form }
    return nil
  }

  /// The confirm screen, wherever it lies; at most one is open.
  package var confirm: ConfirmModel? {
    for case .confirm(let confirm) in layers { return confirm }
    return nil
  }

  /// The ruling being written, wherever it lies; at most one is open.
  package var ruling: RulingFormModel? {
    for case .ruling(let form) in layers { return form }
    return nil
  }

  /// Changes the ruling being written in place; nothing happens when none is open.
  mutating func changeRuling(_ change: (inout RulingFormModel) -> Void) {
    for index in layers.indices {
      guard case .ruling(var form) = layers[index] else { continue }
      change(&form)
      layers[index] = .ruling(form)
    }
  }

  /// Changes the refund form in place; nothing happens when none is open.
  mutating func changeForm(_ change: (inout RefundFormModel) -> Void) {
    for index in layers.indices {
      guard case .refundForm(var form) = layers[index] else { continue }
      change(&form)
      layers[index] = .refundForm(form)
    }
  }

  /// Changes the confirm screen in place; nothing happens when none is open.
  mutating func changeConfirm(_ change: (inout ConfirmModel) -> Void) {
    for index in layers.indices {
      guard case .confirm(var confirm) = layers[index] else { continue }
      change(&confirm)
      layers[index] = .confirm(confirm)
    }
  }

  /// Replaces the front layer.
  mutating func replaceFront(_ layer: Layer) {
    guard !layers.isEmpty else { return }
    layers[layers.count - 1] = layer
  }

  /// Closes the front layer.
  mutating func closeFront() -> [DeskEffect] {
    _ = layers.popLast()
    return layersClosed()
  }

  /// Closes the confirm screen, and what lies over it.
  mutating func closeConfirm() -> [DeskEffect] {
    guard let index = layers.firstIndex(where: \.isConfirm) else { return [] }
    layers.removeSubrange(index...)
    return [.unschedule(.confirmQuiet)] + layersClosed()
  }

  /// Brings the list up to date when the last layer is gone; dialogs pause refresh.
  mutating func layersClosed() -> [DeskEffect] {
    guard layers.isEmpty, let held = list.heldAnswer else { return [] }
    list.heldAnswer = nil
    return apply(held)
  }
}

extension Layer {
  /// Whether this is the confirm screen.
  var isConfirm: Bool {
    if case .confirm = self { true } else { false }
  }
}

extension RefundFormModel.Field {
  /// Where its keys are looked up.
  var place: DeskAction.Place {
    switch self {
    case .amount, .ticket, .note: .formText
    case .reason: .formReason
    case .all, .review: .formButton
    }
  }
}

extension RulingFormModel.Field {
  /// Where its keys are looked up.
  var place: DeskAction.Place {
    switch self {
    case .match: .formChoice
    case .amount, .who, .refundID, .evidence: .formText
    case .review: .formButton
    }
  }
}

extension ConfirmModel {
  /// Whether the screen is still the agent's to type on, rather than a decision on its way.
  package var isTyping: Bool {
    switch phase {
    case .settling, .ready: true
    case .preparing, .undoable, .sending, .discarding, .recording: false
    }
  }
}
