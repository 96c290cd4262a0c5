import Payments
import TextSafety

/// Reads a theme's file; every mistake comes with its line.
package enum ThemeReader {
  /// What came of reading.
  package enum Outcome: Sendable {
    /// The theme, without a mistake.
    case theme(Theme)
    /// At least one mistake, in the order of the lines.
    case mistaken([ConfigurationMistake])
  }

  /// Reads the bytes of a file as the theme of a name.
  package static func read(_ bytes: [UInt8], name: String, file: String) -> Outcome {
    switch TOMLDocument.read(bytes, file: file) {
    case .failure(let mistake): return .mistaken([mistake])
    case .success(let document):
      let mistakes = MistakeList()
      let theme = theme(TableReader(document, mistakes: mistakes), name: name)
      guard mistakes.all.isEmpty, let theme else { return .mistaken(mistakes.sorted) }
      return .theme(theme)
    }
  }

  private static func theme(_ top: TableReader, name: String) -> Theme? {
    top.refuseKeys(except: ["kind", "palette", "roles"])
    top.require("kind", example: "kind = \"dark\" or kind = \"light\"")
    top.require("roles", example: "[roles] and a line for each role")
    let kind: Theme.Kind? = top.choice("kind")
    let palette = palette(top)
    guard let roles = top.table("roles", example: "[roles] on a line of its own") else {
      return nil
    }
    roles.refuseKeys(except: ThemeRole.allCases.map(\.name))
    let reader = StyleReader(roles: roles, palette: palette)
    let styles = reader.styles()
    guard let kind else { return nil }
    let theme = Theme(name: name, kind: kind, styles: styles)
    if theme[.live] == theme[.test] {
      roles.report(
        "live", "live and test look the same.",
        remedy: "Give them different colours or attributes: one is real money.")
    }
    return theme
  }

  private static func palette(_ top: TableReader) -> [String: ThemeColour] {
    guard let table = top.table("palette", example: "[palette] on a line of its own") else {
      return [:]
    }
    var palette: [String: ThemeColour] = [:]
    let reader = StyleReader(roles: table, palette: [:])
    for name in table.nodes.keys.sorted() { palette[name] = reader.colour(name, in: table) }
    return palette
  }
}

/// Reads the styles of roles with the help of a palette.
private struct StyleReader {
  let roles: TableReader
  let palette: [String: ThemeColour]

  private static let form: SafeText =
    "Write \"#rrggbb\", 0 to 255, a name such as bright-blue, default, or a name of [palette]."

  /// The styles of all roles that the theme names.
  func styles() -> [ThemeRole: ThemeStyle] {
    let text = style(.text, inheriting: ThemeStyle(foreground: .default))
    var styles: [ThemeRole: ThemeStyle] = [:]
    for role in ThemeRole.allCases where roles.has(role.name) {
      styles[role] = role == .text ? text : style(role, inheriting: text)
    }
    return styles
  }

  /// The style of a role: a colour alone, or a table whose missing colours are those of text.
  private func style(_ role: ThemeRole, inheriting text: ThemeStyle) -> ThemeStyle {
    let key = role.name
    guard let node = roles.nodes[key] else { return text }
    guard case .table(let nodes) = node else {
      guard let colour = colour(key, in: roles) else { return text }
      return role == .background
        ? ThemeStyle(foreground: text.foreground, background: colour)
        : ThemeStyle(foreground: colour)
    }
    let table = TableReader(
      document: roles.document, path: roles.path.key(key), nodes: nodes, title: "\(key)",
      mistakes: roles.mistakes)
    table.refuseKeys(except: ["attributes", "background", "foreground"])
    return ThemeStyle(
      foreground: colour("foreground", in: table) ?? text.foreground,
      background: colour("background", in: table), attributes: attributes(table))
  }

  /// The colour of a key; what is none is reported.
  func colour(_ key: String, in table: TableReader) -> ThemeColour? {
    switch table.nodes[key] {
    case nil: return nil
    case .string(let text):
      if let colour = palette[text] ?? ThemeColour(text) { return colour }
      let near = Nearest.word(
        to: text, among: ThemeColour.names + palette.keys.sorted(), within: .third)
      table.report(
        key, "\(key): \(quoted(text)) is not a colour.",
        remedy: near.map { "Did you mean \($0)?" } ?? Self.form)
    case .integer(let number):
      if let index = UInt8(exactly: number) { return .indexed(index) }
      table.report(key, "\(key): \(number) is not one of 256 colours.", remedy: Self.form)
    case .some(let node):
      table.report(key, "\(key) must be a colour, not \(node.kind).", remedy: Self.form)
    }
    return nil
  }

  private func attributes(_ table: TableReader) -> Set<ThemeAttribute> {
    guard let node = table.nodes["attributes"] else { return [] }
    if case .array(let elements) = node, elements.isEmpty { return [] }
    let words = ThemeAttribute.allCases.map(\.rawValue)
    let example: SafeText = "attributes = [\"bold\"]"
    guard let given = table.strings("attributes", example: example) else { return [] }
    var attributes: Set<ThemeAttribute> = []
    for word in given.value {
      if let attribute = ThemeAttribute(rawValue: word) {
        attributes.insert(attribute)
      } else {
        table.report(
          "attributes", "\(quoted(word)) is not an attribute.",
          remedy: "Known: \(words.joined(separator: ", ")).")
      }
    }
    return attributes
  }
}
