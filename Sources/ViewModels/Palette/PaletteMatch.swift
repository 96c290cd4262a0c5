/// How well what was typed names something.
enum PaletteMatch {
  /// A rank, the smaller the better; `nil` when it does not match.
  ///
  /// A beginning comes before the beginning of a later word, a part before initials (`np` for `next payment`), the
  /// title before the name in the configuration, and words anywhere come last.
  static func rank(_ typed: String, title: String, name: String) -> Int? {
    let typed = typed.lowercased().trimmingSpaces
    let title = title.lowercased()
    let words = title.split { !$0.isLetter && !$0.isNumber }
    let tests: [() -> Bool] = [
      { typed.isEmpty || title == typed },
      { title.hasPrefix(typed) },
      { words.contains { $0.hasPrefix(typed) } },
      { title.contains(typed) },
      { typed.count > 1 && String(words.compactMap(\.first)).hasPrefix(typed) },
      { DeskCommand.folded(name).contains(DeskCommand.folded(typed)) },
      { typed.count > 1 && initials(ofName: name).hasPrefix(typed) },
      {
        typed.split(separator: " ").allSatisfy {
          title.contains($0) || name.lowercased().contains($0)
        }
      },
    ]
    return tests.firstIndex { $0() }
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
