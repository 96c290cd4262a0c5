import TextSafety

/// Collects what is pasted until the terminal's end mark, so that nothing of it is taken for keys.
struct PasteCollector: Hashable, Sendable {
  /// More than anybody pastes into a search or a note; the rest is dropped.
  static let limitBytes = 64 * 1024

  private static let endMark: [UInt8] = Array("\u{1B}[201~".utf8)

  private var bytes: [UInt8] = []
  private var matched = 0

  /// Takes the next byte; returns the text when it completed the end mark.
  mutating func consume(_ byte: UInt8) -> ForeignText? {
    if byte == Self.endMark[matched] {
      matched += 1
      return matched == Self.endMark.count ? text : nil
    }
    // Escape stands only at the start of the mark, so a broken match cannot hide the start of
    // another.
    for held in Self.endMark.prefix(matched) { keep(held) }
    matched = 0
    if byte == Self.endMark[0] { matched = 1 } else { keep(byte) }
    return nil
  }

  private mutating func keep(_ byte: UInt8) {
    if bytes.count < Self.limitBytes { bytes.append(byte) }
  }

  private var text: ForeignText {
    let isCut = bytes.count == Self.limitBytes
    let whole = isCut ? bytes.dropLast(Self.incompleteCount(bytes.suffix(3))) : bytes[...]
    return ForeignText(String(decoding: whole, as: UTF8.self))
  }

  /// How many bytes at the end begin a character that the cut has gone through.
  private static func incompleteCount(_ end: ArraySlice<UInt8>) -> Int {
    guard let lead = end.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return 0 }
    let needed =
      switch end[lead] {
      case 0xC0...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...: 4
      default: 1
      }
    let present = end.endIndex - lead
    return present < needed ? present : 0
  }
}
