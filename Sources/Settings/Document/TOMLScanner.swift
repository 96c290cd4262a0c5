/// Finds where each key and each array element of a TOML document begins.
///
/// The parser of the document gives places only for its own errors. The scanner runs on documents
/// which that parser accepted, so it judges nothing: it skips values, follows `[table]` and
/// `[[array]]` headers, dotted keys, inline tables and arrays, and notes the place of each path.
/// Text that is not TOML ends the scan early and never traps.
struct TOMLScanner {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var lineStart = 0
  private var positions: [TOMLPath: TOMLPosition] = [:]
  /// How many elements each array of tables has so far.
  private var tableCounts: [TOMLPath: Int] = [:]

  private init(_ text: String) {
    bytes = Array(text.utf8)
    // A byte order mark takes no column.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      at = 3
      lineStart = 3
    }
  }

  /// The place of every path of a document: where its key, its header or its value begins.
  static func positions(in text: String) -> [TOMLPath: TOMLPosition] {
    var scanner = TOMLScanner(text)
    scanner.scanDocument()
    return scanner.positions
  }
}

// MARK: - Lines

extension TOMLScanner {
  private mutating func scanDocument() {
    var table = TOMLPath.root
    while true {
      skipBlankAndComments()
      guard let byte = peek else { return }
      if byte == UInt8(ascii: "[") {
        guard let next = scanHeader() else { return }
        table = next
      } else {
        guard scanPair(in: table) else { return }
      }
    }
  }

  /// Reads `[a.b]` or `[[a.b]]`; the path of the table that follows.
  private mutating func scanHeader() -> TOMLPath? {
    let start = position
    advance()
    let isArray = take("[")
    guard let keys = scanDottedKey(), take("]"), !isArray || take("]") else { return nil }
    var path = TOMLPath.root
    for (offset, key) in keys.enumerated() {
      path = path.key(key.text)
      note(path, at: start)
      if isArray, offset == keys.count - 1 {
        let count = tableCounts[path, default: 0]
        tableCounts[path] = count + 1
        path = path.index(count)
        note(path, at: start)
      } else if let count = tableCounts[path] {
        // A header below an array of tables speaks of the table that was begun last.
        path = path.index(count - 1)
      }
    }
    return path
  }

  /// Reads `key = value`; whether it was one.
  private mutating func scanPair(in table: TOMLPath) -> Bool {
    guard let keys = scanDottedKey(), take("=") else { return false }
    var path = table
    for key in keys {
      path = path.key(key.text)
      note(path, at: key.position)
    }
    skipBlank()
    return scanValue(path)
  }
}

// MARK: - Keys

extension TOMLScanner {
  private struct Key {
    let text: String
    let position: TOMLPosition
  }

  /// Reads `a."b c".d` and the space around it.
  private mutating func scanDottedKey() -> [Key]? {
    var keys: [Key] = []
    repeat {
      skipBlank()
      let start = position
      guard let text = scanKey() else { return nil }
      keys.append(Key(text: text, position: start))
      skipBlank()
    } while take(".")
    return keys
  }

  private mutating func scanKey() -> String? {
    switch peek {
    case UInt8(ascii: "\""): return scanString(quote: UInt8(ascii: "\""))
    case UInt8(ascii: "'"): return scanString(quote: UInt8(ascii: "'"))
    default:
      let start = at
      while let byte = peek, Self.isBareKey(byte) { advance() }
      return start == at ? nil : String(decoding: bytes[start..<at], as: UTF8.self)
    }
  }

  private static func isBareKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

// MARK: - Values

extension TOMLScanner {
  private mutating func scanValue(_ path: TOMLPath) -> Bool {
    switch peek {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return skipStringValue()
    case UInt8(ascii: "["): return scanArray(path)
    case UInt8(ascii: "{"): return scanInlineTable(path)
    case nil: return false
    case .some:
      // Numbers, dates and booleans hold none of these bytes.
      while let byte = peek, !Self.endsScalar(byte) { advance() }
      return true
    }
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"),
      UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  private mutating func scanArray(_ path: TOMLPath) -> Bool {
    advance()
    var index = 0
    while true {
      skipBlankAndComments()
      if take("]") { return true }
      note(path.index(index), at: position)
      guard scanValue(path.index(index)) else { return false }
      index += 1
      skipBlankAndComments()
      guard take(",") || peek == UInt8(ascii: "]") else { return false }
    }
  }

  private mutating func scanInlineTable(_ path: TOMLPath) -> Bool {
    advance()
    while true {
      skipBlankAndComments()
      if take("}") { return true }
      guard scanPair(in: path) else { return false }
      skipBlankAndComments()
      guard take(",") || peek == UInt8(ascii: "}") else { return false }
    }
  }

  private mutating func skipStringValue() -> Bool {
    guard let quote = peek else { return false }
    let isTriple =
      at + 2 < bytes.count && bytes[at + 1] == quote && bytes[at + 2] == quote
    guard isTriple else { return scanString(quote: quote) != nil }
    for _ in 0..<3 { advance() }
    return skipTripleString(quote: quote)
  }

  /// Skips to the end of a string in three quotes, which may itself end in one or two quotes.
  private mutating func skipTripleString(quote: UInt8) -> Bool {
    var run = 0
    while let byte = peek {
      if byte == quote {
        run += 1
      } else if run >= 3 {
        return true
      } else {
        run = 0
        if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { advance() }
      }
      advance()
    }
    return run >= 3
  }

  /// Reads a string of one line, with its escapes when the quote is a double one.
  private mutating func scanString(quote: UInt8) -> String? {
    advance()
    var content: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\n") {
      advance()
      if byte == quote { return String(decoding: content, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        guard let escaped = scanEscape() else { return nil }
        content += escaped.utf8
      } else {
        content.append(byte)
      }
    }
    return nil
  }

  private mutating func scanEscape() -> String? {
    guard let byte = peek else { return nil }
    advance()
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "e"): return "\u{1B}"
    case UInt8(ascii: "x"): return scanHexadecimal(digits: 2)
    case UInt8(ascii: "u"): return scanHexadecimal(digits: 4)
    case UInt8(ascii: "U"): return scanHexadecimal(digits: 8)
    default: return String(UnicodeScalar(byte))
    }
  }

  private mutating func scanHexadecimal(digits: Int) -> String? {
    guard at + digits <= bytes.count,
      let value = UInt32(String(decoding: bytes[at..<at + digits], as: UTF8.self), radix: 16),
      let scalar = UnicodeScalar(value)
    else { return nil }
    for _ in 0..<digits { advance() }
    return String(scalar)
  }
}

// MARK: - Bytes

extension TOMLScanner {
  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private var position: TOMLPosition {
    let scalars = bytes[lineStart..<at].count { $0 & 0xC0 != 0x80 }
    return TOMLPosition(line: line, column: scalars + 1)
  }

  /// Keeps the first place of a path: a table may be spoken of again further down.
  private mutating func note(_ path: TOMLPath, at place: TOMLPosition) {
    if positions[path] == nil { positions[path] = place }
  }

  private mutating func advance() {
    guard at < bytes.count else { return }
    if bytes[at] == UInt8(ascii: "\n") {
      line += 1
      lineStart = at + 1
    }
    at += 1
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: scalar) else { return false }
    advance()
    return true
  }

  private mutating func skipBlank() {
    while peek == UInt8(ascii: " ") || peek == UInt8(ascii: "\t") { advance() }
  }

  private mutating func skipBlankAndComments() {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        advance()
      case UInt8(ascii: "#"):
        while let next = peek, next != UInt8(ascii: "\n") { advance() }
      default: return
      }
    }
  }
}
