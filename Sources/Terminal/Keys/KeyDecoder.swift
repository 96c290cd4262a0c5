/// Turns the bytes of any terminal into events, and swallows what is no key: late answers above
/// all.
///
/// Pure: bytes in, events out, and how the bytes were cut into reads makes no difference. Only
/// whether an escape stands alone depends on time, and that is said by ``timedOut()``.
package struct KeyDecoder: Hashable, Sendable {
  /// What the decoder waits for, and so how patient the caller should be before calling
  /// ``timedOut()``.
  package enum Waiting: Hashable, Sendable {
    /// Nothing is begun, or a paste, which only its end mark ends.
    case nothing

    /// A lone escape, or the start of a key: a moment.
    case escape

    /// The rest of a sequence that has certainly begun: longer, for a slow line.
    case sequence
  }

  private enum State: Hashable {
    case ground
    case text(UTF8Assembler)
    case escape
    case altText(UTF8Assembler)
    case control(ControlSequence)
    case singleShift(isModified: Bool)
    case linuxFunction
    case oldMouse(missing: Int)
    case string(StringReply)
  }

  private var state = State.ground
  /// The paste that is going on; beside the state, so that it grows in place.
  private var paste: PasteCollector?
  private let reportsMouse: Bool

  /// Begins with nothing typed; without `reportsMouse` mouse sequences are swallowed.
  package init(reportsMouse: Bool = false) {
    self.reportsMouse = reportsMouse
  }

  /// What is begun and not complete.
  package var waiting: Waiting {
    switch state {
    case .ground: .nothing
    case .escape: .escape
    case .text, .altText, .control, .singleShift, .linuxFunction, .oldMouse, .string: .sequence
    }
  }

  /// Takes the next bytes and returns what they completed.
  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    for byte in bytes {
      if paste == nil { consume(byte, &events) } else { continuePaste(byte, &events) }
    }
    return events
  }

  /// Settles what is begun, because no more bytes came in time.
  package mutating func timedOut() -> [TerminalEvent] {
    defer { state = .ground }
    switch state {
    case .escape: return [.key(.escape)]
    case .control(let sequence) where sequence.isEmpty: return [.key(.alt("["))]
    case .singleShift(isModified: false): return [.key(.alt("O"))]
    case .string(let reply) where reply.isEmpty: return [.key(.alt(reply.introducer))]
    case .ground, .text, .altText, .control, .singleShift, .linuxFunction, .oldMouse, .string:
      return []
    }
  }

  // MARK: One byte

  private mutating func consume(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    switch state {
    case .ground: begin(byte, &events)
    case .escape: afterEscape(byte, &events)
    case .text(let assembler): continueText(assembler, byte, &events, Key.character)
    case .altText(let assembler): continueText(assembler, byte, &events, Key.alt)
    case .control(let sequence): continueControl(sequence, byte, &events)
    case .singleShift: afterSingleShift(byte, &events)
    case .linuxFunction:
      state = .ground
      if (0x41...0x45).contains(byte) { events.append(.key(.function(Int(byte - 0x40)))) }
    case .oldMouse(let missing): state = missing > 1 ? .oldMouse(missing: missing - 1) : .ground
    case .string(let reply): continueString(reply, byte, &events)
    }
  }

  private mutating func begin(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    state = .ground
    switch byte {
    case 0x1B: state = .escape
    case 0x00...0x1F, 0x7F: events.append(.key(Key(controlByte: byte)))
    case 0x20...0x7E: events.append(.key(.character(Character(Unicode.Scalar(byte)))))
    default:
      if let assembler = UTF8Assembler(leadingByte: byte) { state = .text(assembler) }
    }
  }

  private mutating func continueText(
    _ assembler: UTF8Assembler, _ byte: UInt8, _ events: inout [TerminalEvent],
    _ key: (Character) -> Key
  ) {
    var assembler = assembler
    switch assembler.consume(byte) {
    case .more:
      if case .altText = state { state = .altText(assembler) } else { state = .text(assembler) }
    case .scalar(let scalar):
      state = .ground
      if Key(printable: scalar) != nil { events.append(.key(key(Character(scalar)))) }
    case .refused:
      begin(byte, &events)
    }
  }

  private mutating func afterEscape(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    state = .ground
    switch byte {
    case UInt8(ascii: "["): state = .control(ControlSequence())
    case UInt8(ascii: "O"): state = .singleShift(isModified: false)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      state = .string(StringReply(introducer: byte))
    case 0x7F, 0x08: events.append(.key(.control("w")))  // Alt-Backspace deletes a word everywhere
    case 0x00...0x1F:
      events.append(.key(.escape))
      begin(byte, &events)
    case 0x20...0x7E: events.append(.key(.alt(Character(Unicode.Scalar(byte)))))
    default:
      if let assembler = UTF8Assembler(leadingByte: byte) { state = .altText(assembler) }
    }
  }
}

// MARK: - Sequences

extension KeyDecoder {
  private mutating func continueControl(
    _ sequence: ControlSequence, _ byte: UInt8, _ events: inout [TerminalEvent]
  ) {
    var sequence = sequence
    switch byte {
    case UInt8(ascii: "[") where sequence.isEmpty: state = .linuxFunction
    case UInt8(ascii: "M") where sequence.isEmpty: state = .oldMouse(missing: 3)
    case UInt8(ascii: "$") where sequence.isOneNumber: finish(sequence, byte, &events)
    case 0x20...0x3F:
      sequence.append(byte)
      state = .control(sequence)
    case 0x40...0x7E: finish(sequence, byte, &events)
    default: begin(byte, &events)  // no terminal puts these inside: the sequence was cut off
    }
  }

  private mutating func finish(
    _ sequence: ControlSequence, _ final: UInt8, _ events: inout [TerminalEvent]
  ) {
    state = .ground
    if final == UInt8(ascii: "~"), sequence.marker == nil, sequence.numbers == [200] {
      paste = PasteCollector()
    } else if let event = sequence.event(final: final, reportsMouse: reportsMouse) {
      events.append(event)
    }
  }

  private mutating func afterSingleShift(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    switch byte {
    case 0x30...0x3B: state = .singleShift(isModified: true)  // in old versions of xterm
    case 0x20...0x7E:
      state = .ground
      if let key = Self.singleShiftKey(byte) { events.append(.key(key)) }
    default: begin(byte, &events)
    }
  }

  private static func singleShiftKey(_ byte: UInt8) -> Key? {
    switch byte {
    case UInt8(ascii: "A"), UInt8(ascii: "a"): .up
    case UInt8(ascii: "B"), UInt8(ascii: "b"): .down
    case UInt8(ascii: "C"), UInt8(ascii: "c"): .right
    case UInt8(ascii: "D"), UInt8(ascii: "d"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(byte - 0x4F))
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "I"): .tab
    case UInt8(ascii: "X"): .character("=")
    // The number pad: each key sends its character 0x40 higher.
    case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Character(Unicode.Scalar(byte - 0x40)))
    default: nil
    }
  }

  private mutating func continueString(
    _ reply: StringReply, _ byte: UInt8, _ events: inout [TerminalEvent]
  ) {
    var reply = reply
    switch reply.consume(byte) {
    case .more: state = .string(reply)
    case .ended(let answer):
      state = .ground
      if let answer { events.append(.reply(answer)) }
    case .cutOff(let isEscape):
      if isEscape { afterEscape(byte, &events) } else { begin(byte, &events) }
    }
  }

  private mutating func continuePaste(_ byte: UInt8, _ events: inout [TerminalEvent]) {
    guard let text = paste?.consume(byte) else { return }
    paste = nil
    events.append(.paste(text))
  }
}
