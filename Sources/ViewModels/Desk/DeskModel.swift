package import Payments
import SupportDesk

/// The whole state of the desk.
///
/// Events go in, effects come out; nothing here knows a screen, a wire or a clock.
package struct DeskModel: Sendable {
  /// What the desk works with.
  package internal(set) var context: DeskContext
  /// The time of the last event.
  package var now = Instant(milliseconds: 0)
  /// How the session goes.
  package var session = SessionModel()
  /// The terminal, and what of the desk is seen on it.
  package var screen: ScreenModel
  /// The list with its search line.
  package var list = ListModel()
  /// The payment under the cursor, or opened.
  package var detail = DetailModel()
  /// What needs somebody.
  package var attention = AttentionModel()
  /// What is being found out.
  package var settling = SettlingModel()
  /// Forms and dialogs over the lower pane, the front one last.
  ///
  /// The front one gets the event first.
  package var layers: [Layer] = []
  /// Forms that were left and are opened again as they were.
  package var drafts = DraftsModel()
  /// What was said.
  package var said = MessageLog()
  /// What outlasts the session.
  package var memory = MemoryModel()

  /// Makes the state of a desk that has not started.
  package init(context: DeskContext) {
    self.context = context
    screen = ScreenModel(theme: ThemeModel(context.theme))
  }
}

/// How the session goes.
package struct SessionModel: Hashable, Sendable {
  /// The serial of the last effect that expects an answer.
  package var serial = 0
  /// Whether the program has been asked to end; a decision on the wire is still waited for.
  package var isEnding = false
  /// Whether the timer of seconds is running; it does only while something is waited for.
  package var isTicking = false
  /// Whether the agent has pressed or pasted anything yet; until then the desk may choose its first screen.
  package var isUntouched = true
}

/// The terminal, and what of the desk is seen on it.
package struct ScreenModel: Hashable, Sendable {
  /// The width of the terminal, in columns.
  package var columns = 80
  /// The height of the terminal, in rows.
  package var rows = 24
  /// The pane that gets keys when no layer is open.
  package var focus: Pane = .list
  /// Whether the focused pane has the whole screen (`+`, or a terminal too small for two).
  package var isZoomed = false
  /// The colours.
  package var theme: ThemeModel
  /// The view before this one.
  var pastViews = PastViews()

  /// Makes that of a desk that has not started.
  init(theme: ThemeModel) { self.theme = theme }
}

/// The panes of the desk.
package enum Pane: Hashable, Sendable, CaseIterable {
  /// The transactions.
  case list
  /// The payment.
  case detail
}
