import Payments
package import SupportDesk
import TextSafety

// Forms and dialogs lie over each other; the front one has the keys, and each takes the answers that it asked for.

extension DeskModel {
  /// Where things are on the screen now.
  package var layout: DeskLayout { layout(columns: screen.columns, rows: screen.rows) }

  /// Where things are on a screen of some size; the matters stand where the transactions do.
  package func layout(columns: Int, rows: Int) -> DeskLayout {
    DeskLayout(
      columns: columns, rows: rows, focus: attention.isOpen ? attention.focus : screen.focus,
      isZoomed: attention.isOpen ? attention.isZoomed : screen.isZoomed,
      lowBandwidth: context.lowBandwidth)
  }

  /// Where keys are looked up now: the front layer, else the search line, else the pane with the
  /// focus.
  package var place: DeskAction.Place { layers.last?.dialog.place ?? placeInPanes }

  /// The place that the help is about: what lies under it.
  package var helpPlace: DeskAction.Place {
    layers.last?.isHelp == true ? layers.dropLast().last?.dialog.place ?? placeInPanes : place
  }

  private var placeInPanes: DeskAction.Place {
    if attention.isOpen { return attention.focus == .list ? .attention : .evidence }
    if list.isSearching { return .search }
    switch screen.focus {
    case .list: return .list
    case .detail: return .detail
    }
  }

  // MARK: - Which there are

  /// A dialog of some kind, wherever it lies; at most one of each is open.
  func dialog<Kind: Dialog>(_ kind: Kind.Type = Kind.self) -> Kind? {
    for layer in layers { if let dialog = layer.dialog as? Kind { return dialog } }
    return nil
  }

  /// The refund form.
  package var form: RefundFormModel? { dialog() }
  /// The ruling being written.
  package var ruling: RulingFormModel? { dialog() }
  /// The confirm screen.
  package var confirm: ConfirmModel? { dialog() }
  /// The history of a payment.
  package var timeline: TimelineModel? { dialog() }
  /// The raw answer.
  package var rawAnswer: RawAnswerModel? { dialog() }
  /// The note being written.
  package var note: NoteModel? { dialog() }
  /// The command line.
  package var commandLine: CommandLineModel? { dialog() }
  /// The palette.
  package var palette: PaletteModel? { dialog() }
  /// Where the facts of the list are chosen.
  package var columnChooser: ColumnChooserModel? { dialog() }
  /// What came of a decision.
  package var result: DecisionResult? { dialog() }

  // MARK: - Turns

  /// What a dialog may know.
  var facts: DeskFacts { facts(lineCount: 0) }

  private func facts(lineCount: Int) -> DeskFacts {
    DeskFacts(
      now: now, context: context, layout: layout, commands: memory.remembered.commands,
      work: settling.work,
      lineCount: lineCount)
  }

  /// How many lines a layer has that the desk writes; 0 for one that has its own.
  private func lineCount(of layer: Layer) -> Int {
    switch layer {
    case .help: helpTable.lines.count
    case .messages: said.messages.count
    default: 0
    }
  }

  /// Gives the front dialog its turn; nothing happens where there is none.
  mutating func turnOfFront(
    _ act: (inout any Dialog, inout Turn) -> Void
  ) -> [DeskEffect] {
    layers.isEmpty ? [] : turn(at: layers.count - 1, act)
  }

  /// Gives the dialog of some kind its turn; nothing happens where there is none.
  mutating func turn<Kind: Dialog>(
    of kind: Kind.Type, _ act: (inout Kind, inout Turn) -> Void
  ) -> [DeskEffect] {
    guard let index = layers.firstIndex(where: { $0.dialog is Kind }) else { return [] }
    return turn(at: index) { dialog, turn in
      guard var known = dialog as? Kind else { return }
      act(&known, &turn)
      dialog = known
    }
  }

  /// Gives every dialog an answer; the one that asked for it takes it.
  mutating func tellDialogs(_ event: DeskEvent) -> [DeskEffect] {
    var effects: [DeskEffect] = []
    // What one of them asks for may close others.
    for kind in layers.map({ Swift.type(of: $0.dialog) }) {
      guard let index = layers.firstIndex(where: { Swift.type(of: $0.dialog) == kind }) else {
        continue
      }
      effects += turn(at: index) { $0.take(event, &$1) }
    }
    return effects
  }

  private mutating func turn(
    at index: Int, _ act: (inout any Dialog, inout Turn) -> Void
  ) -> [DeskEffect] {
    var turn = Turn(facts(lineCount: lineCount(of: layers[index])), serial: session.serial)
    var dialog = layers[index].dialog
    act(&dialog, &turn)
    layers[index].dialog = dialog
    session.serial = turn.serial
    return turn.requests.flatMap { fulfil($0, of: Swift.type(of: dialog)) }
  }

  /// Does what a dialog asked for.
  private mutating func fulfil(_ request: Request, of kind: any Dialog.Type) -> [DeskEffect] {
    switch request {
    case .perform(let effect): return [effect]
    case .say(let level, let text): return say(level, text)
    case .tell(let level, let text, let intent): return say(level, text, of: intent)
    case .explain(let text): return explain(text)
    case .remember(let change): return remember(change)
    case .close:
      layers.removeAll { Swift.type(of: $0.dialog) == kind }
      return layersClosed()
    case .readPayment: return readDetail(live: true)
    case .refreshRows: return refreshRows()
    case .lookAtOpenDecisions: return lookAtOpenDecisions()
    case .readAgain(let keys): return readAgain(after: keys)
    case .decision(let request): return fulfil(request)
    case .command(let request): return fulfil(request)
    case .showNote(let note, let key):
      showInDetail(note, on: key)
      return []
    case .quit: return leave()
    }
  }

  // MARK: - Closing

  /// Closes the front layer.
  mutating func closeFront() -> [DeskEffect] {
    _ = layers.popLast()
    return layersClosed()
  }

  /// Brings the list up to date when the last layer is gone; dialogs pause refresh.
  mutating func layersClosed() -> [DeskEffect] {
    guard layers.isEmpty, let held = list.heldAnswer else { return [] }
    list.heldAnswer = nil
    return apply(held)
  }
}

extension Layer {
  /// Whether this is the help.
  var isHelp: Bool { dialog is HelpModel }
  /// Whether this is the confirm screen.
  var isConfirm: Bool { dialog is ConfirmModel }
  /// Whether this is what came of a decision.
  package var isResult: Bool { dialog is DecisionResult }
}
