package import TextSafety

extension DeskAction {
  /// Where a key is looked up: what has the cursor.
  package enum Place: Hashable, Sendable, CaseIterable {
    /// The rows of the list.
    case list
    /// The payment.
    case detail
    /// What needs somebody.
    case attention
    /// The evidence of what needs somebody.
    case evidence
    /// The search line, while it has the cursor.
    case search
    /// A field of a form in which text is typed.
    case formText
    /// The reason of the refund form.
    case formReason
    /// A button of a form.
    case formButton
    /// A choice among rows, in the form of a ruling.
    case formChoice
    /// The confirm screen, while something is typed.
    case confirm
    /// The confirm screen, while a decision is on its way.
    case confirmWaiting
    /// The result of a decision.
    case result
    /// The help.
    case help
    /// The messages.
    case messages
    /// The history of a payment.
    case timeline
    /// What the provider last answered about a payment.
    case rawAnswer
    /// A note being written.
    case note
    /// The copy menu.
    case copyMenu
    /// The facts that the list shows.
    case columns
    /// Where an export is written to.
    case exportPath
    /// The question whether to quit.
    case quitQuestion
    /// The command line.
    case command
    /// The palette of all actions.
    case palette

    /// The words for it in a sentence.
    package var title: SafeText {
      switch self {
      case .list: "the list"
      case .detail: "the payment"
      case .attention: "attention"
      case .evidence: "the evidence"
      case .search: "the search line"
      case .formText: "a field"
      case .formReason: "the reason"
      case .formButton: "a button"
      case .formChoice: "a choice"
      case .confirm: "confirming"
      case .confirmWaiting: "waiting"
      case .result: "the result"
      case .help: "the help"
      case .messages: "the messages"
      case .timeline: "the timeline"
      case .rawAnswer: "the raw answer"
      case .note: "a note"
      case .copyMenu: "the copy menu"
      case .columns: "the columns"
      case .exportPath: "exporting"
      case .quitQuestion: "quitting"
      case .command: "the command line"
      case .palette: "the palette"
      }
    }

    /// Whether a printable character is text here.
    package var takesText: Bool {
      switch self {
      case .search, .formText, .formReason, .confirm, .exportPath, .note, .command, .palette:
        true
      case .list, .detail, .attention, .evidence, .formButton, .formChoice, .confirmWaiting,
        .result, .help, .messages, .timeline, .rawAnswer, .copyMenu, .columns, .quitQuestion:
        false
      }
    }
  }

}

extension Set<DeskAction.Place> {
  static let everywhere = Set(DeskAction.Place.allCases)
  static let panes: Self = [.list, .detail]
  static let matters: Self = [.attention, .evidence]
  static let body = panes.union(matters)
  static let scrolled = body.union([.help, .messages, .timeline, .rawAnswer])
  static let chosen: Self = scrolled.union([.copyMenu, .columns])
  static let text: Self = [.search, .formText, .confirm, .exportPath, .note, .command, .palette]
  static let typed: Self = text.union([.formReason])
  static let form: Self = [.formText, .formReason, .formButton, .formChoice]
  static let withoutText = everywhere.filter { !$0.takesText }
  /// Where nothing is at stake that a key pressed by mistake could disturb.
  static let calm = withoutText.subtracting([.confirmWaiting, .quitQuestion])
}
