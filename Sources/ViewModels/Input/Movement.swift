import TextSafety

/// Moving in a list, in facts or in a menu.
package enum Movement: String, Hashable, Sendable, CaseIterable {
  /// A line.
  case down, up
  /// Half a page.
  case halfPageDown, halfPageUp
  /// A page.
  case pageDown, pageUp
  /// To an end.
  case first, last
}

extension Movement {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .down: .init("down", ["j", .down], .chosen, .moving)
    case .up: .init("up", ["k", .up], .chosen, .moving)
    case .halfPageDown: .init("half a page down", [.control("d")], .scrolled, .moving)
    case .halfPageUp: .init("half a page up", [.control("u")], .scrolled, .moving)
    case .pageDown: .init("page down", [.pageDown], .scrolled, .moving)
    case .pageUp: .init("page up", [.pageUp], .scrolled, .moving)
    case .first: .init("first", ["g", .home], .chosen, .moving)
    case .last: .init("last", ["G", .end], .chosen, .moving)
    }
  }
}

extension Movement {
  /// Whether it leads to what comes later.
  var isForward: Bool {
    switch self {
    case .down, .halfPageDown, .pageDown, .last: true
    case .up, .halfPageUp, .pageUp, .first: false
    }
  }

  /// Where it leads from a line, before the ends are looked at.
  ///
  /// - Parameters:
  ///   - page: How many lines are shown.
  ///   - last: The last line that there is.
  func target(from start: Int, page: Int, last: Int) -> Int {
    let half = max(1, page / 2)
    return switch self {
    case .down: start + 1
    case .up: start - 1
    case .halfPageDown: start + half
    case .halfPageUp: start - half
    case .pageDown: start + 2 * half
    case .pageUp: start - 2 * half
    case .first: 0
    case .last: last
    }
  }

  /// Where it leads from a line, at most to the ends.
  func line(from start: Int, page: Int, last: Int) -> Int {
    min(max(0, target(from: start, page: page, last: last)), max(0, last))
  }
}
