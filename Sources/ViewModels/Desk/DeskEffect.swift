package import Payments
package import SupportDesk
package import TextSafety

/// What a model wants done; performed by the effect runner, answered by events.
package enum DeskEffect: Hashable, Sendable {
  /// Search the index, and the providers too when `live`; news arrive as `searchAnswered`.
  case search(serial: Int, SearchTask)
  /// Read a payment: the local record at once, then live when `live`.
  case open(serial: Int, PaymentKey, live: Bool)
  /// Check a decision against a fresh read.
  case review(serial: Int, Decision)
  /// Make a confirmed decision durable; nothing is sent yet.
  case prepare(serial: Int, Review)
  /// Send a prepared decision, once.
  case send(serial: Int, IntentID)
  /// Take a prepared decision back.
  case discard(serial: Int, IntentID)
  /// Read what happened to this agent's decisions that they have not seen.
  case readNews
  /// Read what needs somebody.
  case readAttention(serial: Int)
  /// Read the evidence of one matter.
  case readDossier(serial: Int, AttentionItem.ID)
  /// Write what a person has to say about a payment into the record.
  case note(serial: Int, PaymentKey, PaymentEntry)
  /// Read the history of a payment.
  case readTimeline(serial: Int, PaymentKey)
  /// Read from the journal when Tilldesk next does something by itself.
  case planSettling
  /// Do everything that is due about decisions whose end is not known.
  case settleDue
  /// Ask the provider again about one decision; `replaying` sends the same bytes under the same key.
  case settle(serial: Int, IntentID, replaying: Bool)
  /// Record a ruling; the payment is read immediately before.
  case rule(serial: Int, IntentID, Ruling, evidence: String)
  /// Release a frozen payment.
  case release(serial: Int, PaymentKey, total: Money, evidence: String)
  /// Record what a person says that a finding was; the payment is read immediately before.
  case resolve(serial: Int, IntentID, Finding, FindingAnswer, evidence: String)
  /// Remember that the agent has seen where a decision stands.
  case tell(IntentID)
  /// Read what earlier sessions remembered.
  case readMemory
  /// Remember something for the next session.
  case remember(MemoryChange)
  /// Write rows of the list into a file.
  case export(serial: Int, ExportTask)
  /// Read a theme, so that it can be drawn with.
  case readTheme(String)
  /// Wake the models after a while.
  case schedule(DeskTimer, milliseconds: Int)
  /// Forget a timer.
  case unschedule(DeskTimer)
  /// Copy text for the agent.
  case copy(SafeText)
  /// Paint everything again.
  case redraw
  /// Stop the process as the shell expects, until continued.
  case suspend
  /// Leave the program.
  case quit
}

/// A search as an effect carries it.
package struct SearchTask: Hashable, Sendable {
  /// The text as typed.
  package var text: String
  /// What it was understood as.
  package var query: Query
  /// Rows wanted.
  package var limit: Int
  /// Whether the providers are asked too.
  package var live: Bool

  /// Makes a task.
  package init(text: String, query: Query, limit: Int, live: Bool) {
    self.text = text
    self.query = query
    self.limit = limit
    self.live = live
  }

  /// Whether the rows of another task are those of this one: as many of the same text.
  ///
  /// Fewer would take away those that the agent has scrolled to.
  package func wantsRows(of other: SearchTask) -> Bool {
    text == other.text && limit == other.limit
  }
}
