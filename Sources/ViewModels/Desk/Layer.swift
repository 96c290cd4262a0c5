package import SupportDesk
package import TextSafety

/// A form or dialog over the panes.
package enum Layer: Hashable, Sendable {
  /// The refund form.
  case refundForm(RefundFormModel)
  /// A ruling, or the release of a frozen payment, being written.
  case ruling(RulingFormModel)
  /// Review and confirm, of a refund, a cancel or a ruling, up to its end.
  case confirm(ConfirmModel)
  /// What came of it.
  case result(DecisionResult)
  /// The keys that work where the cursor is.
  case help(HelpModel)
  /// What was said.
  case messages(MessagesModel)
  /// The history of a payment.
  case timeline(TimelineModel)
  /// What the provider last answered about a payment.
  case rawAnswer(RawAnswerModel)
  /// A note being written on a payment.
  case note(NoteModel)
  /// A dispute of the payer's bank being written down or lifted.
  case dispute(DisputeModel)
  /// The things that can be copied, and the one chosen.
  case copyMenu(CopyMenuModel)
  /// The facts that the list shows, being chosen.
  case columns(ColumnChooserModel)
  /// Where the rows of the list are written to.
  case export(ExportModel)
  /// A command being typed.
  case command(CommandLineModel)
  /// All actions, being looked through.
  case palette(PaletteModel)
  /// Whether to quit although a draft or a request is open.
  case quitQuestion(QuitQuestionModel)
}

extension Layer {
  /// The one way to whatever lies there.
  var dialog: any Dialog {
    get {
      switch self {
      case .refundForm(let dialog): dialog
      case .ruling(let dialog): dialog
      case .confirm(let dialog): dialog
      case .result(let dialog): dialog
      case .help(let dialog): dialog
      case .messages(let dialog): dialog
      case .timeline(let dialog): dialog
      case .rawAnswer(let dialog): dialog
      case .note(let dialog): dialog
      case .dispute(let dialog): dialog
      case .copyMenu(let dialog): dialog
      case .columns(let dialog): dialog
      case .export(let dialog): dialog
      case .command(let dialog): dialog
      case .palette(let dialog): dialog
      case .quitQuestion(let dialog): dialog
      }
    }
    set { self = newValue.layer }
  }
}

/// The keys that work where the cursor is, being read.
package struct HelpModel: Hashable, Sendable {
  /// The first line shown.
  package var firstLine = 0

  /// Opens it at its beginning.
  package init(firstLine: Int = 0) { self.firstLine = firstLine }
}

extension HelpModel: Dialog {
  var layer: Layer { .help(self) }
  var place: DeskAction.Place { .help }

  mutating func move(_ movement: Movement, _ turn: inout Turn) {
    let page = turn.desk.page
    firstLine = movement.line(from: firstLine, page: page, last: turn.desk.lineCount - page)
  }

  func title(of action: DeskAction) -> SafeText? {
    action == .help ? "close" : action.titleOfScrolling
  }
}

/// What was said, being read.
package struct MessagesModel: Hashable, Sendable {
  /// The first line shown.
  package var firstLine = 0

  /// Opens it at its beginning.
  package init(firstLine: Int = 0) { self.firstLine = firstLine }
}

extension MessagesModel: Dialog {
  var layer: Layer { .messages(self) }
  var place: DeskAction.Place { .messages }

  mutating func move(_ movement: Movement, _ turn: inout Turn) {
    firstLine = movement.line(
      from: firstLine, page: turn.desk.page, last: turn.desk.lineCount - 1)
  }

  func title(of action: DeskAction) -> SafeText? {
    action == .messages ? "close" : action.titleOfScrolling
  }
}

/// The question whether to quit.
package struct QuitQuestionModel: Hashable, Sendable {
  /// What would be lost or is still open, and the question.
  package let sentence: SafeText

  /// Asks.
  package init(_ sentence: SafeText) { self.sentence = sentence }
}

extension QuitQuestionModel: Dialog {
  var layer: Layer { .quitQuestion(self) }
  var place: DeskAction.Place { .quitQuestion }

  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    switch action {
    case .quitAnyway: turn.ask(.quit)
    case .stay: turn.close()
    default: break
    }
  }

  func title(of action: DeskAction) -> SafeText? {
    action == .back || action == .cancel ? "stay" : nil
  }

  func isHinted(_ action: DeskAction) -> Bool { action != .cancel && isUsuallyHinted(action) }
}

extension DeskAction {
  /// What moving does where nothing has a cursor; `nil` for anything else.
  var titleOfScrolling: SafeText? {
    switch self {
    case .move(.down): "scroll down"
    case .move(.up): "scroll up"
    default: nil
    }
  }
}
