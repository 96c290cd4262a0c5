/// Cuts what is sent to a terminal into characters and commands.
struct SequenceParser: Sendable {
  /// One thing that the terminal is told.
  enum Command: Hashable {
    case print(Unicode.Scalar)
    case control(UInt8)
    /// What followed ESC.
    case escape(String)
    case csi(ControlSequence)
    /// What stood in an OSC, DCS, APC, PM or SOS.
    case string(String)
    /// A byte that begins or continues no character.
    case malformed(UInt8)
  }

  private enum State {
    case ground
    case escape([UInt8])
    case csi([UInt8])
    case string([UInt8], sawEscape: Bool)
  }

  private var state = State.ground
  private var character: [UInt8] = []

  /// Takes a byte and returns what it completes.
  mutating func feed(_ byte: UInt8) -> [Command] {
    switch state {
    case .ground: return ground(byte)
    case .escape(let bytes): return escape(bytes, byte)
    case .csi(let bytes): return csi(bytes, byte)
    case .string(let bytes, let sawEscape): return string(bytes, sawEscape, byte)
    }
  }

  private mutating func ground(_ byte: UInt8) -> [Command] {
    if byte < 0x80, !character.isEmpty {
      let broken = character.map(Command.malformed)
      character = []
      return broken + ground(byte)
    }
    switch byte {
    case 0x1B:
      state = .escape([])
      return []
    case ..<0x20, 0x7F: return [.control(byte)]
    case ..<0x7F: return [.print(Unicode.Scalar(byte))]
    default: return continued(byte)
    }
  }

  /// Collects the bytes of a character beyond ASCII.
  private mutating func continued(_ byte: UInt8) -> [Command] {
    character.append(byte)
    let wanted =
      switch character[0] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard character.count >= wanted else { return [] }
    defer { character = [] }
    guard let text = String(validating: character, as: UTF8.self),
      let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1
    else { return character.map(Command.malformed) }
    // A control of the second kind is a command to many terminals.
    return scalar.value < 0xA0 ? [.control(UInt8(scalar.value))] : [.print(scalar)]
  }

  private mutating func escape(_ bytes: [UInt8], _ byte: UInt8) -> [Command] {
    switch (bytes.isEmpty, byte) {
    case (true, UInt8(ascii: "[")): state = .csi([])
    // Also screen's own, which sets a title.
    case (true, 0x50), (true, 0x58), (true, 0x5D...0x5F), (true, UInt8(ascii: "k")):
      state = .string([byte], sawEscape: false)
    case (_, 0x20...0x2F): state = .escape(bytes + [byte])
    default:
      state = .ground
      return [.escape(String(decoding: bytes + [byte], as: UTF8.self))]
    }
    return []
  }

  private mutating func csi(_ bytes: [UInt8], _ byte: UInt8) -> [Command] {
    switch byte {
    case 0x20...0x3F:
      state = .csi(bytes + [byte])
      return []
    case 0x40...0x7E:
      state = .ground
      return [.csi(sequence(bytes, final: byte))]
    default:
      // A crash can fall into a sequence, which the next one then cuts off.
      state = byte == 0x1B ? .escape([]) : .ground
      return [.control(byte)]
    }
  }

  private func sequence(_ bytes: [UInt8], final: UInt8) -> ControlSequence {
    let isParameter = { (byte: UInt8) in (0x30...0x3B).contains(byte) }
    let prefix = bytes.filter { !isParameter($0) }
    let text = String(decoding: bytes.filter(isParameter), as: UTF8.self)
    let parameters =
      text.isEmpty ? [] : text.split(separator: ";", omittingEmptySubsequences: false)
    return ControlSequence(
      prefix: String(decoding: prefix, as: UTF8.self),
      parameters: parameters.map { parameter in
        parameter.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
      },
      final: Character(Unicode.Scalar(final)))
  }

  private mutating func string(
    _ bytes: [UInt8], _ sawEscape: Bool, _ byte: UInt8
  ) -> [Command] {
    let isCommand = bytes.first == UInt8(ascii: "]")
    let collected = Command.string(String(decoding: bytes, as: UTF8.self))
    switch byte {
    case 0x07 where isCommand, UInt8(ascii: "\\") where sawEscape:
      state = .ground
      return [collected]
    case 0x1B: state = .string(bytes, sawEscape: true)
    case _ where sawEscape:
      state = .escape([])
      return [collected] + escape([], byte)
    // The console of Linux has a string without an end, which gives it its colours back.
    case UInt8(ascii: "R") where isCommand && bytes.count == 1:
      state = .ground
      return [.string("]R")]
    default: state = .string(bytes + [byte], sawEscape: false)
    }
    return []
  }
}
