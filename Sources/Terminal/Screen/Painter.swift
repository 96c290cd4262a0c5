import CNcurses

/// Hands the difference between two canvases to ncurses, which sends it in the fewest bytes it can.
struct Painter {
  private var pairs: ColourPairs
  private let showsUTF8: Bool
  private var shown: Canvas?

  init(pairs: ColourPairs, showsUTF8: Bool) {
    self.pairs = pairs
    self.showsUTF8 = showsUTF8
  }

  /// Shows a canvas; does nothing at all when it is shown already.
  mutating func paint(_ canvas: Canvas) {
    let previous = shown.flatMap { $0.size == canvas.size ? $0 : nil }
    if previous == nil { CNErase() }
    var isSame = previous != nil && previous?.cursor == canvas.cursor
    for row in 0..<canvas.size.rows {
      let new = canvas.row(row)
      let old = previous?.row(row)
      guard new != old else { continue }
      isSame = false
      for run in Run.changed(in: new, from: old) { put(run, row: row) }
    }
    shown = canvas
    if !isSame { present(canvas) }
  }

  /// Sends everything again.
  mutating func repaint() {
    CNForgetTerminalContents()
    guard let shown else { return }
    present(shown)
  }

  /// Treats nothing as shown, because the screen changed its size.
  mutating func forget() { shown = nil }

  private func present(_ canvas: Canvas) {
    guard let cursor = canvas.cursor, canvas.bounds.contains(cursor) else {
      CNPresent(-1, -1)
      return
    }
    CNPresent(Int32(clamping: cursor.row), Int32(clamping: cursor.column))
  }

  private mutating func put(_ run: Run, row: Int) {
    let pair = pairs.pair(of: run.style) { definition in
      CNDefinePair(definition.pair, definition.foreground, definition.background)
    }
    let target = CNRun(
      row: Int32(clamping: row), column: Int32(clamping: run.column),
      cellWidth: showsUTF8 ? Int32(run.cellWidth) : 1,
      attributes: Int32(run.style.attributes.rawValue), pair: pair)
    let scalars = showsUTF8 ? run.scalars : run.asciiScalars
    unsafe CNPut(target, scalars, scalars.count / Run.scalarsPerCell)
  }
}

/// Changed cells beside each other with one look and one width.
struct Run: Hashable {
  /// As many as ncurses is given per cell: a base and its marks.
  static let scalarsPerCell = 4

  let column: Int
  let style: Style
  let cellWidth: Int8
  private(set) var cells: [Cell]

  /// The runs that turn one row into another; all of it when there is none before.
  static func changed(in new: ArraySlice<Cell>, from old: ArraySlice<Cell>?) -> [Run] {
    var runs: [Run] = []
    var end = -1
    for (column, cell) in new.enumerated() {
      if cell.isContinuation { continue }
      if let old, old[old.startIndex + column] == cell { continue }
      if end == column, let last = runs.indices.last, runs[last].accepts(cell) {
        runs[last].cells.append(cell)
      } else {
        runs.append(Run(column: column, style: cell.style, cellWidth: cell.width, cells: [cell]))
      }
      end = column + Int(cell.width)
    }
    return runs
  }

  private func accepts(_ cell: Cell) -> Bool {
    cell.style == style && cell.width == cellWidth
  }

  /// Four scalars per cell.
  var scalars: [UInt32] {
    cells.flatMap { [$0.base, $0.mark(at: 0), $0.mark(at: 1), $0.mark(at: 2)] }
  }

  /// The same in ASCII; a cluster of two columns becomes two characters.
  var asciiScalars: [UInt32] {
    cells.flatMap { cell in
      let form = [ASCIIForm.of(cell.base), 0, 0, 0]
      return cell.isWide ? form + form : form
    }
  }
}
