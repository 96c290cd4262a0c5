extension Theme {
  /// `themes/monochrome.toml`, built in: what a terminal without colours, or `NO_COLOR`, leaves.
  package static let monochrome = Theme(
    name: "monochrome", kind: .dark,
    styles: [
      .background: look(),
      .text: look(),
      .muted: look(.dim),
      .border: look(.dim),
      .borderFocus: look(.bold),
      .title: look(.bold),
      .selection: look(.reverse),
      .cursorMark: look(.bold),
      .live: look(.bold, .reverse),
      .test: look(.underline),
      .failed: look(.bold),
      .unknown: look(.bold, .underline),
      .warning: look(.bold),
      .error: look(.bold),
      .amount: look(.bold),
      .key: look(.bold),
      .field: look(.underline),
      .fieldFocus: look(.bold, .underline),
    ])

  private static func look(_ attributes: ThemeAttribute...) -> ThemeStyle {
    ThemeStyle(foreground: .default, attributes: Set(attributes))
  }
}
