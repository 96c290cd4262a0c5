import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// The list as it was last drawn.
final class DrawnList {
  /// What all rows are made of.
  struct Source: Hashable {
    /// Arrays that share their storage are found equal without a look at the rows.
    let rows: [PaymentRow]
    /// The width of the list inside its frame.
    let width: Int
    let columns: ListColumns
    let accounts: [DeskAccount]
    let zone: SafeText
    /// Times of another year show that year.
    let thisYear: Int
    let palette: Palette
  }

  /// What differs from row to row beside the payment.
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
  private var rows: [Int: (look: Look, cells: Canvas)] = [:]
  private var foot = Kept<LineSource<ListStatus>, Line>()

  /// Begins to draw; what was made of anything else is forgotten.
  func begin(_ source: Source) {
    if source != self.source || rows.count > Self.countMax {
      rows.removeAll(keepingCapacity: true)
    }
    // Also where it is equal: the next comparison then finds the same storage.
    self.source = source
  }

  /// A row as it is drawn; its line is made when it is not known.
  func row(_ index: Int, of source: Source, _ look: Look, line: () -> Line) -> Canvas {
    if let known = rows[index], known.look == look { return known.cells }
    var cells = Canvas(
      size: Size(columns: source.width, rows: 1), style: source.palette[.background])
    line().draw(in: cells.bounds, on: &cells, palette: source.palette)
    rows[index] = (look, cells)
    return cells
  }

  /// The lower line of the frame.
  func foot(_ status: ListStatus, columns: Int) -> Line {
    foot.value(of: LineSource(source: status, columns: columns)) { status.line(columns: columns) }
  }
}
