import TextSafety

/// What one place of a canvas holds: a cluster with its look, or the second half of a wide one.
///
/// It is plain bits, without a `String`, so that thousands are compared and copied per key press; they stand in the
/// order in which they take least room.
package struct Cell: Hashable, Sendable {
  /// Up to three marks of 21 bits each, the first one lowest.
  let marks: UInt64

  /// The base scalar; 0 in the second half of a wide cluster.
  let base: UInt32

  /// The look.
  package private(set) var style: Style

  /// How many columns the cluster takes: 1, 2, or 0 for a second half.
  package let width: Int8

  private init(base: UInt32, marks: UInt64, width: Int8, style: Style) {
    self.base = base
    self.marks = marks
    self.width = width
    self.style = style
  }

  /// Without a branch for each part: at every key thousands are compared, and nearly all are equal.
  package static func == (left: Cell, right: Cell) -> Bool {
    (left.marks ^ right.marks) | UInt64(left.base ^ right.base)
      | UInt64(UInt8(bitPattern: left.width ^ right.width))
      | UInt64(left.style.difference(from: right.style)) == 0
  }

  /// A space.
  package static func blank(_ style: Style = .plain) -> Cell {
    Cell(base: 0x20, marks: 0, width: 1, style: style)
  }

  /// The second half of a wide cluster.
  static func continuation(_ style: Style) -> Cell {
    Cell(base: 0, marks: 0, width: 0, style: style)
  }

  /// A printable ASCII character.
  init(ascii byte: UInt8, style: Style) {
    self.init(base: UInt32(byte), marks: 0, width: 1, style: style)
  }

  /// A scalar of our own source that takes one column, such as a piece of a border.
  init(narrow scalar: Unicode.Scalar, style: Style) {
    self.init(base: scalar.value, marks: 0, width: 1, style: style)
  }

  /// A cluster; marks beyond the third are left out, as the sanitiser would have done.
  init(_ cluster: Cluster, style: Style) {
    var scalars = cluster.text.unicodeScalars.makeIterator()
    let base = scalars.next() ?? " "
    var marks: UInt64 = 0
    for position in 0..<UInt64(Self.marksMax) {
      guard let mark = scalars.next() else { break }
      marks |= UInt64(mark.value) << (Self.markBits * position)
    }
    self.init(base: base.value, marks: marks, width: cluster.width == 2 ? 2 : 1, style: style)
  }

  private static let marksMax = 3
  private static let markBits: UInt64 = 21

  /// Whether this is the second half of a wide cluster.
  package var isContinuation: Bool { width == 0 }

  /// Whether the cell starts a cluster of two columns.
  package var isWide: Bool { width == 2 }

  /// The cluster; empty in a second half.
  package var text: String {
    String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
  }

  /// The base and its marks, without trailing zeros.
  var scalars: [UInt32] {
    guard !isContinuation else { return [] }
    return [base] + (0..<Self.marksMax).map { mark(at: $0) }.prefix { $0 != 0 }
  }

  /// The mark at a position, or 0.
  func mark(at position: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: marks >> (Self.markBits * UInt64(position)) & 0x1F_FFFF)
  }

  /// The same cluster with another look.
  func styled(_ style: Style) -> Cell {
    var cell = self
    cell.style = style
    return cell
  }
}
