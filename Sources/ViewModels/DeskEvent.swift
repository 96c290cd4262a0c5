package import Payments
package import SupportDesk
package import TextSafety

/// What happened: the only way anything reaches the models.
///
/// Times arrive in the events.
package enum DeskEvent: Sendable {
  /// The desk opened on a terminal of this size.
  case started(columns: Int, rows: Int, at: Instant)
  /// A key was pressed.
  case keyPressed(KeyPress, at: Instant)
  /// Text was pasted; a paste never acts as keys.
  case pasted(ForeignText, at: Instant)
  /// The terminal has another size.
  case resized(columns: Int, rows: Int)
  /// The screen shows the state up to the last event (the confirm field counts from here, I12).
  case painted(at: Instant)
  /// A search has news; only the newest serial counts.
  case searchAnswered(serial: Int, SearchAnswer, at: Instant)
  /// A payment was read; the local record comes first, the live read after it.
  case detailArrived(serial: Int, Result<PaymentDetail, DeskError>, at: Instant)
  /// A decision was checked against a fresh read and is ready to be confirmed, or is refused.
  case reviewArrived(serial: Int, Result<Review, DeskError>, at: Instant)
  /// A confirmed decision is durable and not yet sent.
  case decisionPrepared(serial: Int, Result<Intent, DeskError>, at: Instant)
  /// A sent decision came to an end, or the record of it failed.
  case decisionEnded(serial: Int, Result<DecisionResult, DeskError>, at: Instant)
  /// A decision was taken back before it was sent.
  case decisionDiscarded(serial: Int, Result<Intent, DeskError>, at: Instant)
  /// A timer that an effect asked for ran out.
  case timerFired(DeskTimer, at: Instant)
  /// Something was copied; the text says truthfully how.
  case copied(SafeText, at: Instant)
  /// The local index has new rows; nothing of ours changed.
  case indexChanged(at: Instant)
  /// The journal was changed by this or another process.
  case journalChanged(at: Instant)
  /// The journal was counted: how many payments need attention.
  case attentionCounted(Int, at: Instant)
  /// Something the agent should know that no other event carries (the terminal, the theme, the
  /// log).
  case noticed(Message.Level, SafeText, at: Instant)
  /// The line was dropped or the program was asked to end.
  case endRequested(at: Instant)
}

/// The timers that the models use; asking for one again replaces it.
package enum DeskTimer: Hashable, Sendable {
  /// The cursor has rested: show the payment under it.
  case cursorRested
  /// New rows have come into the index: show them, several pages of them at once.
  case rowsOutdated
  /// Typing has paused: ask the providers too.
  case typingPaused
  /// The confirm field may begin to count input.
  case confirmQuiet
  /// One second of the undo time has passed, or of a wait worth counting.
  case secondPassed
  /// A passing notice has been seen long enough.
  case noticeExpired
}
