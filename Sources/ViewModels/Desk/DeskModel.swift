package import Payments
import SupportDesk
package import TextSafety

/// The whole state of the desk.
///
/// Events go in, effects come out; nothing here knows a screen, a wire or a clock.
package struct DeskModel: Sendable {
  /// What the desk works with.
  package internal(set) var context: DeskContext
  /// The width of the terminal, in columns.
  package var columns = 80
  /// The height of the terminal, in rows.
  package var rows = 24
  /// The time of the last event.
  package var now = Instant(milliseconds: 0)
  /// The pane that gets keys when no layer is open.
  package var focus: Pane = .list
  /// Whether the focused pane has the whole screen (`+`, or a terminal too small for two).
  package var isZoomed = false
  /// The list with its search line.
  package var list = ListModel()
  /// The payment under the cursor, or opened.
  package var detail = DetailModel()
  /// Forms and dialogs over the lower pane, the front one last.
  ///
  /// The front one gets the event first.
  package var layers: [Layer] = []
  /// Drafts of refunds that were left with Esc, by payment.
  package var drafts: [PaymentKey: RefundFormModel] = [:]
  /// Everything that was said, oldest first, bounded.
  package var messages: [Message] = []
  /// How many messages were kept ever, those too that went since.
  package internal(set) var keptCount = 0
  /// The passing notice or standing error on the bottom line; `nil` shows the key hints.
  package var notice: Message?
  /// The serial of the last effect that expects an answer.
  package var serial = 0
  /// How many payments need attention: unresolved decisions in the journal.
  package var attentionCount = 0
  /// What needs somebody.
  package var attention = AttentionModel()
  /// What is being found out.
  package var settling = SettlingModel()
  /// Drafts of rulings that were left with Esc.
  package var rulingDrafts: [RulingFormModel.ID: RulingFormModel] = [:]
  /// Decisions that ended unsent with another process; their words fill the next form for the payment.
  package var unsentDecisions: [PaymentKey: Intent] = [:]

  /// The colours.
  package var theme: ThemeModel

  /// The view before this one.
  var pastViews = PastViews()
  /// The review of a cancel that was asked for with `X`; its answer opens the confirm screen.
  package var cancelReview: CancelReview?
  /// The newest error or warning that was not dismissed; comes back when a passing notice over it
  /// expires.
  package var standing: Message?
  /// Whether the program has been asked to end; a decision on the wire is still waited for.
  package var isEnding = false
  /// Whether the timer of seconds is running; it does only while something is waited for.
  package var isTicking = false
  /// Whether the agent has pressed or pasted anything yet; until then the desk may choose its first screen.
  package var isUntouched = true
  /// Whether the journal changed since its open decisions were looked at.
  package var isJournalOutdated = false

  /// What is remembered from one session to the next.
  package var memory = DeskMemory()
  /// Whether what earlier sessions remembered has been read.
  package var hasReadMemory = false
  /// What was to be remembered before that was read.
  var earlyChanges: [MemoryChange] = []
  /// Whether what is remembered now is also written; drafts are lost with the desk while it is not.
  package var isRemembering = false

  /// Makes the state of a desk that has not started.
  package init(context: DeskContext) {
    self.context = context
    theme = ThemeModel(context.theme)
  }
}

/// A cancel between `X` and its confirm screen.
package struct CancelReview: Hashable, Sendable {
  /// The serial of its review.
  package let serial: Int
  /// The payment.
  package let key: PaymentKey
  /// When it was asked for.
  package let askedAt: Instant
}

/// The panes of the desk.
package enum Pane: Hashable, Sendable, CaseIterable {
  /// The transactions.
  case list
  /// The payment.
  case detail
}

/// Something that was said to the agent.
package struct Message: Hashable, Sendable {
  /// How it is shown.
  package enum Level: Hashable, Sendable {
    /// Passes by itself.
    case success
    /// Passes by itself.
    case note
    /// Stays until dismissed.
    case warning
    /// Stays until dismissed.
    case error
  }
  /// How it is shown.
  package var level: Level
  /// What was said.
  package var text: SafeText
  /// When.
  package var time: Instant
  /// The decision whose state it tells, until another is told; `nil` for everything else.
  package var intent: IntentID?
  /// Whether a later one sums it up, so that it is among the messages only.
  package var isSummedUp = false

  /// Makes a message.
  package init(level: Level, text: SafeText, time: Instant) {
    self.level = level
    self.text = text
    self.time = time
  }
}
