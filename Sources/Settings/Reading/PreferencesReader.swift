import TextSafety

/// Reads what each user may choose: theme, terminal and keys.
///
/// What is read later overrides.
struct PreferencesReader {
  private var theme: Located<String>?
  private var terminal = TerminalSettings()
  private var keys: [String: KeyBinding] = [:]

  /// Puts what was read into a configuration; the keys in the order of their actions.
  func apply(to configuration: inout Configuration) {
    if let theme {
      configuration.theme = theme.value
      configuration.themePosition = theme.position
    }
    configuration.terminal = terminal
    configuration.keys = keys.values.sorted { $0.action < $1.action }
  }

  /// Reads the three from a file.
  mutating func read(_ top: TableReader) {
    readTheme(top)
    readTerminal(top)
    readKeys(top)
  }

  private mutating func readTheme(_ top: TableReader) {
    guard let name = top.string("theme", example: "theme = \"midnight\"") else { return }
    guard ThemeLibrary.isName(name.value) else {
      top.report(
        "theme", "\(quoted(name.value)) cannot be the name of a theme.",
        remedy: "Write a name that tilldesk themes lists, such as \"midnight\".")
      return
    }
    theme = name
  }

  private mutating func readTerminal(_ top: TableReader) {
    let example: SafeText = "[terminal] on a line of its own"
    guard let table = top.table("terminal", example: example) else { return }
    table.refuseKeys(except: ["mouse", "low_bandwidth"])
    if let mouse = table.boolean("mouse") { terminal.mouse = mouse }
    if let low = table.boolean("low_bandwidth") { terminal.lowBandwidth = low }
  }

  private mutating func readKeys(_ top: TableReader) {
    guard let table = top.table("keys", example: "[keys] on a line of its own") else { return }
    for action in table.nodes.keys.sorted() {
      guard let key = table.string(action, example: "\(action) = \"R\"") else { continue }
      keys[action] = KeyBinding(action: action, key: key.value, position: key.position)
    }
  }
}
