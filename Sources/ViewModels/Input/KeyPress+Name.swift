package import TextSafety

extension KeyPress {
  /// The key as it stands in the footer, in help and in the configuration: `R`, `Ctrl-R`, `PgDn`.
  package var name: SafeText {
    switch self {
    case .character(" "): "Space"
    case .character(let character): SafeText(sanitizing: String(character))
    case .control(let character): "Ctrl-\(String(character).uppercased())"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    }
  }

  /// Reads a key's name as people write it in the configuration; `nil` when it names none.
  ///
  /// A single printable character is that key, so `r` and `R` differ; words are read in any case.
  package init?(name: String) {
    if name.count == 1, let character = name.first, character.isPrintableKey {
      self = .character(character)
      return
    }
    let lower = name.lowercased()
    if let key = Self.words[lower] {
      self = key
      return
    }
    for prefix in ["ctrl-", "c-", "^"] where lower.hasPrefix(prefix) {
      guard lower.count == prefix.count + 1, let letter = lower.last, ("a"..."z").contains(letter)
      else { return nil }
      self = .control(letter)
      return
    }
    return nil
  }

  /// Whether another key is the next digit.
  func isFollowed(by next: KeyPress) -> Bool {
    guard case .character(let left) = self, case .character(let right) = next,
      let digit = left.wholeNumberValue
    else { return false }
    return right.wholeNumberValue == digit + 1
  }

  /// Whether the key is text where text is typed.
  package var isText: Bool {
    if case .character = self { true } else { false }
  }

  private static let words: [String: KeyPress] = [
    "space": .character(" "), "enter": .enter, "return": .enter, "esc": .escape,
    "escape": .escape, "tab": .tab, "shift-tab": .backTab, "backspace": .backspace,
    "delete": .delete, "del": .delete, "up": .up, "down": .down, "left": .left, "right": .right,
    "home": .home, "end": .end, "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown,
    "pagedown": .pageDown, "↑": .up, "↓": .down, "←": .left, "→": .right,
  ]
}

extension Character {
  /// Whether the character is a key of its own: visible, and not an arrow that stands for another
  /// key.
  fileprivate var isPrintableKey: Bool {
    !isWhitespace && !"↑↓←→".contains(self)
      && unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
