import Payments
import SupportDesk
package import TextSafety

extension DeskModel {
  /// The columns between two hints of the footer.
  package static let hintGap = 3

  /// The hints that fit in a width, most useful first; help and the way out always have room.
  package func footerHints(width: Int) -> [KeyHint] {
    let place = place
    let named = (Self.ranked[place] ?? []).filter { isHinted($0.action, in: place) }
    let end = named.filter { $0.rank >= Self.endRank }.map { hint(of: $0.action, in: place) }
    var room = width - Self.width(of: end)
    var start: [KeyHint] = []
    for (action, rank) in named where rank < Self.endRank {
      let hint = hint(of: action, in: place)
      room -= hint.width + Self.hintGap
      guard room >= 0 else { break }
      start.append(hint)
    }
    return start + end
  }

  /// The lines of the help: the keys that work where the cursor was, by heading.
  package var helpLines: [HelpLine] {
    let place = helpPlace
    var lines: [HelpLine] = []
    for group in DeskAction.Group.allCases {
      let actions = DeskAction.allCases.filter {
        $0.specification.group == group && $0.specification.places.contains(place)
      }
      guard !actions.isEmpty else { continue }
      lines.append(.heading(group.title))
      lines += actions.map { action in
        .keys(
          context.keymap.keyNames(for: action), title: title(of: action, in: place),
          refusal: refusal(of: action))
      }
      if group == .list, place == .list {
        lines += savedSearchLines
        lines.append(.keys("paste", title: "search for what is pasted", refusal: nil))
      }
    }
    return lines
  }

  /// The lines of the help as they stand in the dialog.
  package var helpTable: HelpTable { HelpTable(helpLines, width: layout.layer.width - 4) }

  /// The saved searches that have a key.
  private var savedSearchLines: [HelpLine] {
    memory.remembered.saved.indices.compactMap { index in
      guard let key = keyName(ofSaved: index) else { return nil }
      let search = memory.remembered.saved[index]
      let words: SafeText =
        "\(SafeText(sanitizing: search.name)): “\(SafeText(sanitizing: search.text))”"
      return .keys(key, title: words, refusal: nil)
    }
  }

  /// Hints of this rank and later stand at the end.
  private static let endRank = 90

  private static func width(of hints: [KeyHint]) -> Int {
    hints.reduce(0) { $0 + $1.width } + max(0, hints.count - 1) * hintGap
  }

  private func hint(of action: DeskAction, in place: DeskAction.Place) -> KeyHint {
    KeyHint(
      action: action, key: context.keymap.keyName(for: action), title: title(of: action, in: place),
      refusal: refusal(of: action))
  }

  /// What a footer may name in each place, most useful first; made once, since it is asked for at every key.
  private static let ranked: [DeskAction.Place: [(action: DeskAction, rank: Int)]] =
    Dictionary(
      uniqueKeysWithValues: DeskAction.Place.allCases.map { place in
        let actions = DeskAction.allCases.filter { $0.specification.places.contains(place) }
        let ranked = actions.compactMap { action in
          action.specification.footerRank.map { (action: action, rank: $0) }
        }
        return (place, ranked.sorted { $0.rank < $1.rank })
      })

  /// Whether the footer names an action: in a dialog that is for it to say; in the panes one way out is enough, `q` in
  /// the list and Esc elsewhere, and what leads to everything is named where nothing else is going on.
  private func isHinted(_ action: DeskAction, in place: DeskAction.Place) -> Bool {
    if let dialog = layers.last?.dialog { return dialog.isHinted(action) }
    switch action {
    case .back: return place == .list
    case .cancel: return place != .list
    case .attention: return !attention.isOpen
    case .command, .palette: return place != .search
    case .payment(.timeline): return !attention.isOpen || attention.selectedItem != nil
    case .issue(let action): return isHinted(action)
    default: return true
    }
  }

  private func isHinted(_ action: IssueAction) -> Bool {
    let matter = attention.selectedItem?.matter
    return switch action {
    case .openMatter, .checkAgain: matter != nil
    case .replay, .ruleHappened, .ruleNotHappened: matter?.isUndecided == true
    case .release: matter == .frozen
    case .oursAfterAll, .madeElsewhere, .notThisOne: matter?.isFinding == true
    }
  }

  /// What an action does in a place, where the place says it better than the table.
  package func title(of action: DeskAction, in place: DeskAction.Place) -> SafeText {
    if let dialog = layers.last(where: { $0.dialog.place == place })?.dialog {
      return dialog.title(of: action) ?? (action == .back ? "back" : action.title)
    }
    return switch (action, place) {
    case (.back, .list): "quit"
    case (.back, _): "back"
    case (.cancel, .list): "take the message away"
    case (.cancel, .search): "restore"
    case (.attention, .attention), (.attention, .evidence): "back to the list"
    case (.move, .detail), (.move, .evidence): action.titleOfScrolling ?? action.title
    default: action.title
    }
  }
}
