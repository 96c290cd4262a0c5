import Foundation

/// What the desk does not draw with, as far as multiplexers and shells send it, and what it asks or gives the terminal.
extension VirtualTerminal {
  mutating func follow(control byte: UInt8) {
    switch byte {
    case 0x0B, 0x0C: lineFeed()
    case 0x0E: drawsLines = true
    case 0x0F: drawsLines = false
    default: break
    }
  }

  mutating func follow(escape text: String) {
    switch text {
    case "D": lineFeed()
    case "E":
      moveTo(row: row, column: 0)
      lineFeed()
    case "(0": drawsLines = true
    default: break
    }
  }

  mutating func follow(_ sequence: ControlSequence) {
    guard sequence.prefix.isEmpty else { return }
    let count = max(1, sequence.number(0) ?? 1)
    switch sequence.final {
    case "a": moveTo(row: row, column: column + count)
    case "e": moveTo(row: row + count, column: column)
    case "E": moveTo(row: row + count, column: 0)
    case "F": moveTo(row: row - count, column: 0)
    case "`": moveTo(row: row, column: count - 1)
    case "s": saved = (row, column, pen)
    case "u":
      if let saved { moveTo(row: saved.row, column: saved.column) }
    case "J" where sequence.number(0) == 1:
      erase(rows: 0..<row)
      erase(row: row, columns: 0..<column + 1)
    case "c": answers += Array("\u{1B}[?62;22c".utf8)
    default: break
    }
  }

  mutating func follow(string text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    if parts == ["]11", "?"] {
      answers += Array("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\".utf8)
    } else if parts.count == 3, parts[0] == "]52", let data = Data(base64Encoded: String(parts[2]))
    {
      clipboard.append(String(decoding: data, as: UTF8.self))
    }
  }
}
