import Payments
import SupportDesk
import TextSafety
import ViewModels

/// The lines of the list as they were last drawn: from one key to the next nearly all of them stay.
///
/// A line is taken again only where everything that it was made of is equal, so that what is drawn never depends on what
/// was drawn before; forgetting all of it costs time and nothing else.
package final class DrawnRows {
  /// What the lines of all rows are made of.
  struct Source: Hashable {
    /// Arrays that share their storage are found equal without a look at the rows.
    let rows: [PaymentRow]
    let columns: ListColumns
    let accounts: [DeskAccount]
    let zone: SafeText
    /// Times of another year show that year.
    let thisYear: Int
  }

  /// What differs from line to line beside the row.
  struct Look: Hashable {
    /// Whether the cursor is on it.
    let isSelected: Bool
    /// Whether the agent marked it.
    let isMarked: Bool
    /// Whether something turned out otherwise than recorded.
    let isFrozen: Bool
    /// Whether it belongs to an older search than the one being typed.
    let isStale: Bool
  }

  /// Some screens full of rows.
  private static let countMax = 400

  private var source: Source?
  private var lines: [Int: (look: Look, line: Line)] = [:]

  /// Begins with nothing drawn.
  package init() {}

  /// Begins to draw; what was made of anything else is forgotten.
  func begin(_ source: Source) {
    if source != self.source || lines.count > Self.countMax {
      lines.removeAll(keepingCapacity: true)
    }
    // Also where it is equal: the next comparison then finds the same storage.
    self.source = source
  }

  /// The line of a row, made when it is not known.
  func line(of index: Int, _ look: Look, make: () -> Line) -> Line {
    if let known = lines[index], known.look == look { return known.line }
    let line = make()
    lines[index] = (look, line)
    return line
  }
}
