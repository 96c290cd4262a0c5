package import TextSafety

/// The lines of a box.
///
/// Without UTF-8 they become ASCII on the way to the terminal.
package enum BorderKind: Hashable, Sendable, CaseIterable {
  case single, heavy, double

  var horizontal: Unicode.Scalar {
    switch self {
    case .single: "─"
    case .heavy: "━"
    case .double: "═"
    }
  }

  var vertical: Unicode.Scalar {
    switch self {
    case .single: "│"
    case .heavy: "┃"
    case .double: "║"
    }
  }

  /// Upper left, upper right, lower left, lower right.
  var corners: (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar, Unicode.Scalar) {
    switch self {
    case .single: ("┌", "┐", "└", "┘")
    case .heavy: ("┏", "┓", "┗", "┛")
    case .double: ("╔", "╗", "╚", "╝")
    }
  }

  /// Where a line across the box meets its left and right side.
  var junctions: (left: Unicode.Scalar, right: Unicode.Scalar) {
    switch self {
    case .single: ("├", "┤")
    case .heavy: ("┣", "┫")
    case .double: ("╠", "╣")
    }
  }
}

/// A piece of a line with a look of its own.
package struct Span: Hashable, Sendable {
  /// What it says.
  package let text: SafeText

  /// The look.
  package let style: Style

  /// Makes a piece of a line.
  package init(_ text: SafeText, style: Style = .plain) {
    self.text = text
    self.style = style
  }
}

/// What is written into the upper and lower line of a box, a space around each.
package struct BoxTitles: Hashable, Sendable {
  /// At the left of the upper line.
  package var topLeft: [Span]

  /// At the right of the upper line; left out when there is no room for it.
  package var topRight: [Span]

  /// At the left of the lower line.
  package var bottomLeft: [Span]

  /// At the right of the lower line; left out when there is no room for it.
  package var bottomRight: [Span]

  /// Names the titles of a box; what is not named stays a line.
  package init(
    topLeft: [Span] = [], topRight: [Span] = [], bottomLeft: [Span] = [], bottomRight: [Span] = []
  ) {
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomLeft = bottomLeft
    self.bottomRight = bottomRight
  }
}
