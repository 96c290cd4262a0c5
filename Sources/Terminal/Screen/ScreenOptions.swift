/// What the configuration says about the screen.
package struct ScreenOptions: Hashable, Sendable {
  /// Whether the mouse is reported; the terminal's own selection then needs Shift.
  package var reportsMouse: Bool

  /// Whether bytes are saved that only make painting smoother.
  package var isLowBandwidth: Bool

  /// Takes the settings, both off unless said otherwise.
  package init(reportsMouse: Bool = false, isLowBandwidth: Bool = false) {
    self.reportsMouse = reportsMouse
    self.isLowBandwidth = isLowBandwidth
  }
}
