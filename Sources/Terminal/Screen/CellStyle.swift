/// How a terminal shows what it is sent: its attributes and colours, as `ESC [ … m` names them.
struct CellStyle: Hashable {
  /// A bit for each of the attributes 1 to 9.
  private var attributes: UInt16 = 0
  /// The parameters that choose the colour of text; empty for the terminal's own.
  private var foreground: ArraySlice<UInt8> = []
  /// The parameters that choose the background; empty for the terminal's own.
  private var background: ArraySlice<UInt8> = []

  /// Underlined, reversed, struck out: what shows in the colour of text without a letter.
  private static let colouredOnBlank: UInt16 = 1 << 4 | 1 << 7 | 1 << 9
  /// Underlined, blinking, reversed, struck out: what shows without a letter.
  private static let shownOnBlank: UInt16 = 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 9

  /// Whether it looks the same as another where nothing is written.
  func isSameOnBlank(as other: CellStyle) -> Bool {
    guard (attributes ^ other.attributes) & Self.shownOnBlank == 0, background == other.background
    else { return false }
    return attributes & Self.colouredOnBlank == 0 || foreground == other.foreground
  }

  // MARK: - Reading

  /// Changes the look as the parameters of a sequence say; false, and nothing, where they are not
  /// understood.
  mutating func apply(_ parameters: ArraySlice<UInt8>) -> Bool {
    var rest = LookParameters(parameters)
    var look = self
    while let first = rest.next() {
      guard let code = first.code else { return false }
      switch code {
      case 0: look = CellStyle()
      case 1...9: look.attributes |= 1 << UInt16(code)
      case 22: look.attributes &= ~(1 << 1 | 1 << 2)
      case 23...25, 27...29: look.attributes &= ~(1 << UInt16(code - 20))
      case 30...37, 90...97: look.foreground = first.bytes
      case 40...47, 100...107: look.background = first.bytes
      case 39: look.foreground = []
      case 49: look.background = []
      case 38:
        guard let colour = rest.colour(after: first) else { return false }
        look.foreground = colour
      case 48:
        guard let colour = rest.colour(after: first) else { return false }
        look.background = colour
      default: return false
      }
    }
    self = look
    return true
  }

  // MARK: - Writing

  /// Adds the sequence that gives this look to a terminal that has another one, or an unknown one.
  func write(after old: CellStyle?, to output: inout [UInt8]) {
    var base = old ?? CellStyle()
    output.append(0x1B)
    output.append(UInt8(ascii: "["))
    let start = output.count
    func add(_ parameter: some Sequence<UInt8>) {
      if output.count > start { output.append(UInt8(ascii: ";")) }
      output.append(contentsOf: parameter)
    }
    if old.map(needsReset) ?? true {
      add(CollectionOfOne(UInt8(ascii: "0")))
      base = CellStyle()
    }
    for code in 1...9 as ClosedRange<UInt8> where (attributes & ~base.attributes) & 1 << code != 0 {
      add(CollectionOfOne(UInt8(ascii: "0") + code))
    }
    if foreground != base.foreground { add(foreground) }
    if background != base.background { add(background) }
    output.append(UInt8(ascii: "m"))
  }

  /// Whether something of another look goes away: not every terminal can take back one thing alone.
  private func needsReset(after old: CellStyle) -> Bool {
    old.attributes & ~attributes != 0 || foreground.isEmpty && !old.foreground.isEmpty
      || background.isEmpty && !old.background.isEmpty
  }
}

/// The parameters of `ESC [ … m`, one after another, as parts of the bytes that they came in.
private struct LookParameters: Sequence, IteratorProtocol {
  struct Parameter {
    let bytes: ArraySlice<UInt8>

    /// The number before colons; an empty parameter is 0, and `nil` what is no number.
    var code: Int? {
      let digits = bytes.prefix { $0 != UInt8(ascii: ":") }
      guard digits.count <= 3, !digits.isEmpty || bytes.isEmpty else { return nil }
      let zero = UInt8(ascii: "0")
      return digits.reduce(0) { number, digit -> Int? in
        guard let number, (zero...zero + 9).contains(digit) else { return nil }
        return number * 10 + Int(digit - zero)
      }
    }
  }

  private let bytes: ArraySlice<UInt8>
  /// Where the next parameter begins; `nil` after the last one.
  private var start: Int?

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    start = bytes.startIndex
  }

  mutating func next() -> Parameter? {
    guard let start else { return nil }
    let parameter = bytes[start...].prefix { $0 != UInt8(ascii: ";") }
    self.start = parameter.endIndex < bytes.endIndex ? parameter.endIndex + 1 : nil
    return Parameter(bytes: parameter)
  }

  /// One of many colours: `38:…` in one parameter, else `38;5;n` or `38;2;r;g;b`.
  mutating func colour(after first: Parameter) -> ArraySlice<UInt8>? {
    if first.bytes.contains(UInt8(ascii: ":")) { return first.bytes }
    let count: Int
    switch next()?.code {
    case 5: count = 1
    case 2: count = 3
    default: return nil
    }
    var last = first
    for _ in 0..<count {
      guard let parameter = next() else { return nil }
      last = parameter
    }
    return bytes[first.bytes.startIndex..<last.bytes.endIndex]
  }
}
