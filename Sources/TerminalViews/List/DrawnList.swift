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
    let columns: ListColumns
    /// The width of the list inside its frame.
    let width: Int
    let accounts: [DeskAccount]
    let zone: SafeText
    /// Times of another year show that year.
    let thisYear: Int
    let palette: ThemeStyles
  }

  /// What differs from row to row beside the payment; where the cursor is, and what is marked, is drawn over it.
  struct Look: Hashable {
    /// Whether something turned out otherwise than recorded.
    let isFrozen: Bool
    /// Whether it belongs to an older search than the one being typed.
    let isStale: Bool

    /// A line of the row, or one that is drawn over it, as it looks.
    func applied(to line: Line) -> Line { isStale ? line.recoloured(.muted) : line }
  }

  /// Some screens full of rows.
  private static let countMax = 400

  private var columns = Kept<ListColumns.Source, ListColumns>()
  private var source: Source?
  private var head: Canvas?
  private var rows: [Int: (look: Look, cells: Canvas)] = [:]
  private var foot = Kept<LineSource<ListStatus>, Line>()

  /// Which facts are shown, and where.
  func columns(of source: ListColumns.Source) -> ListColumns {
    columns.value(of: source) { ListColumns(source) }
  }

  /// Begins to draw; what was made of anything else is forgotten.
  func begin(_ source: Source) {
    if source != self.source || rows.count > Self.countMax {
      head = nil
      rows.removeAll(keepingCapacity: true)
    }
    // Also where it is equal: the next comparison then finds the same storage.
    self.source = source
  }

  /// The heads of the columns.
  func head(of source: Source) -> Canvas {
    if let head { return head }
    let cells = source.cells(of: source.columns.header)
    head = cells
    return cells
  }

  /// A row as it is drawn; its line is made when it is not known.
  func row(_ index: Int, of source: Source, _ look: Look, line: () -> Line) -> Canvas {
    if let known = rows[index], known.look == look { return known.cells }
    let cells = source.cells(of: line())
    rows[index] = (look, cells)
    return cells
  }

  /// The lower line of the frame.
  func foot(_ status: ListStatus, columns: Int) -> Line {
    foot.value(of: LineSource(source: status, columns: columns)) { status.line(columns: columns) }
  }
}

extension DrawnList.Source {
  /// A line as wide as the list.
  fileprivate func cells(of line: Line) -> Canvas {
    var cells = Canvas(size: Size(columns: width, rows: 1), style: palette[.background])
    line.draw(in: cells.bounds, on: &cells, palette: palette)
    return cells
  }
}
