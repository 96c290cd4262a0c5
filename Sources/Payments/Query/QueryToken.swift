/// A piece of a search line with its place: a token between spaces, or a part of one.
struct QueryToken {
  /// One character, with quotation marks already taken away.
  struct Glyph {
    let character: Character
    let offset: Int
    let isQuoted: Bool

    /// Whether this is a character with a meaning of its own, and not quoted.
    func isSyntax(_ wanted: Character) -> Bool { !isQuoted && character == wanted }
  }

  let glyphs: ArraySlice<Glyph>
  /// Where it stands in the line, quotation marks included.
  let range: Range<Int>
  /// Whether a quotation mark is missing at the end.
  var hasOpenQuote = false

  var text: String { String(glyphs.map(\.character)) }
  var isEmpty: Bool { glyphs.isEmpty }
  /// Whether a part of it is quoted, so that it is text and nothing else.
  var isQuoted: Bool { glyphs.contains(where: \.isQuoted) }

  /// The token without its first characters.
  func dropping(_ count: Int) -> QueryToken { part(glyphs.dropFirst(count)) }

  /// The pieces between unquoted separators, empty ones included.
  func split(at separator: Character) -> [QueryToken] {
    glyphs.split(omittingEmptySubsequences: false) { $0.isSyntax(separator) }.map(part)
  }

  /// The word before an unquoted colon, where it is made of letters, and what follows it.
  func keyAndValue() -> (key: QueryToken, value: QueryToken)? {
    guard let colon = glyphs.firstIndex(where: { $0.isSyntax(":") }) else { return nil }
    let key = glyphs[..<colon]
    let isWord = key.allSatisfy { $0.character.isASCII && $0.character.isLetter && !$0.isQuoted }
    guard !key.isEmpty, isWord else { return nil }
    return (part(key), part(glyphs[(colon + 1)...]))
  }

  /// A part of this token; an empty one keeps the place of the whole.
  private func part(_ glyphs: ArraySlice<Glyph>) -> QueryToken {
    guard let first = glyphs.first, let last = glyphs.last else {
      return QueryToken(glyphs: glyphs, range: range)
    }
    return QueryToken(glyphs: glyphs, range: first.offset..<(last.offset + 1))
  }

  // MARK: - Reading a line

  /// The tokens of a line: parted by white space, except between quotation marks.
  static func tokens(of line: String) -> [QueryToken] {
    var tokens: [QueryToken] = []
    var glyphs: [Glyph] = []
    var start: Int?
    var isQuoted = false
    var end = 0
    for (offset, character) in line.enumerated() {
      end = offset + 1
      if character.isWhitespace, !isQuoted {
        if let first = start {
          tokens.append(QueryToken(glyphs: glyphs[...], range: first..<offset))
        }
        start = nil
        glyphs = []
        continue
      }
      start = start ?? offset
      if isQuotationMark(character) {
        isQuoted.toggle()
      } else {
        glyphs.append(Glyph(character: character, offset: offset, isQuoted: isQuoted))
      }
    }
    if let first = start {
      tokens.append(
        QueryToken(glyphs: glyphs[...], range: first..<end, hasOpenQuote: isQuoted))
    }
    return tokens
  }

  /// Straight marks, and those that word processors put in their place.
  private static func isQuotationMark(_ character: Character) -> Bool {
    character == "\"" || character == "\u{201C}" || character == "\u{201D}"
  }
}
