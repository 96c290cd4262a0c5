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
  /// An action was asked for by its name, whatever its key.
  case actionChosen(DeskAction, at: Instant)
  /// A character was entered that is text and no key: it counts in a field only.
  case characterEntered(Character, at: Instant)
  /// Text was pasted; a paste never acts as keys.
  case pasted(ForeignText, at: Instant)
  /// The terminal has another size.
  case resized(columns: Int, rows: Int)
  /// The screen shows the state up to the last event (the confirm field counts from here, I12).
  case painted(at: Instant)
  /// A search has news; only the newest serial counts.
  case searchAnswered(serial: Int, SearchAnswer, at: Instant)
  /// A search could not be made; only the newest serial counts.
  case searchFailed(serial: Int, DeskError, at: Instant)
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
  /// What happened to this agent's decisions that they have not seen.
  case newsArrived([DecisionNews], at: Instant)
  /// What needs somebody was read from the journal.
  case attentionArrived(serial: Int, Result<[AttentionItem], DeskError>, at: Instant)
  /// The evidence of one matter was read; `nil` when it needs nobody any more.
  case dossierArrived(serial: Int, Result<Dossier?, DeskError>, at: Instant)
  /// A note is in the record, or not.
  case noted(serial: Int, Result<PaymentNote, DeskError>, at: Instant)
  /// The history of a payment was read.
  case timelineArrived(serial: Int, Result<[TimelineLine], DeskError>, at: Instant)
  /// The journal says when Tilldesk next does something by itself; `nil` for never.
  case settlingPlanned(nextDue: Instant?, at: Instant)
  /// Everything that was due was done: what came to another state, and when the next is due.
  case roundEnded([DecisionNews], nextDue: Instant?, at: Instant)
  /// A check or a replay that the agent asked for came to its end.
  case settled(serial: Int, Result<DecisionNews, DeskError>, at: Instant)
  /// A ruling was recorded, or refused; or the provider's answer made it needless.
  case ruled(serial: Int, Result<DecisionNews, DeskError>, at: Instant)
  /// A frozen payment was released, or not.
  case released(serial: Int, Result<ReleaseReport, DeskError>, at: Instant)
  /// What a person said of a finding was recorded, or refused.
  case resolved(serial: Int, Result<FindingReport, DeskError>, at: Instant)
  /// The terminal says that its background is light.
  case lightBackground(at: Instant)
  /// A theme was read, or cannot be drawn with: the sentence says why.
  case themeArrived(String, mistake: SafeText?, at: Instant)
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
  /// What is known of the accounts changed: which merchants they are, or why nothing is sent for one.
  case accountsChanged([DeskAccount], at: Instant)
  /// What was remembered has been read; at the start, and when it was changed.
  case memoryRead(DeskMemory, at: Instant)
  /// What is remembered cannot be read or written; said once.
  case memoryFailed(SafeText, at: Instant)
  /// The rows of the list were written into a file, or not.
  case exported(serial: Int, Result<ExportReport, ExportFailure>, at: Instant)
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
  /// Tilldesk has something to find out about a decision now.
  case settlingDue
  /// Typing in the refund form has rested: write the draft.
  case draftRested
}
