/// How well what was typed names something.
struct PaletteMatch {
  private let typed: String
  private let folded: String

  /// Makes the match of what was typed, for all the things that are tried on it.
  init(_ typed: String) {
    self.typed = typed.lowercased().trimmingSpaces
    folded = DeskCommand.folded(self.typed)
  }

  /// A rank, the smaller the better; `nil` when it does not match.
  ///
  /// A beginning comes before the beginning of a later word, a part before initials (`np` for `next payment`), the
  /// title before the name in the configuration, and words anywhere come last.
  func rank(title: String, name: String) -> Int? {
    if typed.isEmpty { return 0 }
    let title = title.lowercased()
    if title == typed { return 0 }
    if title.hasPrefix(typed) { return 1 }
    let words = title.split { !$0.isLetter && !$0.isNumber }
    if words.contains(where: { $0.hasPrefix(typed) }) { return 2 }
    if title.contains(typed) { return 3 }
    let isWord = typed.count > 1
    if isWord, String(words.compactMap(\.first)).hasPrefix(typed) { return 4 }
    if DeskCommand.folded(name).contains(folded) { return 5 }
    if isWord, Self.initials(ofName: name).hasPrefix(typed) { return 6 }
    let name = name.lowercased()
    let isAnywhere = typed.split(separator: " ").allSatisfy {
      title.contains($0) || name.contains($0)
    }
    return isAnywhere ? 7 : nil
  }

  /// `ci` for `copyID`.
  private static func initials(ofName name: String) -> String {
    var initials = name.prefix(1).lowercased()
    var isInside = true
    for character in name {
      if character.isUppercase, isInside { initials += character.lowercased() }
      isInside = !character.isUppercase
    }
    return initials
  }
}
