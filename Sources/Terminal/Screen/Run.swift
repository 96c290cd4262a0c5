/// Changed cells beside each other with one look and one width.
struct Run: Hashable {
  /// As many as ncurses is given per cell: a base and its marks.
  static let scalarsPerCell = 4

  let column: Int
  let style: Style
  let cellWidth: Int8
  /// A part of the canvas, with the second halves of its wide cells.
  let cells: ArraySlice<Cell>

  /// Adds four scalars per cell.
  func addScalars(to scalars: inout [UInt32]) {
    for cell in cells where !cell.isContinuation {
      scalars.append(cell.base)
      for position in 0..<Self.scalarsPerCell - 1 { scalars.append(cell.mark(at: position)) }
    }
  }

  /// Adds the same in ASCII; a cluster of two columns becomes two characters.
  func addASCIIScalars(to scalars: inout [UInt32]) {
    for cell in cells where !cell.isContinuation {
      let form = ASCIIForm.of(cell.base)
      for _ in 0..<(cell.isWide ? 2 : 1) {
        scalars.append(form)
        for _ in 1..<Self.scalarsPerCell { scalars.append(0) }
      }
    }
  }
}

/// The runs that turn one row into another; all of it when there is none before.
///
/// They are found one after another and share the cells of the row, so that finding them allocates nothing.
struct ChangedRuns: Sequence, IteratorProtocol {
  private let new: ArraySlice<Cell>
  /// Empty when there is none.
  private let old: ArraySlice<Cell>
  /// The place that is looked at next.
  private var index: Int

  init(in new: ArraySlice<Cell>, from old: ArraySlice<Cell>?) {
    self.new = new
    self.old = old ?? []
    index = new.startIndex
  }

  mutating func next() -> Run? {
    while index < new.endIndex, !isChanged { index += 1 }
    guard index < new.endIndex else { return nil }
    let start = index
    let first = new[start]
    repeat { index += Int(first.width) } while isChanged && isLike(first)
    return Run(
      column: start - new.startIndex, style: first.style, cellWidth: first.width,
      cells: new[start..<Swift.min(index, new.endIndex)])
  }

  /// Whether a cluster that starts here is another than before; false at the end.
  private var isChanged: Bool {
    guard index < new.endIndex else { return false }
    let cell = new[index]
    guard !cell.isContinuation else { return false }
    return old.isEmpty || old[old.startIndex + index - new.startIndex] != cell
  }

  /// Whether the cell here can go on a run.
  private func isLike(_ first: Cell) -> Bool {
    new[index].style == first.style && new[index].width == first.width
  }
}
