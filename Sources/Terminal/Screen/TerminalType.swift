package import TextSafety

/// The terminal type that is used, and how it was found.
package struct TerminalType: Hashable, Sendable {
  /// What the database says about a type.
  struct Capabilities: Hashable, Sendable {
    var isKnown = false
    var canAddressCursor = false
    var isANSI = false
    var hasDirectColours = false
    var colourCount = 0
    var pairCount = 0

    /// Whether true colour can be sent in the usual way although the description has only a
    /// palette.
    var canAddDirectColours: Bool { isANSI && colourCount >= 256 && !hasDirectColours }
  }

  /// The name in the terminfo database.
  package let name: String

  /// What `TERM` said.
  package let requested: String

  let capabilities: Capabilities

  /// What to tell the agent once; `nil` when the terminal is known by its own name.
  package var notice: SafeText? {
    guard name != requested else { return nil }
    let used = SafeText(sanitizing: name)
    return requested.isEmpty
      ? "TERM is not set; using \(used)."
      : "The terminal type \(SafeText(sanitizing: requested)) is not known here; using \(used)."
  }

  /// Whether the terminal takes a sequence to fill the clipboard: the consoles and the old ones do
  /// not.
  var hasClipboard: Bool {
    capabilities.isANSI
      && !["linux", "vt", "ansi", "cons", "sun"].contains { requested.hasPrefix($0) }
  }

  /// Takes the first type of the chain that the database knows and that can draw.
  static func choose(
    for requested: String, look: (String) -> Capabilities
  ) throws(TerminalError) -> TerminalType {
    if requested == "dumb" { throw .cannotDraw }
    for name in chain(for: requested) {
      let capabilities = look(name)
      guard capabilities.isKnown else { continue }
      // A known type that cannot draw is the truth about this terminal, and no reason to guess
      // further.
      guard capabilities.canAddressCursor else { throw .cannotDraw }
      return TerminalType(name: name, requested: requested, capabilities: capabilities)
    }
    throw .unknownType(SafeText(sanitizing: requested))
  }

  /// The types to try, the best first.
  static func chain(for requested: String) -> [String] {
    let names = [requested, relative(of: requested), "xterm", "vt100"]
    return names.compactMap(\.self).reduce(into: []) { chain, name in
      if isName(name), !chain.contains(name) { chain.append(name) }
    }
  }

  /// A type that nearly every database has and that draws in the same way.
  private static func relative(of requested: String) -> String? {
    let likeXterm = [
      "xterm-", "alacritty", "foot", "wezterm", "ghostty", "kitty", "contour", "rio",
    ]
    if requested.hasPrefix("tmux") || requested.hasPrefix("screen") { return "screen-256color" }
    return likeXterm.contains { requested.hasPrefix($0) } ? "xterm-256color" : nil
  }

  /// The database looks a name up as a file.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") }
  }
}
