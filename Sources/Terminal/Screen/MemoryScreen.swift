package import TextSafety

/// A screen without a terminal, for tests: events come from a script, canvases are kept.
package final class MemoryScreen: Screen {
  /// How many columns and rows there are now.
  package private(set) var size: Size

  /// All of them.
  package let colourDepth = ColourDepth.direct

  /// Every canvas that was shown and differed from the one before.
  package private(set) var presented: [Canvas] = []

  /// Every text that was copied.
  package private(set) var copied: [SafeText] = []

  /// What was done besides: `suspend`, `redraw`, `requestBackground`, `close`.
  package private(set) var actions: [String] = []

  /// What copying answers.
  package var copyOutcome = CopyOutcome.sentToTerminal

  /// What happens next; when it is used up, the terminal is gone.
  package var script: [TerminalEvent]

  /// Makes a screen of a size, on which the events will happen one after the other.
  package init(size: Size, script: [TerminalEvent] = []) {
    self.size = size
    self.script = script
  }

  /// What is shown now.
  package var canvas: Canvas? { presented.last }

  /// Keeps a canvas that differs from the one before.
  package func present(_ canvas: Canvas) {
    if canvas != presented.last { presented.append(canvas) }
  }

  /// The next event of the script, at once.
  package func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent {
    guard !script.isEmpty else { return .inputClosed }
    let event = script.removeFirst()
    if case .resized(let size) = event { self.size = size }
    return event
  }

  /// Notes the call.
  package func suspend() { actions.append("suspend") }

  /// Notes the call.
  package func redraw() { actions.append("redraw") }

  /// Notes the call.
  package func requestBackground() { actions.append("requestBackground") }

  /// Notes the call.
  package func close() { actions.append("close") }

  /// Keeps the text and answers ``copyOutcome``.
  package func copy(_ text: SafeText) -> CopyOutcome {
    copied.append(text)
    return copyOutcome
  }
}
