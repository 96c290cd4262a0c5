import Payments
import TextSafety

extension DeskModel {
  /// Draws with a theme from now on, as soon as it is read; one that is broken changes nothing.
  mutating func want(_ name: String) -> [DeskEffect] { screen.theme.want(name) }

  /// Draws with the light theme, unless the agent chose another meanwhile.
  mutating func suitLightBackground() -> [DeskEffect] {
    guard let light = context.lightTheme, screen.theme.kept == context.theme,
      screen.theme.wanted == screen.theme.kept
    else { return [] }
    screen.theme.kept = light
    return want(light)
  }

  /// Takes a theme that was read, where it is still the one that is wanted.
  mutating func themeArrived(_ name: String, mistake: SafeText?) -> [DeskEffect] {
    guard let mistake else {
      screen.theme.known.insert(name)
      screen.theme.broken[name] = nil
      if screen.theme.wanted == name { screen.theme.drawn = name }
      return []
    }
    screen.theme.broken[name] = mistake
    guard screen.theme.wanted == name else { return [] }
    screen.theme.wanted = screen.theme.drawn
    // Only looked at, in the command line or the palette, where it is said; elsewhere nobody asks any more.
    guard screen.theme.kept == name else { return remark(mistake) }
    screen.theme.kept = screen.theme.drawn
    return say(.warning, mistake)
  }

  /// `:theme NAME`: keeps a theme until the program ends, and says where to write it to keep it for good.
  mutating func keepTheme(_ name: String) throws(CommandMistake) -> [DeskEffect] {
    guard context.themes.contains(name) else {
      let remedy: SafeText =
        Nearest.word(to: name, among: context.themes).map { "did you mean \($0)?" }
        ?? "Tab shows those that there are."
      throw CommandMistake("There is no theme \(name); \(remedy)")
    }
    if let mistake = screen.theme.broken[name] { throw CommandMistake(mistake) }
    screen.theme.kept = name
    return want(name) + say(.note, wordsOfKeeping(name))
  }

  /// Which line of which file makes a theme the agent's own; short, so that it fits the bottom line.
  private func wordsOfKeeping(_ name: String) -> SafeText {
    guard let place = context.themePlace else { return "Theme \(name) until you quit." }
    let line: SafeText = place.line.map { "in line \($0)" } ?? "as line 1"
    return "To keep \(name): theme = \"\(name)\" \(line) of \(place.file)."
  }
}
