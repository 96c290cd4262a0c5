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
  /// What ncurses is given of one run; kept, since a screen that scrolls has hundreds of them.
  private var scalars: [UInt32] = []

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
      for run in ChangedRuns(in: canvas.row(row), from: previous?.row(row)) {
        isSame = false
        put(run, row: row)
      }
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
    scalars.removeAll(keepingCapacity: true)
    if showsUTF8 { run.addScalars(to: &scalars) } else { run.addASCIIScalars(to: &scalars) }
    unsafe CNPut(target, scalars, scalars.count / Run.scalarsPerCell)
  }
}
