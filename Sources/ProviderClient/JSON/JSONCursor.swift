import JSON

/// Walks over the bytes of JSON that ``JSONReader`` has accepted, without making values of them.
///
/// What it returns are the bytes as they were sent. On other bytes it comes to the end sooner or
/// later, and that is all that it promises.
struct JSONCursor {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next byte; `nil` at the end.
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Goes to the end.
  mutating func finish() { index = bytes.count }

  mutating func skipSpace() {
    while let next, Self.spaces.contains(next) { index += 1 }
  }

  /// Passes a byte of punctuation, with the space around it, where it is there.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: scalar) else { return false }
    index += 1
    skipSpace()
    return true
  }

  /// A string with its quotation marks.
  mutating func string() -> ArraySlice<UInt8> {
    let start = index
    index += 1
    while let next, next != UInt8(ascii: "\"") {
      index += next == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index + 1, bytes.count)
    return bytes[start..<index]
  }

  /// A number, `true`, `false` or `null`.
  mutating func token() -> ArraySlice<UInt8> {
    let start = index
    index += 1
    while let next, !Self.ends.contains(next) { index += 1 }
    return bytes[start..<index]
  }

  /// A whole value.
  mutating func value() -> ArraySlice<UInt8> {
    skipSpace()
    let start = index
    var depth = 0
    repeat {
      skipSpace()
      switch next {
      case UInt8(ascii: "\""): _ = string()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        index += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"): index += 1
      case .some: _ = token()
      case .none: return bytes[start..<index]
      }
    } while depth > 0
    return bytes[start..<index]
  }

  private static let spaces: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
  private static let ends: [UInt8] = spaces + Array(",:]}[{\"".utf8)
}

extension JSONCursor {
  /// The elements of an array that is a member of the outermost object, each as it was sent.
  static func elements(of name: String, in bytes: [UInt8]) -> [[UInt8]] {
    var cursor = JSONCursor(bytes)
    guard cursor.take("{") else { return [] }
    while cursor.next == UInt8(ascii: "\"") {
      let member = JSONText.decoded(cursor.string())
      guard cursor.take(":") else { return [] }
      if member.utf8.elementsEqual(name.utf8), cursor.take("[") { return cursor.elements() }
      _ = cursor.value()
      guard cursor.take(",") else { return [] }
    }
    return []
  }

  private mutating func elements() -> [[UInt8]] {
    var elements: [[UInt8]] = []
    guard !take("]") else { return elements }
    repeat { elements.append(Array(value())) } while take(",")
    return elements
  }
}
