/// A sequence that starts with `ESC [`, while it is collected and once it is complete.
struct ControlSequence: Hashable, Sendable {
  /// Longer ones are no key; they are read to their end and dropped.
  static let limitBytes = 64

  private(set) var bytes: [UInt8] = []
  private var isOverlong = false

  mutating func append(_ byte: UInt8) {
    if bytes.count < Self.limitBytes { bytes.append(byte) } else { isOverlong = true }
  }

  /// Whether nothing came after `ESC [` yet.
  var isEmpty: Bool { bytes.isEmpty }

  /// Whether only digits came: then rxvt's `$` ends a key and does not begin the end of an answer.
  var isOneNumber: Bool { !isEmpty && bytes.allSatisfy { (0x30...0x39).contains($0) } }

  /// One of `< = > ?`, which make a sequence private.
  var marker: UInt8? {
    guard let first = bytes.first, (0x3C...0x3F).contains(first) else { return nil }
    return first
  }

  /// The numbers; what is left out is 0.
  var numbers: [Int] {
    bytes.drop { (0x3C...0x3F).contains($0) }
      .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { part in
        // Only the part before a colon: what follows refines it.
        part.prefix { (0x30...0x39).contains($0) }
          .reduce(0) { min($0 * 10 + Int($1 - 0x30), 1_000_000) }
      }
  }

  /// What the sequence means, given its last byte; `nil` for an answer or a key that nobody knows.
  func event(final: UInt8, reportsMouse: Bool) -> TerminalEvent? {
    guard !isOverlong else { return nil }
    if marker == UInt8(ascii: "<") { return reportsMouse ? mouse(final: final) : nil }
    let hasIntermediates = bytes.contains { (0x20...0x2F).contains($0) }
    guard !hasIntermediates else { return nil }
    if marker == UInt8(ascii: "?"), final == UInt8(ascii: "c") { return .reply(.attributes) }
    guard marker == nil else { return nil }
    return key(final: final).map(TerminalEvent.key)
  }
}

// MARK: - Keys

extension ControlSequence {
  private func key(final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    // rxvt sends small letters for the shifted arrows.
    case UInt8(ascii: "a") where isEmpty: .up
    case UInt8(ascii: "b") where isEmpty: .down
    case UInt8(ascii: "c") where isEmpty: .right
    case UInt8(ascii: "d") where isEmpty: .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "Z"): .backTab
    case UInt8(ascii: "P"): .function(1)
    case UInt8(ascii: "Q"): .function(2)
    // With numbers it is the answer to a question for the cursor's place.
    case UInt8(ascii: "R"): isEmpty ? .function(3) : nil
    case UInt8(ascii: "S"): .function(4)
    // rxvt ends modified keys by $, ^ and @ instead of the tilde.
    case UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "@"): numbered
    case UInt8(ascii: "u"): character(code: numbers.first ?? 0, modifiers: number(at: 1))
    default: nil
    }
  }

  private func number(at position: Int) -> Int {
    numbers.indices.contains(position) ? numbers[position] : 0
  }

  private var numbered: Key? {
    switch number(at: 0) {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    // The numbers have gaps where the keyboard of the VT220 had them.
    case let code where (11...15).contains(code): .function(code - 10)
    case let code where (17...21).contains(code): .function(code - 11)
    case let code where (23...26).contains(code): .function(code - 12)
    case let code where (28...29).contains(code): .function(code - 13)
    case let code where (31...34).contains(code): .function(code - 14)
    // xterm's modifyOtherKeys.
    case 27: character(code: number(at: 2), modifiers: number(at: 1))
    default: nil
    }
  }

  /// A key that was sent as its character and its modifiers (1 + shift 1, alt 2, ctrl 4).
  private func character(code: Int, modifiers: Int) -> Key? {
    let bits = max(0, modifiers - 1)
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
    if code == 9 { return bits & 1 != 0 ? .backTab : .tab }
    guard let plain = Key(printable: scalar) else {
      return [0x08, 0x0D, 0x1B, 0x7F].contains(code) ? Key(controlByte: UInt8(code)) : nil
    }
    if bits & 4 != 0 { return Key(name: "Ctrl-" + String(Character(scalar))) }
    return bits & 2 != 0 ? .alt(Character(scalar)) : plain
  }
}

// MARK: - Mouse

extension ControlSequence {
  /// `ESC [ < button ; column ; row M`, or `m` for a release.
  private func mouse(final: UInt8) -> TerminalEvent? {
    guard numbers.count == 3, final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else {
      return nil
    }
    let point = Point(column: max(0, numbers[1] - 1), row: max(0, numbers[2] - 1))
    guard let action = action(isRelease: final == UInt8(ascii: "m")) else { return nil }
    return .mouse(MouseEvent(action: action, point: point))
  }

  private func action(isRelease: Bool) -> MouseEvent.Action? {
    // 4, 8 and 16 are the modifiers.
    switch numbers[0] & ~0x1C {
    case 0: isRelease ? .released : .pressed(.left)
    case 1: isRelease ? .released : .pressed(.middle)
    case 2: isRelease ? .released : .pressed(.right)
    case 64: .wheelUp
    case 65: .wheelDown
    default: nil
    }
  }
}
