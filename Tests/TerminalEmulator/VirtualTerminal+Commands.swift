/// The commands that the desk may draw with; every other one is complained about.
extension VirtualTerminal {
  mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x08: moveTo(row: row, column: column - 1)
    case 0x09: moveTo(row: row, column: (column / 8 + 1) * 8)
    case 0x0A:
      isWrapping = false
      lineFeed()
    case 0x0D: moveTo(row: row, column: 0)
    default:
      complaints.append("control \(byte)")
      follow(control: byte)
    }
  }

  mutating func escape(_ text: String) {
    switch text {
    case "7": saved = (row, column, pen)
    case "8":
      if let saved {
        moveTo(row: saved.row, column: saved.column)
        pen = saved.pen
      }
    case "M":
      isWrapping = false
      if row == scrollRows.lowerBound { scroll(scrollRows, by: -1) } else { row = max(0, row - 1) }
    case "(B": drawsLines = false
    case "=", ">": break  // keypad modes, which show nothing
    default:
      complaints.append("escape \(text.debugDescription)")
      follow(escape: text)
    }
  }

  mutating func perform(_ sequence: ControlSequence) {
    let count = max(1, sequence.number(0) ?? 1)
    switch (sequence.prefix, sequence.final) {
    case ("", "m"): setPen(sequence.parameters)
    case ("?", "h"):
      modes.formUnion(sequence.numbers)
      if sequence.numbers.contains(1049) { showOtherScreen(true) }
    case ("?", "l"):
      modes.subtract(sequence.numbers)
      if sequence.numbers.contains(1049) { showOtherScreen(false) }
    case ("", "l") where sequence.numbers == [4]: break  // replace, not insert: as it is
    case ("", "t") where [22, 23].contains(sequence.number(0)): break  // keeps the title
    case ("", "r"): setScrollRows(sequence)
    case ("", "b"): repeatLast(count)
    case ("", "A"), ("", "B"), ("", "C"), ("", "D"), ("", "G"), ("", "d"), ("", "H"), ("", "f"):
      move(sequence, by: count)
    case ("", "J"), ("", "K"), ("", "X"): erase(sequence, count: count)
    case ("", "@"), ("", "P"), ("", "L"), ("", "M"), ("", "S"), ("", "T"):
      shift(sequence, by: count)
    default:
      complaints.append("sequence \(sequence)")
      follow(sequence)
    }
  }

  private mutating func move(_ sequence: ControlSequence, by count: Int) {
    switch sequence.final {
    case "A": moveTo(row: row - count, column: column)
    case "B": moveTo(row: row + count, column: column)
    case "C": moveTo(row: row, column: column + count)
    case "D": moveTo(row: row, column: column - count)
    case "G": moveTo(row: row, column: count - 1)
    case "d": moveTo(row: count - 1, column: column)
    default: moveTo(row: count - 1, column: max(1, sequence.number(1) ?? 1) - 1)
    }
  }

  private mutating func erase(_ sequence: ControlSequence, count: Int) {
    switch (sequence.final, sequence.number(0) ?? 0) {
    case ("X", _): erase(row: row, columns: column..<min(columns, column + count))
    case ("K", 0): erase(row: row, columns: column..<columns)
    case ("K", 1): erase(row: row, columns: 0..<column + 1)
    case ("K", 2): erase(row: row, columns: 0..<columns)
    case ("J", 0):
      erase(row: row, columns: column..<columns)
      erase(rows: row + 1..<rows)
    case ("J", 2): erase(rows: 0..<rows)
    default:
      complaints.append("sequence \(sequence)")
      follow(sequence)
    }
    isWrapping = false
  }

  private mutating func shift(_ sequence: ControlSequence, by count: Int) {
    isWrapping = false
    let below = row..<max(row, scrollRows.upperBound)
    switch sequence.final {
    case "@": shift(by: count)
    case "P": shift(by: -count)
    case "L": scroll(below, by: -count)
    case "M": scroll(below, by: count)
    case "S": scroll(scrollRows, by: count)
    default: scroll(scrollRows, by: -count)
    }
  }

  private mutating func setScrollRows(_ sequence: ControlSequence) {
    let first = max(1, sequence.number(0) ?? 1) - 1
    let end = min(rows, sequence.number(1) ?? rows)
    guard first < end else {
      complaints.append("sequence \(sequence)")
      return
    }
    scrollRows = first..<end
    moveTo(row: 0, column: 0)
  }

  // MARK: Looks

  private mutating func setPen(_ parameters: [[Int]]) {
    var rest = parameters.isEmpty ? [[0]] : parameters
    while let first = rest.first, let code = first.first {
      rest.removeFirst()
      if Self.isColour(code) { colours.append(code) }
      switch code {
      case 38, 48, 58:
        guard let colour = colour(first, &rest) else {
          complaints.append("look \(parameters)")
          return
        }
        switch code {
        case 38: pen.foreground = colour
        case 48: pen.background = colour
        default: complaints.append("look \(first)")
        }
      default:
        if first.count > 1 || !setPen(code) { complaints.append("look \(first)") }
      }
    }
  }

  private static func isColour(_ code: Int) -> Bool {
    switch code {
    case 30...49, 58, 59, 90...97, 100...107: true
    default: false
    }
  }

  private mutating func setPen(_ code: Int) -> Bool {
    switch code {
    case 0: pen = Pen()
    case 1: pen.attributes.insert(.bold)
    case 2: pen.attributes.insert(.dim)
    case 3: pen.attributes.insert(.italic)
    case 4: pen.attributes.insert(.underline)
    case 7: pen.attributes.insert(.reverse)
    case 22: pen.attributes.subtract([.bold, .dim])
    case 23: pen.attributes.remove(.italic)
    case 24: pen.attributes.remove(.underline)
    case 27: pen.attributes.remove(.reverse)
    case 30...37: pen.foreground = .indexed(UInt8(code - 30))
    case 39: pen.foreground = .default
    case 40...47: pen.background = .indexed(UInt8(code - 40))
    case 49: pen.background = .default
    case 90...97: pen.foreground = .indexed(UInt8(code - 82))
    case 100...107: pen.background = .indexed(UInt8(code - 92))
    default: return false
    }
    return true
  }

  /// The colour of `38` or `48`: with colons in one parameter, with semicolons in those that follow.
  private func colour(_ first: [Int], _ rest: inout [[Int]]) -> VirtualColour? {
    if first.count > 1 { return colour(Array(first.dropFirst())) }
    let wanted = rest.first == [2] ? 4 : 2
    guard rest.count >= wanted else { return nil }
    let flat = rest.prefix(wanted).flatMap(\.self)
    rest.removeFirst(wanted)
    return colour(flat)
  }

  private func colour(_ numbers: [Int]) -> VirtualColour? {
    let bytes = numbers.compactMap { UInt8(exactly: $0) }
    guard bytes.count == numbers.count else { return nil }
    switch (bytes.first, bytes.count) {
    case (5, 2): return .indexed(bytes[1])
    case (2, 4): return .rgb(bytes[1], bytes[2], bytes[3])
    case (2, 5): return .rgb(bytes[2], bytes[3], bytes[4])  // with an empty colour space
    default: return nil
    }
  }
}
