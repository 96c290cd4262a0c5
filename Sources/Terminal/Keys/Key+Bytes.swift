extension Key {
  /// The bytes that most terminals send for it; ``KeyDecoder`` makes the same key of them.
  var bytes: [UInt8] {
    switch self {
    case .character(let character): Array(character.utf8)
    case .control(let character): character.utf8.first.map { [$0 & 0x1F] } ?? []
    case .alt(let character): [0x1B] + Array(character.utf8)
    case .function(let number): Self.functionBytes(number)
    case .enter: [0x0D]
    case .escape: [0x1B]
    case .tab: [0x09]
    case .backspace: [0x7F]
    case .backTab: Self.sequence("Z")
    case .delete: Self.sequence("3~")
    case .insert: Self.sequence("2~")
    case .up: Self.sequence("A")
    case .down: Self.sequence("B")
    case .left: Self.sequence("D")
    case .right: Self.sequence("C")
    case .home: Self.sequence("H")
    case .end: Self.sequence("F")
    case .pageUp: Self.sequence("5~")
    case .pageDown: Self.sequence("6~")
    }
  }

  private static func sequence(_ end: String) -> [UInt8] { Array("\u{1B}[\(end)".utf8) }

  /// The numbers have gaps where the keyboard of the VT220 had them.
  private static func functionBytes(_ number: Int) -> [UInt8] {
    switch number {
    case ...5: sequence("\(number + 10)~")
    case 6...10: sequence("\(number + 11)~")
    case 11...14: sequence("\(number + 12)~")
    case 15...16: sequence("\(number + 13)~")
    default: sequence("\(number + 14)~")
    }
  }
}
