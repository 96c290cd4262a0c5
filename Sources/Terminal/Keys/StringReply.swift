/// An answer of the terminal that starts with `ESC ]` or the like and ends with BEL or `ESC \`.
struct StringReply: Hashable, Sendable {
  /// What a byte led to.
  enum Step: Hashable {
    case more
    case ended(TerminalReply?)
    /// The byte belongs to something else; the escape before it too, if there was one.
    case cutOff(afterEscape: Bool)
  }

  private static let limitBytes = 64

  private let kind: UInt8
  private var bytes: [UInt8] = []
  private var sawEscape = false

  /// Whether nothing came after the introducer, as when Alt was held and its character typed.
  private(set) var isEmpty = true

  init(introducer: UInt8) {
    kind = introducer
  }

  /// The character after the escape.
  var introducer: Character { Character(Unicode.Scalar(kind)) }

  mutating func consume(_ byte: UInt8) -> Step {
    isEmpty = false
    if sawEscape {
      return byte == UInt8(ascii: "\\") ? .ended(answer) : .cutOff(afterEscape: true)
    }
    switch byte {
    case 0x07: return .ended(answer)
    case 0x1B: sawEscape = true
    case 0x00...0x1F, 0x7F: return .cutOff(afterEscape: false)
    default:
      if bytes.count < Self.limitBytes { bytes.append(byte) }
    }
    return .more
  }

  /// `11;rgb:RRRR/GGGG/BBBB` is the background colour; nothing else was ever asked.
  private var answer: TerminalReply? {
    let prefix = Array("11;rgb:".utf8)
    guard kind == UInt8(ascii: "]"), bytes.starts(with: prefix) else { return nil }
    let parts = bytes.dropFirst(prefix.count).split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let levels = parts.compactMap(Self.level)
    guard parts.count == 3, levels.count == 3 else { return nil }
    return .background(.rgb(levels[0], levels[1], levels[2]))
  }

  /// One to four hexadecimal digits, scaled to a byte.
  private static func level(_ digits: ArraySlice<UInt8>) -> UInt8? {
    let text = String(decoding: digits, as: UTF8.self)
    guard (1...4).contains(digits.count), let value = UInt32(text, radix: 16) else { return nil }
    let highest = UInt32(1) << (4 * UInt32(digits.count)) - 1
    return UInt8(value * 255 / highest)
  }
}
