import Foundation
import TextSafety

/// A terminal as xterm and its relatives are, as far as ncurses, tmux and GNU screen use them: bytes in, a screen out.
///
/// It also remembers what the bytes asked for: modes, colours, the clipboard.
struct Emulator {
  /// What the next byte belongs to.
  private enum State {
    case ground
    case escape
    /// A sequence of two bytes and one more, which chooses a character set.
    case oneMore(after: UInt8)
    case control([UInt8])
    case string(kind: UInt8, [UInt8], sawEscape: Bool)
  }

  /// The private modes that are set before a program sets any: a line wraps, the cursor shows.
  static let modesBefore: Set = [7, 25]

  /// What is shown.
  var grid: Grid
  /// What was shown before the alternate screen.
  var primary: Grid?
  /// The private modes that are set.
  var modes = modesBefore
  /// Whether characters are drawn other than plain.
  var isStyled = false
  /// Whether letters are drawn as lines.
  private var drawsLines = false
  /// Every colour that was asked for, as its number in the sequence.
  var colours: [Int] = []
  /// Every text that was put on the clipboard.
  private(set) var clipboard: [String] = []
  /// What it answers to what it was asked, in order: that its background is black, and what it can do.
  private(set) var answers: [UInt8] = []
  var savedCursor = (row: 0, column: 0)
  var lastCharacter = " "

  private var state = State.ground
  private var character: [UInt8] = []

  init(columns: Int, rows: Int) { grid = Grid(columns: columns, rows: rows) }

  /// Whether the terminal is as it was before any program used it.
  var isPlain: Bool {
    modes == Self.modesBefore && primary == nil && !isStyled && !drawsLines && grid.scrollsWhole
  }

  /// Takes what it answers.
  mutating func takeAnswers() -> [UInt8] {
    defer { answers = [] }
    return answers
  }

  mutating func answer(_ text: String) { answers += Array(text.utf8) }

  mutating func resize(columns: Int, rows: Int) {
    grid.resize(columns: columns, rows: rows)
    primary?.resize(columns: columns, rows: rows)
  }

  mutating func feed(_ bytes: [UInt8]) {
    for byte in bytes { consume(byte) }
  }

  private mutating func consume(_ byte: UInt8) {
    switch state {
    case .ground: ground(byte)
    case .escape: afterEscape(byte)
    case .oneMore(let kind):
      if kind == UInt8(ascii: "(") { drawsLines = byte == UInt8(ascii: "0") }
      state = .ground
    case .control(let parameters): control(parameters, byte)
    case .string(let kind, let bytes, let sawEscape): string(kind, bytes, sawEscape, byte)
    }
  }

  private mutating func ground(_ byte: UInt8) {
    switch byte {
    case 0x08: grid.place(row: grid.row, column: grid.column - 1)
    case 0x09: grid.place(row: grid.row, column: (grid.column / 8 + 1) * 8)
    case 0x0A...0x0C: grid.lineFeed()
    case 0x0D: grid.place(row: grid.row, column: 0)
    case 0x0E: drawsLines = true
    case 0x0F: drawsLines = false
    case 0x1B: state = .escape
    case 0x20...0x7E: put(String(Unicode.Scalar(byte)))
    case 0x80...: collect(byte)
    default: break
    }
  }

  /// Takes a byte of a character that has several.
  private mutating func collect(_ byte: UInt8) {
    if byte >= 0xC0 { character = [] }
    character.append(byte)
    guard let text = String(validating: character, as: UTF8.self) else { return }
    character = []
    put(text)
  }

  private mutating func put(_ text: String) {
    let isMark = text.unicodeScalars.first?.properties.generalCategory == .nonspacingMark
    grid.put(text, width: isMark ? 0 : SafeText(sanitizing: text).width)
    lastCharacter = text
  }

  private mutating func afterEscape(_ byte: UInt8) {
    state = .ground
    switch byte {
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"), UInt8(ascii: "k"):
      state = .string(kind: byte, [], sawEscape: false)
    case 0x20...0x2F: state = .oneMore(after: byte)
    case UInt8(ascii: "7"): savedCursor = (grid.row, grid.column)
    case UInt8(ascii: "8"): grid.place(row: savedCursor.row, column: savedCursor.column)
    case UInt8(ascii: "D"): grid.lineFeed()
    case UInt8(ascii: "M"): grid.reverseLineFeed()
    case UInt8(ascii: "E"):
      grid.place(row: grid.row, column: 0)
      grid.lineFeed()
    default: break
    }
  }

  private mutating func control(_ parameters: [UInt8], _ byte: UInt8) {
    switch byte {
    case 0x20...0x3F: state = .control(parameters + [byte])
    case 0x40...0x7E:
      state = .ground
      perform(ControlFunction(parameters, final: byte))
    // A crash can fall into a sequence, which the next one then cuts off.
    case 0x1B: state = .escape
    default: state = .ground
    }
  }

  private mutating func string(
    _ kind: UInt8, _ bytes: [UInt8], _ sawEscape: Bool, _ byte: UInt8
  ) {
    switch byte {
    case 0x07 where kind == UInt8(ascii: "]"), UInt8(ascii: "\\") where sawEscape:
      state = .ground
      if kind == UInt8(ascii: "]") { operatingSystemCommand(bytes) }
    case 0x1B: state = .string(kind: kind, bytes, sawEscape: true)
    case _ where sawEscape: afterEscape(byte)
    // The console of Linux has a string without an end, which gives it its colours back.
    case UInt8(ascii: "R") where kind == UInt8(ascii: "]") && bytes.isEmpty: state = .ground
    default: state = .string(kind: kind, bytes + [byte], sawEscape: false)
    }
  }

  private mutating func operatingSystemCommand(_ bytes: [UInt8]) {
    let parts = String(decoding: bytes, as: UTF8.self).split(
      separator: ";", omittingEmptySubsequences: false)
    if parts == ["11", "?"] { answer("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\") }
    guard parts.count == 3, parts[0] == "52", let data = Data(base64Encoded: String(parts[2]))
    else { return }
    clipboard.append(String(decoding: data, as: UTF8.self))
  }
}
