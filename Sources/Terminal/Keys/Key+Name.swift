package import TextSafety

extension Key {
  /// The name as help and the configuration write it, such as `Ctrl-P`, `PgDn` or `R`.
  package var title: SafeText { SafeText(sanitizing: name) }

  private var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control("@"): "Ctrl-Space"
    case .control(let character): "Ctrl-" + character.uppercased()
    case .alt(" "): "Alt-Space"
    case .alt(let character): "Alt-" + String(character)
    case .function(let number): "F\(number)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    }
  }

  /// Reads a name; `nil` when there is no such key.
  ///
  /// Upper and lower case differ only in single characters.
  package init?(name: some StringProtocol) {
    if name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first {
      guard let key = Key(printable: scalar) else { return nil }
      self = key
      return
    }
    let lowered = name.lowercased()
    if let key = Self.named[lowered] {
      self = key
    } else if lowered.hasPrefix("f"), let number = Int(lowered.dropFirst()), Self.isFunction(number)
    {
      self = .function(number)
    } else if lowered.hasPrefix("ctrl-") || lowered.hasPrefix("c-") || lowered.hasPrefix("^") {
      let last = lowered.drop { $0 != "-" && $0 != "^" }.dropFirst()
      guard let key = Self.control(last) else { return nil }
      self = key
    } else if lowered.hasPrefix("alt-") || lowered.hasPrefix("m-") {
      let last = name.drop { $0 != "-" }.dropFirst()
      guard case .character(let character)? = Key(name: last) else { return nil }
      self = .alt(character)
    } else {
      return nil
    }
  }

  /// The key of a printable scalar; `nil` for control characters.
  init?(printable scalar: Unicode.Scalar) {
    guard scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) else { return nil }
    self = .character(Character(scalar))
  }

  /// The highest function key that any terminal sends.
  static func isFunction(_ number: Int) -> Bool { (1...24).contains(number) }

  private static func control(_ name: some StringProtocol) -> Key? {
    if name == "space" { return .control("@") }
    guard name.utf8.count == 1, let byte = name.utf8.first else { return nil }
    switch byte {
    case UInt8(ascii: "@"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "[")...UInt8(ascii: "_"):
      return Key(controlByte: byte & 0x1F)
    default: return nil
    }
  }

  /// The key that sends a control byte; several keys send the same.
  init(controlByte byte: UInt8) {
    switch byte {
    case 0x08, 0x7F: self = .backspace
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x1B: self = .escape
    case 0x01...0x1A: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    default: self = .control(Character(Unicode.Scalar(byte & 0x1F + 0x40)))
    }
  }

  private static let named: [String: Key] = [
    "space": .character(" "), "enter": .enter, "return": .enter, "esc": .escape,
    "escape": .escape, "tab": .tab, "shift-tab": .backTab, "backtab": .backTab,
    "backspace": .backspace, "bs": .backspace, "del": .delete, "delete": .delete, "ins": .insert,
    "insert": .insert, "up": .up, "down": .down, "left": .left, "right": .right, "home": .home,
    "end": .end, "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown,
  ]
}
