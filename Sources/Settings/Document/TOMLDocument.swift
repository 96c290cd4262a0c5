import TOMLKit
import TextSafety

/// A parsed document that knows the line of each of its values.
struct TOMLDocument: Sendable {
  /// The path of the file, as it is named in mistakes.
  let file: String
  /// The top table.
  let root: [String: TOMLNode]

  private let positions: [TOMLPath: TOMLPosition]

  /// The most bytes that are read; a configuration or a theme is some hundred times smaller.
  static let sizeLimit = 1 << 20

  /// Parses the bytes of a file.
  static func read(_ bytes: [UInt8], file: String) -> Result<TOMLDocument, ConfigurationMistake> {
    guard bytes.count <= sizeLimit else {
      return .failure(
        mistake(file, line: nil, "The file has more than a mebibyte.", "Is it the right file?"))
    }
    // The parser takes a C string: it would silently stop at a zero byte.
    if let zero = bytes.firstIndex(of: 0) {
      return .failure(
        mistake(file, line: line(of: zero, in: bytes), "There is a zero byte.", "Remove it."))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let line = firstLineThatIsNotUTF8(bytes)
      return .failure(
        mistake(file, line: line, "The text is not UTF-8.", "Save the file as UTF-8."))
    }
    if let line = firstLineWithZeroEscape(text) {
      return .failure(
        mistake(file, line: line, "A text holds an escaped zero character.", "Remove it."))
    }
    return parse(text, file: file)
  }

  private static func parse(
    _ text: String, file: String
  ) -> Result<TOMLDocument, ConfigurationMistake> {
    do {
      guard case .table(let root) = TOMLNode(try TOMLTable(string: text)) else {
        return .failure(mistake(file, line: 1, "The file is not a table.", "Write key = value."))
      }
      return .success(
        TOMLDocument(file: file, root: root, positions: TOMLScanner.positions(in: text)))
    } catch let error as TOMLParseError {
      // The parser's words quote single characters and key names, never values.
      return .failure(
        ConfigurationMistake(
          at: SourcePosition(
            file: file, line: error.source.begin.line, column: error.source.begin.column),
          message: "\(sentence(error.description))",
          remedy: "Correct the line; the format is TOML (toml.io)."))
    } catch {
      return .failure(
        mistake(file, line: nil, "The file cannot be read as TOML.", "See toml.io for the format."))
    }
  }

  /// Where a value stands; of a missing one, the table that should hold it.
  func position(of path: TOMLPath) -> SourcePosition {
    var current: TOMLPath? = path
    while let candidate = current {
      if let place = positions[candidate] {
        return SourcePosition(file: file, line: place.line, column: place.column)
      }
      current = candidate.parent
    }
    return SourcePosition(file: file, line: 1, column: 1)
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

  /// The parser hands texts on as C strings: an escaped zero would cut one short without a word.
  private static func firstLineWithZeroEscape(_ text: String) -> Int? {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    let index = lines.firstIndex { $0.contains(#"\u0000"#) || $0.contains(#"\U00000000"#) }
    return index.map { $0 + 1 }
  }

  private static func firstLineThatIsNotUTF8(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (index ?? 0) + 1
  }
}
