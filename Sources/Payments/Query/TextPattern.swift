/// A text in which a star stands for any characters; it must match as a whole, in any case.
public struct TextPattern: Hashable, Sendable {
  /// The parts between the stars, as typed; one part where there is no star.
  public let parts: [String]

  /// Makes a pattern from the parts between its stars.
  public init(parts: [String]) {
    precondition(!parts.isEmpty, "A pattern without stars has one part.")
    self.parts = parts
  }

  /// Makes a pattern without stars.
  public init(exactly text: String) { self.init(parts: [text]) }

  /// Whether a text matches; `forgiving` compares the folded spellings (``SearchFold/fold(_:)``).
  public func matches(_ text: String, forgiving: Bool = false) -> Bool {
    let spelling = forgiving ? SearchFold.fold : SearchFold.lower
    var rest = Array(spelling(text).utf8)[...]
    let wanted = parts.map { Array(spelling($0).utf8) }
    // A part of nothing but dashes folds to nothing, which would match more than was asked for.
    guard zip(parts, wanted).allSatisfy({ $0.isEmpty == $1.isEmpty }) else { return false }
    guard let first = wanted.first, let last = wanted.last, wanted.count > 1 else {
      return rest.elementsEqual(wanted.joined())
    }
    guard rest.starts(with: first) else { return false }
    rest = rest.dropFirst(first.count)
    for part in wanted.dropFirst().dropLast() {
      guard let end = Self.end(of: part, in: rest) else { return false }
      rest = rest[end...]
    }
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }

  /// Where the first occurrence of a part ends.
  private static func end(of part: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard part.count <= text.count else { return nil }
    return (text.startIndex...(text.endIndex - part.count))
      .first { text[$0..<($0 + part.count)].elementsEqual(part) }
      .map { $0 + part.count }
  }
}
