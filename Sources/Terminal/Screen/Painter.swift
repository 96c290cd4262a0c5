import CNcurses

/// Hands the difference between two canvases to ncurses, which sends it in the fewest bytes it can.
struct Painter {
  /// What fits into one packet is shown at once anyway; more is bracketed, so that no half of it
  /// shows.
  static let packetSize = 512

  private static let updateBegin = Array("\u{1B}[?2026h".utf8)
  private static let updateEnd = Array("\u{1B}[?2026l".utf8)

  private var pairs: ColourPairs
  private let showsUTF8: Bool
  private let isSynchronised: Bool
  /// On a terminal whose sequences are those of ECMA-48.
  private var squeezer: UpdateSqueezer?
  private var shown: Canvas?

  init(pairs: ColourPairs, showsUTF8: Bool, isANSI: Bool, isSynchronised: Bool) {
    self.pairs = pairs
    self.showsUTF8 = showsUTF8
    self.isSynchronised = isSynchronised
    squeezer = isANSI ? UpdateSqueezer() : nil
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
    squeezer?.forget()
    guard let shown else { return }
    present(shown)
  }

  /// Treats nothing as shown, because the screen changed its size.
  mutating func forget() { shown = nil }

  /// Leaves the terminal plain for whoever writes to it next.
  mutating func leave() {
    guard let bytes = squeezer?.plain(), !bytes.isEmpty else { return }
    unsafe CNSend(bytes, bytes.count)
  }

  private mutating func present(_ canvas: Canvas) {
    let cursor = canvas.cursor.flatMap { canvas.bounds.contains($0) ? $0 : nil }
    let update = unsafe CNCompose(
      cursor.map { Int32(clamping: $0.row) } ?? -1, cursor.map { Int32(clamping: $0.column) } ?? -1)
    send(unsafe Array(UnsafeBufferPointer(start: update.bytes, count: update.count)))
  }

  private mutating func send(_ update: [UInt8]) {
    guard !update.isEmpty else { return }
    let bytes = squeezer?.squeeze(update) ?? update
    let whole =
      isSynchronised && bytes.count > Self.packetSize
      ? Self.updateBegin + bytes + Self.updateEnd : bytes
    unsafe CNSend(whole, whole.count)
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
