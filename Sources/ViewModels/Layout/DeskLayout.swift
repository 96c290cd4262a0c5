/// Where things are on a screen of a given size: arithmetic only, shared by the models (paging) and
/// the views.
package struct DeskLayout: Hashable, Sendable {
  /// A rectangle of cells.
  package struct Frame: Hashable, Sendable {
    /// The left column, from 0.
    package var column: Int
    /// The top row, from 0.
    package var row: Int
    /// The width in columns.
    package var width: Int
    /// The height in rows.
    package var height: Int

    /// Makes a frame.
    package init(column: Int, row: Int, width: Int, height: Int) {
      self.column = column
      self.row = row
      self.width = width
      self.height = height
    }
  }

  /// How the panes stand.
  package enum Arrangement: Hashable, Sendable {
    /// The terminal is smaller than 60×16: one line says how large it must be.
    case tooSmall
    /// One pane at a time.
    case single
    /// List above, detail below.
    case stacked
    /// List left, detail right, from 160 columns.
    case sideBySide
  }

  /// How the panes stand.
  package let arrangement: Arrangement
  /// The top line with the accounts.
  package let bar: Frame
  /// The list with its border; `nil` when the detail has the screen.
  package let list: Frame?
  /// The detail with its border; `nil` when the list has the screen.
  package let detail: Frame?
  /// Everything between the bar and the footer.
  package let body: Frame
  /// Where layers open: over the lower pane, so that the payment stays in view.
  package let layer: Frame
  /// The bottom line with the keys or the notice.
  package let footer: Frame
  /// How many rows of transactions the list shows.
  package let visibleRows: Int
  /// How many lines of facts the detail shows.
  package let visibleLines: Int

  /// The fewest columns and rows on which the desk works at all.
  package static let smallest = (columns: 60, rows: 16)

  /// Divides a screen.
  ///
  /// - Parameters:
  ///   - columns: The width of the terminal.
  ///   - rows: The height of the terminal.
  ///   - focus: The pane that is shown where there is room for one only.
  ///   - isZoomed: Whether the focused pane has the screen to itself anyway.
  ///   - lowBandwidth: Whether bytes count: side by side, every scroll repaints both panes.
  package init(columns: Int, rows: Int, focus: Pane, isZoomed: Bool, lowBandwidth: Bool) {
    let columns = max(0, columns)
    let rows = max(0, rows)
    let arrangement = Self.arrangement(
      columns: columns, rows: rows, isZoomed: isZoomed, lowBandwidth: lowBandwidth)
    let body = Frame(column: 0, row: min(1, rows), width: columns, height: max(0, rows - 2))
    let panes = Self.panes(arrangement, body: body, focus: focus)
    self.arrangement = arrangement
    bar = Frame(column: 0, row: 0, width: columns, height: min(1, rows))
    footer = Frame(
      column: 0, row: max(0, rows - 1), width: columns, height: rows >= 2 ? 1 : 0)
    list = panes.list
    detail = panes.detail
    layer = panes.layer
    self.body = body
    visibleRows = panes.list.map { max(0, $0.height - Self.listFurniture) } ?? 0
    visibleLines = panes.detail.map { max(0, $0.height - Self.detailFurniture) } ?? 0
  }

  /// Border, search line, column titles and border of the list.
  private static let listFurniture = 4
  /// The borders of the detail.
  private static let detailFurniture = 2
  /// The least height of a layer beside the list: the confirm screen with both fields and a
  /// mistake.
  private static let layerHeightMin = 16

  private static func arrangement(
    columns: Int, rows: Int, isZoomed: Bool, lowBandwidth: Bool
  ) -> Arrangement {
    if columns < smallest.columns || rows < smallest.rows { return .tooSmall }
    if columns < 80 || rows < 24 || isZoomed { return .single }
    return columns >= 160 && !lowBandwidth ? .sideBySide : .stacked
  }

  private static func panes(
    _ arrangement: Arrangement, body: Frame, focus: Pane
  ) -> (list: Frame?, detail: Frame?, layer: Frame) {
    switch arrangement {
    case .tooSmall: return (nil, nil, body)
    case .single:
      switch focus {
      case .list: return (body, nil, body)
      case .detail: return (nil, body, body)
      }
    case .stacked:
      var list = body
      list.height = max(6 + listFurniture, body.height * 45 / 100)
      var detail = body
      detail.row += list.height
      detail.height -= list.height
      return (list, detail, detail)
    case .sideBySide:
      var list = body
      list.width = body.width * 58 / 100
      var detail = body
      detail.column = list.width
      detail.width -= list.width
      var layer = detail
      layer.height = min(detail.height, max(layerHeightMin, detail.height / 2))
      layer.row += detail.height - layer.height
      return (list, detail, layer)
    }
  }
}
