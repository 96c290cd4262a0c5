/// Puts scalars together from bytes that arrive one by one, and drops what is not UTF-8.
struct UTF8Assembler: Hashable, Sendable {
  /// What a byte led to.
  enum Step: Hashable {
    /// More bytes are needed.
    case more
    /// The scalar is complete.
    case scalar(Unicode.Scalar)
    /// What came so far was not UTF-8; the byte begins something else.
    case refused
  }

  private var value: UInt32
  private var missing: Int
  /// Narrower after some first bytes, which excludes overlong forms, surrogates and what is beyond
  /// Unicode.
  private var allowed: ClosedRange<UInt8>

  /// Begins with a first byte; `nil` when no scalar begins with it.
  init?(leadingByte byte: UInt8) {
    switch byte {
    case 0xC2...0xDF: self.init(value: byte & 0x1F, missing: 1, allowed: 0x80...0xBF)
    case 0xE0: self.init(value: byte & 0x0F, missing: 2, allowed: 0xA0...0xBF)
    case 0xED: self.init(value: byte & 0x0F, missing: 2, allowed: 0x80...0x9F)
    case 0xE1...0xEF: self.init(value: byte & 0x0F, missing: 2, allowed: 0x80...0xBF)
    case 0xF0: self.init(value: byte & 0x07, missing: 3, allowed: 0x90...0xBF)
    case 0xF1...0xF3: self.init(value: byte & 0x07, missing: 3, allowed: 0x80...0xBF)
    case 0xF4: self.init(value: byte & 0x07, missing: 3, allowed: 0x80...0x8F)
    default: return nil
    }
  }

  private init(value: UInt8, missing: Int, allowed: ClosedRange<UInt8>) {
    self.value = UInt32(value)
    self.missing = missing
    self.allowed = allowed
  }

  /// Takes the next byte.
  mutating func consume(_ byte: UInt8) -> Step {
    guard allowed.contains(byte) else { return .refused }
    value = value << 6 | UInt32(byte & 0x3F)
    missing -= 1
    allowed = 0x80...0xBF
    guard missing == 0 else { return .more }
    return Unicode.Scalar(value).map(Step.scalar) ?? .refused
  }
}
