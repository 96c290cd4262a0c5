import Payments
import SupportDesk
import TextSafety

// A key acts only on what answers the line (I20): until the index has answered, what was pressed waits.

extension DeskModel {
  /// Takes a key that would act on rows of an older search; `nil` where it may act now.
  mutating func wait(
    _ key: KeyPress, _ action: DeskAction?, in place: DeskAction.Place
  ) -> [DeskEffect]? {
    guard place == .list || place == .detail else { return nil }
    guard !list.answersLine else { return nil }
    if let action {
      // Esc leaves the keys; what is about no row goes before them, and they are forgotten.
      if action == .cancel, !list.typedAhead.isEmpty {
        list.typedAhead.clear()
        return explain("Stopped; nothing was done.")
      }
      if action == .redraw || action == .suspend { return nil }
      guard action.actsOnRows(in: place) else {
        list.typedAhead.clear()
        return nil
      }
    } else if list.typedAhead.isEmpty {
      return nil
    }
    guard list.isLookedUp else { return explain(staleReason) }
    list.typedAhead.append(key)
    return explain(lookingUp)
  }

  /// Why an action that no key asked for does not act on the rows at hand; `nil` where it does.
  func staleRefusal(of action: DeskAction, in place: DeskAction.Place) -> SafeText? {
    guard !list.answersLine, action.actsOnRows(in: place) else { return nil }
    return list.isLookedUp ? lookingUp : staleReason
  }

  /// Does what was pressed before the rows were there, now that they are.
  mutating func performTypedAhead() -> [DeskEffect] {
    let typed = list.typedAhead
    list.typedAhead.clear()
    guard !typed.isEmpty, list.answersLine else { return [] }
    guard !typed.isTooLong else {
      return explain("Too much was typed before the rows came; nothing of it was done.")
    }
    guard place == .list || place == .detail else { return [] }
    guard !list.rows.isEmpty else {
      let words: SafeText = list.isWaiting ? "; the providers are being asked." : "."
      return explain("Nothing known answers \(quotedLine) yet, so nothing was done\(words)")
    }
    return typed.keys.flatMap { keyPressed($0) }
  }

  private var lookingUp: SafeText { "Looking up \(quotedLine); the key waits, Esc stops it." }

  private var staleReason: SafeText {
    if let mistake = list.mistakes.first {
      return "These rows are of an older search: \(mistake.message)"
    }
    let key = context.keymap.keyName(for: .view(.refresh))
    return "These rows are of an older search; \(key) looks \(quotedLine) up again."
  }

  private var quotedLine: SafeText {
    let text = list.search.text.trimmingSpaces
    return text.isEmpty ? "everything" : "“\(SafeText(sanitizing: text))”"
  }
}

extension DeskAction {
  /// Whether it acts on the rows of the list, or moves among them.
  fileprivate func actsOnRows(in place: Place) -> Bool {
    switch self {
    case .decide, .move, .list(.open), .list(.mark), .payment(.copyID), .payment(.copyMenu),
      .view(.nextPane), .view(.previousPane):
      place == .list
    case .list(.export), .payment(.nextPayment), .payment(.previousPayment): true
    default: false
    }
  }
}
