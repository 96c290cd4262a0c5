/// How a terminal shows what it is sent: its attributes and colours, as `ESC [ … m` names them.
struct CellLook: Hashable {
  /// A bit for each of the attributes 1 to 9.
  private var attributes: UInt16 = 0
  /// The parameters that choose the colour of text; empty for the terminal's own.
  private var foreground: [UInt8] = []
  /// The parameters that choose the background; empty for the terminal's own.
  private var background: [UInt8] = []

  /// Underlined, reversed, struck out: what shows in the colour of text without a letter.
  private static let colouredOnBlank: UInt16 = 1 << 4 | 1 << 7 | 1 << 9
  /// Underlined, blinking, reversed, struck out: what shows without a letter.
  private static let shownOnBlank: UInt16 = 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 9

  /// What of it shows where nothing is written.
  var onBlank: CellLook {
    var look = self
    look.attributes &= Self.shownOnBlank
    if look.attributes & Self.colouredOnBlank == 0 { look.foreground = [] }
    return look
  }

  // MARK: - Reading

  /// Changes the look as the parameters of a sequence say; false, and nothing, where they are not
  /// understood.
  mutating func apply(_ parameters: ArraySlice<UInt8>) -> Bool {
    let semicolon = UInt8(ascii: ";")
    var rest = parameters.split(separator: semicolon, omittingEmptySubsequences: false)[...]
    var look = self
    while let first = rest.popFirst() {
      guard let code = Self.number(first) else { return false }
      switch code {
      case 0: look = CellLook()
      case 1...9: look.attributes |= 1 << UInt16(code)
      case 22: look.attributes &= ~(1 << 1 | 1 << 2)
      case 23...25, 27...29: look.attributes &= ~(1 << UInt16(code - 20))
      case 30...37, 90...97: look.foreground = Array(first)
      case 40...47, 100...107: look.background = Array(first)
      case 39: look.foreground = []
      case 49: look.background = []
      case 38:
        guard let colour = Self.colour(first, &rest) else { return false }
        look.foreground = colour
      case 48:
        guard let colour = Self.colour(first, &rest) else { return false }
        look.background = colour
      default: return false
      }
    }
    self = look
    return true
  }

  /// The number at the start of a parameter, before colons; an empty one is 0.
  private static func number(_ parameter: ArraySlice<UInt8>) -> Int? {
    let digits = parameter.prefix { $0 != UInt8(ascii: ":") }
    guard !digits.isEmpty else { return parameter.isEmpty ? 0 : nil }
    return digits.count <= 3 ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }

  /// One of many colours: `38:…` in one parameter, else `38;5;n` or `38;2;r;g;b`.
  private static func colour(
    _ first: ArraySlice<UInt8>, _ rest: inout ArraySlice<ArraySlice<UInt8>>
  ) -> [UInt8]? {
    if first.contains(UInt8(ascii: ":")) { return Array(first) }
    let count: Int
    switch rest.first.flatMap(number) {
    case 5: count = 2
    case 2: count = 4
    default: return nil
    }
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(([first] + rest.prefix(count)).joined(separator: [UInt8(ascii: ";")]))
  }

  // MARK: - Writing

  /// The sequence that gives this look to a terminal that has another one, or an unknown one.
  func change(from old: CellLook?) -> [UInt8] {
    var parts: [[UInt8]] = []
    var base = old ?? CellLook()
    if old.map(needsReset) ?? true {
      parts.append([UInt8(ascii: "0")])
      base = CellLook()
    }
    for code in 1...9 where (attributes & ~base.attributes) & 1 << UInt16(code) != 0 {
      parts.append([UInt8(ascii: "0") + UInt8(code)])
    }
    if foreground != base.foreground { parts.append(foreground) }
    if background != base.background { parts.append(background) }
    let semicolon = UInt8(ascii: ";")
    return [0x1B, UInt8(ascii: "[")] + parts.joined(separator: [semicolon]) + [UInt8(ascii: "m")]
  }

  /// Whether something of another look goes away: not every terminal can take back one thing alone.
  private func needsReset(after old: CellLook) -> Bool {
    old.attributes & ~attributes != 0 || foreground.isEmpty && !old.foreground.isEmpty
      || background.isEmpty && !old.background.isEmpty
  }
}
