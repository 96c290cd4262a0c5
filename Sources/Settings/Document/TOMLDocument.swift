import TextSafety

/// A parsed document that knows the line of each of its values.
struct TOMLDocument: Sendable {
  /// The path of the file, as it is named in mistakes.
  let file: String
  /// The top table.
  let root: [String: TOMLNode]

  private let places: TOMLPlaces

  /// The most bytes that are read; a configuration or a theme is some hundred times smaller.
  static let sizeLimit = 1 << 20

  /// Parses the bytes of a file.
  static func read(_ bytes: [UInt8], file: String) -> Result<TOMLDocument, ConfigurationMistake> {
    guard bytes.count <= sizeLimit else {
      return .failure(
        mistake(file, line: nil, "The file has more than a mebibyte.", "Is it the right file?"))
    }
    if let zero = bytes.firstIndex(of: 0) {
      return .failure(
        mistake(file, line: line(of: zero, in: bytes), "There is a zero byte.", "Remove it."))
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      let line = firstLineThatIsNotUTF8(bytes)
      return .failure(
        mistake(file, line: line, "The text is not UTF-8.", "Save the file as UTF-8."))
    }
    return parse(bytes, file: file)
  }

  private static func parse(
    _ bytes: [UInt8], file: String
  ) -> Result<TOMLDocument, ConfigurationMistake> {
    do throws(TOMLText.Mistake) {
      let text = try TOMLText(bytes)
      // Paths, headers and arguments of programs end at a zero: one would cut a value short without a word.
      if let place = text.firstZero {
        return .failure(
          mistake(file, line: place.line, "A text holds an escaped zero character.", "Remove it."))
      }
      guard case .table(let root) = text.root else {
        return .failure(mistake(file, line: 1, "The file is not a table.", "Write key = value."))
      }
      return .success(TOMLDocument(file: file, root: root, places: text.places))
    } catch {
      return .failure(
        ConfigurationMistake(
          at: SourcePosition(file: file, line: error.line, column: error.column),
          message: "\(sentence(error.words))",
          remedy: "Correct the line; the format is TOML (toml.io)."))
    }
  }

  /// Where a value stands; of a missing one, the table that should hold it.
  func position(of path: TOMLPath) -> SourcePosition {
    let place = places.nearest(to: path)
    return SourcePosition(file: file, line: place.line, column: place.column)
  }

  private static func mistake(
    _ file: String, line: Int?, _ message: SafeText, _ remedy: SafeText
  ) -> ConfigurationMistake {
    ConfigurationMistake(
      at: SourcePosition(file: file, line: line, column: nil), message: message, remedy: remedy)
  }

  private static func sentence(_ words: String) -> String {
    let first = words.prefix(1).uppercased() + words.dropFirst()
    return first.hasSuffix(".") ? first : first + "."
  }

  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
  }

  private static func firstLineThatIsNotUTF8(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (index ?? 0) + 1
  }
}
