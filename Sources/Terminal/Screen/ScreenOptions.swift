package import TextSafety

/// What is asked of the screen.
package struct ScreenOptions: Hashable, Sendable {
  /// Whether the mouse is reported; the terminal's own selection then needs Shift.
  package var reportsMouse: Bool

  /// Whether bytes are saved that only make painting smoother.
  package var isLowBandwidth: Bool

  /// What a crash says on the terminal that it has given back; a short line.
  package var lastWords: SafeText

  /// Takes the settings, all off unless said otherwise.
  package init(
    reportsMouse: Bool = false, isLowBandwidth: Bool = false, lastWords: SafeText = ""
  ) {
    self.reportsMouse = reportsMouse
    self.isLowBandwidth = isLowBandwidth
    self.lastWords = lastWords
  }
}
