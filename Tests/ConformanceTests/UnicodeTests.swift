import Glibc
import HostileInput
import HostileScreens
import TerminalEmulator
import Testing
import TextSafety

/// What is one character to a person, and how many columns it takes (Unicode 15.0).
@Suite(.enabled(if: ConformanceData.folder != nil, ConformanceData.needed))
struct UnicodeTests {
  private typealias Scalars = [Unicode.Scalar]

  // MARK: - Clusters

  @Test func `the cursor of a line moves by what people call characters`() throws {
    var tally = Tally("grapheme clusters, typing", deviations: Deviations.graphemes)
    for (name, expected) in try graphemes() {
      var text = String.UnicodeScalarView()
      for scalar in expected.joined() { text.append(scalar) }
      let found = String(text).map { Scalars($0.unicodeScalars) }
      tally.count(name, isRight: found == expected, "\(found.map(\.count))")
    }
    try tally.finish()
  }

  @Test func `cells never join what people call two characters`() throws {
    var tally = Tally("grapheme clusters, cells", deviations: Deviations.cells)
    for (name, expected) in try graphemes() {
      let text = expected.joined().map(String.init).joined()
      let safe = SafeText(sanitizing: text)
      // What is shown as its code is cut by other rules.
      guard safe.text.unicodeScalars.elementsEqual(expected.joined()) else { continue }
      let cells = Self.ends(of: safe.clusters.map { Scalars($0.text.unicodeScalars) })
      tally.count(name, isRight: Self.ends(of: expected).isSubset(of: cells))
    }
    try tally.finish()
  }

  /// The test lines by their code points, each with its clusters.
  private func graphemes() throws -> [(name: String, clusters: [Scalars])] {
    try ConformanceData.lines("unicode/GraphemeBreakTest.txt").map { line in
      let codes = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      var clusters: [Scalars] = []
      for code in codes.dropLast() {
        switch code {
        case "÷": clusters.append([])
        case "×": break
        default: clusters[clusters.count - 1].append(try Self.scalar(code))
        }
      }
      return (codes.filter { $0 != "÷" && $0 != "×" }.joined(separator: " "), clusters)
    }
  }

  private static func ends(of clusters: [Scalars]) -> Set<Int> {
    var end = 0
    return Set(
      clusters.map { cluster in
        end += cluster.count
        return end
      })
  }

  private static func scalar(_ digits: some StringProtocol) throws -> Unicode.Scalar {
    try #require(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init))
  }

  // MARK: - Widths

  @Test func `wide characters take two columns and others do not`() throws {
    var tally = Tally("East Asian widths", deviations: Deviations.widths)
    for line in try ConformanceData.lines("unicode/EastAsianWidth.txt") {
      let fields = line.prefix { $0 != "#" }.split(separator: ";")
      guard fields.count == 2 else { continue }
      let ends = fields[0].split(separator: ".").map(\.trimmed)
      let isWide = ["W", "F"].contains(fields[1].trimmed)
      guard let first = ends.first.flatMap({ UInt32($0, radix: 16) }),
        let last = ends.last.flatMap({ UInt32($0, radix: 16) })
      else { continue }
      let others = (first...last).compactMap(Unicode.Scalar.init).filter { scalar in
        Self.drawnWidth(of: scalar).map { ($0 == 2) != isWide } ?? false
      }
      tally.count(
        String(ends.joined(separator: "..")), isRight: others.isEmpty,
        "\(others.count) are otherwise, first U+\(others.first.map { String($0.value, radix: 16) } ?? "")"
      )
    }
    try tally.finish()
  }

  /// The columns that a character adds to a text; `nil` when it is not drawn as itself.
  private static func drawnWidth(of scalar: Unicode.Scalar) -> Int? {
    for base in ["", "a", "\u{1100}"] {
      let text = base + String(scalar)
      let safe = SafeText(sanitizing: text)
      if safe.text.unicodeScalars.elementsEqual(text.unicodeScalars) {
        return safe.width - SafeText(sanitizing: base).width
      }
    }
    return nil
  }

  @Test func `emoji take the columns that a terminal gives them`() throws {
    var tally = Tally("emoji, columns in a terminal")
    let widths = try #require(CharacterWidths())
    let locale = unsafe newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    let before = unsafe uselocale(locale)
    defer {
      _ = unsafe uselocale(before)
      unsafe freelocale(locale)
    }
    for line in try ConformanceData.lines("unicode/emoji-test.txt") {
      let codes = line.prefix { $0 != ";" }.split(whereSeparator: \.isWhitespace)
      let text = try codes.map { String(try Self.scalar($0)) }.joined()
      let safe = SafeText(sanitizing: "a\(text)b")
      var terminal = VirtualTerminal(columns: 200, rows: 1) { widths.of($0) }
      terminal.feed(Array(safe.text.utf8))
      let leak = OutputLeak.find(in: safe.text.utf8, allowing: [])
      let isRight = leak == nil && terminal.column == safe.width && terminal.complaints.isEmpty
      tally.count(
        codes.joined(separator: " "), isRight: isRight,
        "\(safe.width) columns, the terminal has \(terminal.column) \(leak ?? "")")
    }
    try tally.finish()
  }
}

extension StringProtocol {
  /// The text without the spaces at its ends.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
