import Settings
import TextSafety
import ViewModels

/// A sentence with parts of different looks, broken into lines between words and never within an amount.
struct Paragraph {
  /// What must stay together on a line: pieces without a space that may be broken between them.
  private struct Unit {
    var parts: [(text: SafeText, role: ThemeRole)]
    var spacesBefore: Int

    var width: Int { parts.reduce(0) { $0 + $1.text.width } }
  }

  private var units: [Unit] = []
  private var pendingSpaces = 0

  /// Makes an empty paragraph.
  init() {}

  /// Makes a paragraph of one text.
  init(_ text: SafeText, _ role: ThemeRole = .text) { add(text, role) }

  /// Makes a paragraph of a sentence about money.
  init(_ sentence: MoneySentence) {
    for piece in sentence.pieces {
      if piece.isWhole {
        addWhole(piece.text, piece.role.look)
      } else {
        add(piece.text, piece.role.look)
      }
    }
  }

  /// Adds text that may be broken at its spaces; without a space before it, it sticks to what is there.
  mutating func add(_ text: SafeText, _ role: ThemeRole = .text) {
    // By scalars: a space before a Thai vowel sign is one `Character` with it, and would part no words.
    let words = text.text.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false)
    for (index, word) in words.enumerated() {
      if index > 0 { pendingSpaces += 1 }
      guard !word.isEmpty else { continue }
      append(SafeText(sanitizing: Substring(word)), role)
    }
  }

  /// Adds text that is never broken.
  mutating func addWhole(_ text: SafeText, _ role: ThemeRole = .text) {
    guard !text.isEmpty else { return }
    append(text, role)
  }

  private mutating func append(_ text: SafeText, _ role: ThemeRole) {
    if pendingSpaces == 1, let last = units.last?.parts.last?.text, Self.isAmount(last, text) {
      units[units.count - 1].parts.append((" " + text, role))
    } else if pendingSpaces == 0, !units.isEmpty {
      units[units.count - 1].parts.append((text, role))
    } else {
      units.append(Unit(parts: [(text, role)], spacesBefore: pendingSpaces))
    }
    pendingSpaces = 0
  }

  /// Whether two words are a number and its currency, which stay together.
  private static func isAmount(_ number: SafeText, _ code: SafeText) -> Bool {
    let letters = code.text.utf8.prefix { (65...90).contains($0) }
    let rest = code.text.utf8.dropFirst(letters.count)
    return letters.count == 3 && rest.allSatisfy { !(97...122).contains($0) }
      && number.text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
  }

  /// The lines of the paragraph, none wider than the columns; a longer word is split.
  func lines(columns: Int) -> [Line] {
    let columns = max(1, columns)
    var lines: [Line] = []
    var line = Line()
    for unit in units {
      let gap = line.pieces.isEmpty ? 0 : unit.spacesBefore
      if line.end + gap + unit.width <= columns {
        Self.put(unit, after: gap, on: &line)
        continue
      }
      if !line.pieces.isEmpty { lines.append(line) }
      line = Line()
      guard unit.width > columns else {
        Self.put(unit, after: 0, on: &line)
        continue
      }
      for part in unit.parts {
        for piece in part.text.wrapped(to: columns) {
          if line.end + piece.width > columns {
            lines.append(line)
            line = Line()
          }
          line.add(piece, part.role)
        }
      }
    }
    if !line.pieces.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  private static func put(_ unit: Unit, after gap: Int, on line: inout Line) {
    var gap = gap
    for part in unit.parts {
      line.extend(part.text, part.role, gap: gap)
      gap = 0
    }
  }
}

extension MoneySentence.Role {
  /// How a piece looks.
  fileprivate var look: ThemeRole {
    switch self {
    case .text: .text
    case .amount: .amount
    case .name: .title
    case .warning: .warning
    }
  }
}
