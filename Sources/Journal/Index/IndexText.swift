import Payments

/// How text stands in the index, and how it is looked for there.
enum IndexText {
  /// The lower-case spelling.
  static func lower(_ text: String) -> String { clean(SearchFold.lower(text)) }

  /// The forgiving spelling.
  static func fold(_ text: String) -> String { clean(SearchFold.fold(text)) }

  /// Text without NUL, at which SQLite's strings would end.
  static func clean(_ text: String) -> String {
    guard text.utf8.contains(0) else { return text }
    return String(decoding: text.utf8.map { $0 == 0 ? 1 : $0 }, as: UTF8.self)
  }

  /// Words as lines, each between two line ends; nothing for no words.
  static func lines(_ words: [String]) -> String {
    words.isEmpty ? "" : "\n" + words.joined(separator: "\n") + "\n"
  }

  /// Minor units as whole major units, rounded down, and the minor units beyond them.
  static func split(_ minor: Int64, perMajor: Int64) -> (major: Int64, fraction: Int64) {
    let (quotient, remainder) = minor.quotientAndRemainder(dividingBy: perMajor)
    return remainder < 0 ? (quotient - 1, remainder + perMajor) : (quotient, remainder)
  }

  /// A pattern for SQL's LIKE, from the parts between the stars.
  static func likePattern(_ parts: [String]) -> String {
    parts.map { part in
      part.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }.joined(separator: "%")
  }

  /// Three-character pieces that cover a folded text, the last one at its end; none for a shorter
  /// text.
  ///
  /// Rows that lack a piece lack the text. A few pieces narrow as well as all of them, and cost
  /// less.
  static func pieces(of folded: String, atMost limit: Int = 5) -> [String] {
    let scalars = Array(folded.unicodeScalars)
    guard scalars.count >= 3 else { return [] }
    var starts = Array(stride(from: 0, through: scalars.count - 3, by: 3))
    if starts.last != scalars.count - 3 { starts.append(scalars.count - 3) }
    return starts.suffix(limit).map { start in
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: scalars[start..<(start + 3)])
      return String(piece)
    }
  }

  /// Every three-character piece of a folded text.
  static func allPieces(of folded: String) -> [String] {
    let scalars = Array(folded.unicodeScalars)
    guard scalars.count >= 3 else { return [] }
    return (0...(scalars.count - 3)).map { start in
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: scalars[start..<(start + 3)])
      return String(piece)
    }
  }

  /// A piece as a string of the full-text language.
  static func quoted(_ piece: String) -> String {
    "\"" + piece.replacing("\"", with: "\"\"") + "\""
  }
}
