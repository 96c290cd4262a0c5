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
    memory.saved.indices.compactMap { index in
      guard let key = keyName(ofSaved: index) else { return nil }
      let search = memory.saved[index]
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

  /// One way out is enough in the footer: `q` in the list, Esc elsewhere, and none where there is none; where Enter
  /// goes to the next field, Tab need not be named; what leads to everything is named where nothing else is going on.
  private func isHinted(_ action: DeskAction, in place: DeskAction.Place) -> Bool {
    switch action {
    case .back: place == .list
    case .cancel: place == .confirmWaiting ? canTakeBack : ![.list, .quitQuestion].contains(place)
    case .clearForm: form?.isPristine == false
    case .nextField: place == .confirm ? confirm?.wantsReference == true : place == .formButton
    case .checkAgain: place == .result ? resultCanBeChecked : hasMatter
    case .openMatter: hasMatter
    case .timeline: hasMatter || ![.attention, .evidence].contains(place)
    case .attention: place == .result ? resultCanBeChecked : !attention.isOpen
    case .command, .palette: [.list, .detail, .attention, .evidence].contains(place)
    case .replay, .ruleHappened, .ruleNotHappened:
      attention.selectedItem?.matter.isUndecided == true
    case .release: attention.selectedItem?.matter == .frozen
    case .oursAfterAll, .madeElsewhere, .notThisOne:
      attention.selectedItem?.matter.isFinding == true
    default: true
    }
  }

  /// What an action does in a place, where the place says it better than the table.
  package func title(of action: DeskAction, in place: DeskAction.Place) -> SafeText {
    switch (action, place) {
    case (.back, .list): "quit"
    case (.back, .confirmWaiting), (.cancel, .confirmWaiting): waitingTitle
    case (.back, .quitQuestion), (.cancel, .quitQuestion): "stay"
    case (.back, _): "back"
    case (.cancel, .list): "take the message away"
    case (.cancel, .search), (.cancel, .columns): "restore"
    case (.cancel, .formText), (.cancel, .formReason), (.cancel, .formButton),
      (.cancel, .formChoice):
      "keeps the draft"
    case (.help, .help), (.messages, .messages), (.timeline, .timeline), (.rawAnswer, .rawAnswer):
      "close"
    case (.attention, .attention), (.attention, .evidence): "back to the list"
    case (.nextReason, .formChoice): "next row"
    case (.previousReason, .formChoice): "previous row"
    case (.down, .detail), (.down, .help), (.down, .messages), (.down, .evidence),
      (.down, .timeline), (.down, .rawAnswer):
      "scroll down"
    case (.up, .detail), (.up, .help), (.up, .messages), (.up, .evidence), (.up, .timeline),
      (.up, .rawAnswer):
      "scroll up"
    default: action.title
    }
  }

  private var hasMatter: Bool { attention.selectedItem != nil }

  /// Whether Esc does anything about the decision that is on its way.
  private var canTakeBack: Bool {
    switch confirm?.phase {
    case .preparing, .undoable: confirm?.takesBack == false
    case .sending, .discarding, .recording, .settling, .ready, .none: false
    }
  }

  private var resultCanBeChecked: Bool {
    guard case .result(let result) = layers.last else { return false }
    return result.canBeChecked
  }

  private var waitingTitle: SafeText {
    switch confirm?.phase {
    case .preparing, .undoable: "takes it back"
    case .sending, .discarding, .recording, .settling, .ready, .none: "back"
    }
  }
}
