import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// Takes a key: an action of the place where the cursor is, else text, else an explanation.
  ///
  /// Never nothing.
  mutating func keyPressed(_ key: KeyPress) -> [DeskEffect] {
    session.isUntouched = false
    let place = self.place
    let action = context.keymap.action(for: key, in: place)
    if layout.arrangement == .tooSmall, !Self.worksUnseen(action, in: place) { return [] }
    if action != .cancel, let effects = noise() { return effects }
    if let effects = wait(key, action, in: place) { return effects }
    // One action with a key for each search: which one, the key says.
    if action == .list(.openSaved), !memory.remembered.saved.isEmpty { return openSaved(by: key) }
    if let action { return act(action, in: place) }
    if place.takesText, case .character(let character) = key { return type(character) }
    return explain(explanation(of: key, in: place))
  }

  /// Takes an action that was asked for by name: nothing of it waits until rows are there.
  mutating func actionChosen(_ action: DeskAction) -> [DeskEffect] {
    session.isUntouched = false
    if action != .cancel, let effects = noise() { return effects }
    guard action.specification.places.contains(place) else {
      return explain("\(action.title) works in \(action.placeNames), not here.")
    }
    return act(action, in: place)
  }

  /// Takes a character that is text, or noise while the confirm screen settles (I12).
  mutating func characterEntered(_ character: Character) -> [DeskEffect] {
    session.isUntouched = false
    return noise() ?? type(character)
  }

  /// Puts a character where text is typed; nothing happens elsewhere.
  private mutating func type(_ character: Character) -> [DeskEffect] {
    guard place.takesText else { return [] }
    return layers.isEmpty
      ? editSearch { $0.insert(character) } : turnOfFront { $0.type(character, &$1) }
  }

  /// Performs an action of the place where the cursor is, or says why it does not apply.
  mutating func act(_ action: DeskAction, in place: DeskAction.Place) -> [DeskEffect] {
    if action == .cancel, isDecisionPending {
      forgetPendingDecision()
      return explain("Stopped; nothing was sent.")
    }
    if action != .redraw, action != .suspend { forgetPendingDecision() }
    if let refusal = staleRefusal(of: action, in: place) { return explain(refusal) }
    if let refusal = refusal(of: action) {
      // What bars a ruling passes with time; the next press may be another answer.
      let news = place == .attention || place == .evidence ? readAttention() : []
      return news + (action.isDecision ? say(.note, refusal) : explain(refusal))
    }
    return perform(action, in: place)
  }

  /// Takes pasted text: into the panes it is a search, into a field text, into the confirm screen
  /// nothing.
  mutating func pasted(_ text: ForeignText) -> [DeskEffect] {
    session.isUntouched = false
    guard layout.arrangement != .tooSmall else { return [] }
    forgetPendingDecision()
    guard layers.isEmpty else { return turnOfFront { $0.paste(text, &$1) } }
    switch place {
    case .list, .detail: return searchPasted(text)
    case .search: return editSearch { $0.paste(text.raw) }
    default: return explain("There is nothing to paste into here.")
    }
  }

  /// Lets a key count as noise where the front dialog does not listen yet; `nil` where it does.
  private mutating func noise() -> [DeskEffect]? {
    var isIgnored = false
    let effects = turnOfFront { isIgnored = $0.ignoresKey(&$1) }
    return isIgnored ? effects : nil
  }

  /// Whether a key works on a screen too small to show anything: only what leads out.
  private static func worksUnseen(_ action: DeskAction?, in place: DeskAction.Place) -> Bool {
    guard let action else { return false }
    if action == .back {
      return [.list, .detail, .attention, .evidence, .confirmWaiting].contains(place)
    }
    return [.cancel, .redraw, .suspend].contains(action)
  }

  /// Why a key does nothing here, and where it would do something.
  private func explanation(of key: KeyPress, in place: DeskAction.Place) -> SafeText {
    for other in [DeskAction.Place.list, .detail, .attention] where other != place {
      if let action = context.keymap.action(for: key, in: other) {
        return "\(key.name) (\(action.title)) works in \(other.title), not here."
      }
    }
    let help = context.keymap.keyName(for: .help)
    let hasHelp = DeskAction.help.specification.places.contains(place)
    return hasHelp
      ? "\(key.name) does nothing here; \(help) lists the keys." : "\(key.name) does nothing here."
  }
}
