package import TextSafety

/// A line of the help.
package enum HelpLine: Hashable, Sendable {
  /// The heading of the lines that follow.
  case heading(SafeText)
  /// Keys, what they do, and why not now, where they do not apply.
  case keys(SafeText, title: SafeText, refusal: SafeText?)
  /// A part of the reason of the line above, which had no room there.
  case reason(SafeText)
}

/// The help laid out for a width: a reason stands beside its key where it fits there, else below, and is never cut.
package struct HelpTable: Hashable, Sendable {
  /// The lines, each of which has a row.
  package let lines: [HelpLine]
  /// The columns for keys.
  package let keysWidth: Int
  /// The columns for what those do that have a reason beside them.
  package let titleWidth: Int

  /// Where the keys stand.
  package static let keysStart = 2
  /// Where what they do stands.
  package var titleStart: Int { Self.keysStart + keysWidth + 2 }
  /// Where reasons stand beside them.
  package var reasonStart: Int { titleStart + titleWidth + 2 }

  /// Lays the lines out.
  package init(_ lines: [HelpLine], width: Int) {
    var widths = (keys: 8, title: 8)
    for case .keys(let keys, let title, let refusal) in lines {
      widths.keys = min(max(widths.keys, keys.width), 20)
      if refusal != nil { widths.title = max(widths.title, title.width) }
    }
    (keysWidth, titleWidth) = widths
    let titleStart = Self.keysStart + widths.keys + 2
    let beside = width - titleStart - widths.title - 2
    self.lines = lines.flatMap { line -> [HelpLine] in
      guard case .keys(let keys, let title, .some(let refusal)) = line, refusal.width > beside
      else { return [line] }
      // Without any reason here it would look as if the key worked.
      return [.keys(keys, title: title, refusal: "")]
        + refusal.wrapped(to: width - titleStart).map { .reason($0) }
    }
  }
}
