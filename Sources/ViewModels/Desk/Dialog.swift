import Payments
import TextSafety

/// A form or dialog over the panes: a value with its own place, keys, answers and refusals, which never sees the desk.
///
/// What it may know of the desk and what it asks for goes through its ``Turn``. A dialog of one key need not say more than
/// its layer, its place and what that key does.
protocol Dialog: Sendable {
  /// The dialog as a layer of the desk.
  var layer: Layer { get }
  /// Where its keys are looked up.
  var place: DeskAction.Place { get }
  /// Whether something is waited for whose seconds are shown.
  var isWaiting: Bool { get }
  /// What was typed that is worth keeping as a draft; empty where nothing is.
  var draftTexts: [String] { get }

  /// Whether a key counts as noise only, because the dialog does not listen yet.
  mutating func ignoresKey(_ turn: inout Turn) -> Bool
  /// Performs an action of its own.
  mutating func perform(_ action: DialogAction, _ turn: inout Turn)
  /// Scrolls, or chooses another row.
  mutating func move(_ movement: Movement, _ turn: inout Turn)
  /// Changes the line with the cursor.
  mutating func edit(_ turn: inout Turn, _ change: (inout LineEditor) -> Void)
  /// Takes a printable character.
  mutating func type(_ character: Character, _ turn: inout Turn)
  /// Takes pasted text.
  mutating func paste(_ text: ForeignText, _ turn: inout Turn)
  /// Asks for what it shows again.
  mutating func refresh(_ turn: inout Turn)
  /// Esc and `q`: goes back.
  mutating func leave(_ turn: inout Turn)
  /// Takes an answer; one to another dialog is none of its business.
  mutating func take(_ event: DeskEvent, _ turn: inout Turn)

  /// Why an action does not apply now; `nil` when it does.
  func refusal(of action: DeskAction, _ desk: DeskFacts) -> SafeText?
  /// What an action does here, where that says more than the table; else `nil`.
  func title(of action: DeskAction) -> SafeText?
  /// Whether the footer names an action.
  func isHinted(_ action: DeskAction) -> Bool
}

extension Dialog {
  var isWaiting: Bool { false }
  var draftTexts: [String] { [] }

  mutating func ignoresKey(_ turn: inout Turn) -> Bool { false }
  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {}
  mutating func move(_ movement: Movement, _ turn: inout Turn) {}
  mutating func edit(_ turn: inout Turn, _ change: (inout LineEditor) -> Void) {}

  mutating func type(_ character: Character, _ turn: inout Turn) {
    edit(&turn) { $0.insert(character) }
  }

  mutating func paste(_ text: ForeignText, _ turn: inout Turn) {
    guard place.takesText else { return turn.explain("There is nothing to paste into here.") }
    edit(&turn) { $0.paste(text.raw) }
  }

  mutating func refresh(_ turn: inout Turn) {}
  mutating func leave(_ turn: inout Turn) { turn.close() }
  mutating func take(_ event: DeskEvent, _ turn: inout Turn) {}

  func refusal(of action: DeskAction, _ desk: DeskFacts) -> SafeText? { nil }
  func title(of action: DeskAction) -> SafeText? { nil }
  func isHinted(_ action: DeskAction) -> Bool { isUsuallyHinted(action) }

  /// One way out is enough in a footer, and what leads to everything is named where nothing else is going on.
  func isUsuallyHinted(_ action: DeskAction) -> Bool {
    switch action {
    case .back, .command, .palette: false
    default: true
    }
  }
}
