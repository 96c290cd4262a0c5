package import TextSafety

/// Everything a key can do.
///
/// The one table of keys, titles and places from which dispatch, the footer, help and `tilldesk
/// keys` are made; the raw value is the row in that table.
package enum DeskAction: Int, Hashable, Sendable, CaseIterable {
  /// Help, and what leads out of a place.
  case help, back, cancel
  /// The desk as a whole.
  case nextPane, previousPane, lastView, messages, refresh, zoom, copyID, copyMenu
  /// The terminal.
  case redraw, suspend
  /// Moving in a list, in facts or in a menu.
  case down, up, halfPageDown, halfPageUp, pageDown, pageUp, first, last
  /// The list.
  case search, sort, columns, openSaved, open, mark, unmarkAll, export
  /// Money: the only keys that lead to a new decision about it, and neither moves any.
  case refund, cancelPayment
  /// The payment.
  case nextPayment, previousPayment, leavePayment, timeline, note, writeNote, rawAnswer
  /// What needs somebody.
  ///
  /// None of these decides anything new about money; sending a request again, which may move it, and ruling are
  /// confirmed as a refund is.
  case attention, openMatter, checkAgain, replay, ruleHappened, ruleNotHappened, release
  case oursAfterAll, madeElsewhere, notThisOne
  /// The search line.
  case keepSearch, olderSearch, newerSearch
  /// The command line.
  case command, runCommand, nextCandidate, previousCandidate, olderCommand, newerCommand
  /// The palette of all actions.
  case palette, findKey, choosePaletteEntry, nextEntry, previousEntry
  /// Moving on a line of text.
  case lineStart, lineEnd, characterLeft, characterRight
  /// Deleting on a line of text.
  case deleteBackward, deleteForward, deleteWord, deleteToStart, deleteToEnd
  /// The refund form.
  case nextField, previousField, acceptField, pressButton, nextReason, previousReason, clearForm
  /// The dialogs.
  case confirmDecision, closeResult, copyForCustomer, chooseCopy, writeExport, quitAnyway, stay
  /// The facts that the list shows.
  case keepColumns, toggleColumn, columnDown, columnUp, resetColumns

  /// Whether it leads to money; what bars it is worth keeping among the messages.
  package var isDecision: Bool { self == .refund || self == .cancelPayment }

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

  /// The headings of the help.
  package enum Group: Hashable, Sendable, CaseIterable {
    /// In the order of the help: money first.
    case decisions, attention, moving, list, payment, search, command, typing, dialog, everywhere

    /// The heading.
    package var title: SafeText {
      switch self {
      case .decisions: "Money"
      case .attention: "Attention"
      case .moving: "Moving"
      case .list: "Transactions"
      case .payment: "Payment"
      case .search: "Search line"
      case .command: "Command line"
      case .typing: "Typing"
      case .dialog: "Here"
      case .everywhere: "Everywhere"
      }
    }
  }

  /// One row of the table.
  package struct Specification: Hashable, Sendable {
    /// What it does, in a few words.
    package let title: SafeText
    /// The keys, unless the configuration says otherwise.
    package let keys: [KeyPress]
    /// Where it works.
    package let places: Set<Place>
    /// Its heading in the help.
    package let group: Group
    /// Its place in the footer, 1 first; from 90 it stands at the end and always has room.
    ///
    /// `nil`: in the help only.
    package let footerRank: Int?
    /// Whether the configuration may give it other keys; the keys of typing and of leaving are
    /// fixed.
    package let isConfigurable: Bool
    /// Whether it can be typed after `:`.
    package let isCommand: Bool
    /// What else it may be called there, where people call it otherwise.
    package let otherNames: [String]
    /// Whether the palette offers it.
    package let isInPalette: Bool

    /// Makes a row; what has a name in the configuration is a command, and in the palette, unless it says otherwise.
    init(
      _ title: SafeText, _ keys: [KeyPress], _ places: Set<Place>, _ group: Group,
      footer: Int? = nil, isConfigurable: Bool = true, isCommand: Bool? = nil,
      isInPalette: Bool? = nil, otherNames: [String] = []
    ) {
      self.title = title
      self.keys = keys
      self.places = places
      self.group = group
      footerRank = footer
      self.isConfigurable = isConfigurable
      self.isCommand = isCommand ?? isConfigurable
      self.isInPalette = isInPalette ?? self.isCommand
      self.otherNames = otherNames
    }
  }
}
