package import TextSafety

/// Which key does what in which place: the table of actions, with what the configuration changed.
package struct Keymap: Hashable, Sendable {
  /// Something in the configuration's `[keys]` that was not applied; the default stays in force.
  package struct Mistake: Hashable, Sendable {
    /// The name of the action, as it stands in the configuration.
    package let id: String
    /// What is wrong, and what would be right.
    package let sentence: SafeText
  }

  /// One line of `tilldesk keys`.
  package struct Listing: Hashable, Sendable {
    /// The action.
    package let action: DeskAction
    /// The name to use in the configuration; `nil` where the keys are fixed.
    package let id: SafeText?
    /// The keys in force.
    package let keys: SafeText
    /// What it does.
    package let title: SafeText
    /// Where it works.
    package let places: SafeText
  }

  /// What of the configuration was not applied, in the order of the names.
  package let mistakes: [Mistake]
  private let keysByAction: [DeskAction: [KeyPress]]
  private let actionsByPlace: [DeskAction.Place: [KeyPress: DeskAction]]
  /// What is shown for each action: its key, or what is typed instead.
  private var names: [DeskAction: SafeText]
  /// Whether words are typed instead of keys, each of which says itself what it does.
  package private(set) var isSpoken = false

  /// The keys as they come.
  package static let standard = Keymap(overrides: [:])

  /// Makes a keymap from names of actions and of their keys: `["refund": "R", "down": "j Down n"]`.
  ///
  /// Several keys are parted by spaces. A line that names no action or no key, or takes a key that
  /// another action has in the same place, is reported and leaves the default in force.
  package init(overrides: [String: String]) {
    var mistakes: [Mistake] = []
    var changed: [DeskAction: [KeyPress]] = [:]
    for (id, names) in overrides.sorted(by: { $0.key < $1.key }) {
      switch Self.read(id: id, names: names) {
      case .success(let line): changed[line.action] = line.keys
      case .failure(let mistake): mistakes.append(mistake)
      }
    }
    while let conflict = Self.firstConflict(changed) {
      changed[conflict.action] = nil
      mistakes.append(conflict.mistake)
    }
    self.mistakes = mistakes.sorted { $0.id < $1.id }
    keysByAction = Self.keys(changed)
    names = keysByAction.compactMapValues(\.first?.name)
    var byPlace: [DeskAction.Place: [KeyPress: DeskAction]] = [:]
    for (action, keys) in keysByAction {
      for place in action.specification.places {
        // Where text is typed, what the configuration chose must not take a letter.
        for key in keys where !(key.isText && place.takesText) {
          byPlace[place, default: [:]][key] = action
        }
      }
    }
    actionsByPlace = byPlace
  }

  /// What a key does in a place; `nil` when nothing, or when it is text there.
  package func action(for key: KeyPress, in place: DeskAction.Place) -> DeskAction? {
    actionsByPlace[place]?[key]
  }

  /// The keys of an action, the one to show first.
  package func keys(for action: DeskAction) -> [KeyPress] { keysByAction[action] ?? [] }

  /// The key to show for an action: `R`.
  package func keyName(for action: DeskAction) -> SafeText { names[action] ?? "" }

  /// The same keys, for somebody who types words instead: sentences then name these.
  package func saying(_ words: [DeskAction: SafeText]) -> Keymap {
    var keymap = self
    for (action, word) in words { keymap.names[action] = word }
    keymap.isSpoken = true
    return keymap
  }

  /// All keys of an action in one text: `j ↓`; keys in a row as `1–9`.
  package func keyNames(for action: DeskAction) -> SafeText {
    let keys = keys(for: action)
    if keys.count > 2, let first = keys.first, let last = keys.last,
      zip(keys, keys.dropFirst()).allSatisfy({ $0.isFollowed(by: $1) })
    {
      return "\(first.name)–\(last.name)"
    }
    return keys.map(\.name).joined(separator: " ")
  }

  /// The whole table, for `tilldesk keys`.
  package var listings: [Listing] {
    DeskAction.allCases.map { action in
      let row = action.specification
      let places = DeskAction.Place.allCases.filter(row.places.contains).map(\.title)
      return Listing(
        action: action, id: row.isConfigurable ? SafeText(sanitizing: action.name) : nil,
        keys: keyNames(for: action), title: row.title,
        places: places.count == DeskAction.Place.allCases.count
          ? "everywhere" : places.joined(separator: ", "))
    }
  }
}

// MARK: - Reading the configuration

extension Keymap.Mistake: Error {}

extension Keymap {
  private typealias Line = (action: DeskAction, keys: [KeyPress])

  private static func keys(_ changed: [DeskAction: [KeyPress]]) -> [DeskAction: [KeyPress]] {
    var keys: [DeskAction: [KeyPress]] = [:]
    for action in DeskAction.allCases {
      keys[action] = changed[action] ?? action.specification.keys
    }
    return keys
  }

  private static func read(id: String, names: String) -> Result<Line, Mistake> {
    guard let action = DeskAction(name: id) else {
      return .failure(
        Mistake(id: id, sentence: "No action is named \(id); `tilldesk keys` lists them."))
    }
    guard action.specification.isConfigurable else {
      return .failure(
        Mistake(id: id, sentence: "The keys of \(action.title) are fixed; take the line out."))
    }
    var keys: [KeyPress] = []
    for name in names.split(separator: " ") {
      guard let key = KeyPress(name: String(name)) else {
        return .failure(
          Mistake(
            id: id, sentence: "\(name) names no key; write for example r, R, Ctrl-R or PgDn."))
      }
      if !keys.contains(key) { keys.append(key) }
    }
    guard !keys.isEmpty else {
      return .failure(Mistake(id: id, sentence: "\(action.title) needs at least one key."))
    }
    return .success((action, keys))
  }

  /// The first changed action, by name, that takes a key another action has in the same place.
  private static func firstConflict(
    _ changed: [DeskAction: [KeyPress]]
  ) -> (action: DeskAction, mistake: Mistake)? {
    let keys = keys(changed)
    for action in changed.keys.sorted(by: { $0.name < $1.name }) {
      for other in DeskAction.allCases where other != action {
        guard !action.specification.places.isDisjoint(with: other.specification.places),
          let key = keys[action]?.first(where: { keys[other]?.contains($0) == true })
        else { continue }
        let sentence: SafeText =
          "\(key.name) already means \(other.title) (\(other.name)) there; choose another key."
        return (action, Mistake(id: action.name, sentence: sentence))
      }
    }
    return nil
  }
}
