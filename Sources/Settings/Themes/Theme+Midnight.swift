extension Theme {
  /// The default, `themes/midnight.toml`, built in for a program that lacks its files.
  package static let midnight = Theme(
    name: "midnight", kind: .dark,
    styles: [
      .background: ThemeStyle(foreground: text, background: base),
      .text: ThemeStyle(foreground: text),
      .muted: ThemeStyle(foreground: grey),
      .border: ThemeStyle(foreground: line),
      .borderFocus: ThemeStyle(foreground: blue),
      .title: ThemeStyle(foreground: bright, attributes: [.bold]),
      .selection: ThemeStyle(foreground: bright, background: raised, attributes: [.bold]),
      .cursorMark: ThemeStyle(foreground: orange),
      .live: ThemeStyle(foreground: white, background: alarm, attributes: [.bold]),
      .test: ThemeStyle(foreground: teal),
      .paid: ThemeStyle(foreground: green),
      .pending: ThemeStyle(foreground: yellow),
      .failed: ThemeStyle(foreground: red),
      .refunded: ThemeStyle(foreground: violet),
      .unknown: ThemeStyle(foreground: orange, attributes: [.bold]),
      .warning: ThemeStyle(foreground: yellow),
      .error: ThemeStyle(foreground: red, attributes: [.bold]),
      .amount: ThemeStyle(foreground: bright, attributes: [.bold]),
      .key: ThemeStyle(foreground: blue, attributes: [.bold]),
      .field: ThemeStyle(foreground: text, background: raised),
      .fieldFocus: ThemeStyle(foreground: bright, background: lifted, attributes: [.underline]),
    ])

  private static let base = hex(0x0F1420)
  private static let raised = hex(0x1B2334)
  private static let lifted = hex(0x243049)
  private static let line = hex(0x3D4B66)
  private static let grey = hex(0x8B98B0)
  private static let text = hex(0xCDD6E4)
  private static let bright = hex(0xF2F6FC)
  private static let white = hex(0xFFFFFF)
  private static let blue = hex(0x7AB8FF)
  private static let teal = hex(0x5CCFC0)
  private static let green = hex(0x7FD88F)
  private static let yellow = hex(0xE8C46A)
  private static let orange = hex(0xFFA65C)
  private static let red = hex(0xFF8080)
  private static let violet = hex(0xC4A3FF)
  private static let alarm = hex(0xB3202C)

  private static func hex(_ value: UInt32) -> ThemeColour {
    .rgb(
      red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
  }
}
