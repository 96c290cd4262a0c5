import TextSafety

/// A control sequence taken apart: `ESC [ ? 25 h`.
struct ControlFunction {
  /// What stands before the numbers, if anything: `?`, `>`, `=`, `<`.
  let marker: Character?
  /// What stands between the numbers and the end, if anything.
  let hasIntermediate: Bool
  let numbers: [Int]
  let final: Character

  init(_ parameters: [UInt8], final: UInt8) {
    var rest = parameters[...]
    marker = rest.first.flatMap { (0x3C...0x3F).contains($0) ? Character(Unicode.Scalar($0)) : nil }
    if marker != nil { rest = rest.dropFirst() }
    hasIntermediate = rest.contains { (0x20...0x2F).contains($0) }
    numbers = rest.filter { $0 > 0x2F }
      .split(omittingEmptySubsequences: false) {
        $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":")
      }
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    self.final = Character(Unicode.Scalar(final))
  }

  /// A number that counts, which is at least 1.
  func count(_ index: Int = 0) -> Int { max(1, number(index)) }

  func number(_ index: Int) -> Int { index < numbers.count ? numbers[index] : 0 }

  /// The numbers of a rendition that ask for a colour: also 39 and 49, the terminal's own, which only a program that
  /// uses colours sends.
  var colours: [Int] {
    var colours: [Int] = []
    var index = 0
    while index < numbers.count {
      let number = numbers[index]
      switch number {
      case 38, 48, 58:
        colours.append(number)
        // A colour of the palette is two numbers more, one by its parts four.
        index += self.number(index + 1) == 5 ? 2 : 4
      case 30...37, 39...47, 49, 59, 90...97, 100...107: colours.append(number)
      default: break
      }
      index += 1
    }
    return colours
  }
}

extension Emulator {
  mutating func perform(_ function: ControlFunction) {
    guard !function.hasIntermediate else { return }
    switch function.marker {
    case "?": setModes(function)
    case .none: performPlain(function)
    default: break
    }
  }

  private mutating func setModes(_ function: ControlFunction) {
    guard function.final == "h" || function.final == "l" else { return }
    let isSet = function.final == "h"
    for mode in function.numbers {
      if mode == 1049 {
        showAlternate(isSet)
      } else if isSet {
        modes.insert(mode)
      } else {
        modes.remove(mode)
      }
    }
  }

  private mutating func showAlternate(_ isShown: Bool) {
    if isShown, primary == nil {
      primary = grid
      grid.eraseScreen(2)
    } else if !isShown, let before = primary {
      grid = before
      primary = nil
    }
  }

  private mutating func performPlain(_ function: ControlFunction) {
    let count = function.count()
    switch function.final {
    case "A": grid.place(row: grid.row - count, column: grid.column)
    case "B", "e": grid.place(row: grid.row + count, column: grid.column)
    case "C", "a": grid.place(row: grid.row, column: grid.column + count)
    case "D": grid.place(row: grid.row, column: grid.column - count)
    case "E": grid.place(row: grid.row + count, column: 0)
    case "F": grid.place(row: grid.row - count, column: 0)
    case "G", "`": grid.place(row: grid.row, column: count - 1)
    case "d": grid.place(row: count - 1, column: grid.column)
    case "H", "f": grid.place(row: count - 1, column: function.count(1) - 1)
    case "c": answer("\u{1B}[?62;22c")
    case "s": savedCursor = (grid.row, grid.column)
    case "u": grid.place(row: savedCursor.row, column: savedCursor.column)
    case "r":
      grid.setRegion(
        top: count - 1, bottom: (function.number(1) == 0 ? grid.rows : function.number(1)) - 1)
    case "m":
      isStyled = function.numbers.contains { $0 != 0 }
      colours += function.colours
    default: edit(function)
    }
  }

  private mutating func edit(_ function: ControlFunction) {
    let count = function.count()
    switch function.final {
    case "J": grid.eraseScreen(function.number(0))
    case "K": grid.eraseLine(function.number(0))
    case "X": grid.eraseCharacters(count)
    case "@": grid.insertCharacters(count)
    case "P": grid.deleteCharacters(count)
    case "L": grid.scroll(by: -count, from: grid.row)
    case "M": grid.scroll(by: count, from: grid.row)
    case "S": grid.scroll(by: count, from: grid.top)
    case "T": grid.scroll(by: -count, from: grid.top)
    case "b":
      for _ in 0..<count {
        grid.put(lastCharacter, width: SafeText(sanitizing: lastCharacter).width)
      }
    default: break
    }
  }
}
