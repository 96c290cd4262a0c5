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
    case string([UInt8])
  }

  private var state = State.ground
  private var character: [UInt8] = []

  /// Takes a byte and returns what it completes.
  mutating func feed(_ byte: UInt8) -> [Command] {
    switch state {
    case .ground: return ground(byte)
    case .escape(let bytes): return escape(bytes, byte)
    case .csi(let bytes): return csi(bytes, byte)
    case .string(let bytes): return string(bytes, byte)
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
    case (true, 0x50), (true, 0x58), (true, 0x5D...0x5F): state = .string([byte])
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
      state = .ground
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

  private mutating func string(_ bytes: [UInt8], _ byte: UInt8) -> [Command] {
    let ends = byte == 0x07 || (byte == UInt8(ascii: "\\") && bytes.last == 0x1B)
    guard ends else {
      state = .string(bytes + [byte])
      return []
    }
    state = .ground
    return [.string(String(decoding: bytes, as: UTF8.self))]
  }
}
