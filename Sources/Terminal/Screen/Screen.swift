package import TextSafety

/// A terminal: shows canvases and tells what happens.
///
/// Made, used and closed in one synchronous loop on one thread; it is not `Sendable`, so the
/// compiler keeps every task away from it. Other threads reach the loop through a ``Mailbox``.
package protocol Screen: AnyObject {
  /// How many columns and rows there are now.
  var size: Size { get }

  /// How many colours are used.
  var colourDepth: ColourDepth { get }

  /// Shows a canvas; what is already shown is not sent again.
  func present(_ canvas: Canvas)

  /// Sleeps until something happens, at most the given time; for ever when it is `nil`.
  func nextEvent(timeoutMilliseconds: Int?) -> TerminalEvent

  /// Stops the program as Ctrl-Z does everywhere else; returns when it is continued, with the
  /// screen painted.
  func suspend()

  /// Paints everything again, as Ctrl-L does everywhere.
  func redraw()

  /// Puts text on the agent's clipboard as well as the terminal allows.
  func copy(_ text: SafeText) -> CopyOutcome

  /// Asks for the background colour; a ``TerminalEvent/reply(_:)`` may come, at any time.
  func requestBackground()

  /// Gives the terminal back.
  func close()
}
