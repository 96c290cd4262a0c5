import Payments
import SupportDesk
import TextSafety

/// What a dialog may know of the desk.
struct DeskFacts {
  /// The time of the event.
  let now: Instant
  /// What the desk works with.
  let context: DeskContext
  /// Where things are on the screen.
  let layout: DeskLayout
  /// Earlier commands, oldest first.
  let commands: [String]
  /// What a person asked to be found out, by decision.
  let work: [IntentID: SettlingModel.Work]
  /// How many lines the dialog has that the desk writes: help and messages.
  let lineCount: Int

  /// How many lines a dialog shows over the lower pane; two at least, so that moving by half of them moves.
  var page: Int { max(2, layout.layer.height - 2) }

  /// That a provider is being asked about a decision just now; `nil` when none is.
  func wait(for id: IntentID?) -> SafeText? {
    guard let id, let work = work[id] else { return nil }
    return "The provider is being asked about it, \(TimeText.wait(since: work.since, now: now))."
  }
}

/// One event's turn of a dialog: what it may know, and all that it asks for meanwhile.
///
/// The desk does it in this order once the turn is over.
struct Turn {
  /// What may be known.
  let desk: DeskFacts
  /// The serial of the last effect that expects an answer.
  private(set) var serial: Int
  /// What was asked for so far.
  private(set) var requests: [Request] = []

  /// Begins a turn.
  init(_ desk: DeskFacts, serial: Int) {
    self.desk = desk
    self.serial = serial
  }

  /// The serial of the next effect that expects an answer.
  mutating func nextSerial() -> Int {
    serial += 1
    return serial
  }

  /// Asks the desk for something.
  mutating func ask(_ request: Request) { requests.append(request) }

  /// Asks for something that the loop or the worker does.
  mutating func perform(_ effect: DeskEffect) { ask(.perform(effect)) }

  /// Says something to the agent, kept among the messages.
  mutating func say(_ level: Message.Level, _ text: SafeText) { ask(.say(level, text)) }

  /// Answers a key that does nothing or little.
  mutating func explain(_ text: SafeText) { ask(.explain(text)) }

  /// Closes the dialog.
  mutating func close() { ask(.close) }
}

/// What a dialog asks of the desk.
enum Request {
  /// An effect.
  case perform(DeskEffect)
  /// A message.
  case say(Message.Level, SafeText)
  /// Where a decision stands, as a message.
  case tell(Message.Level, SafeText, of: Intent)
  /// An answer to a key.
  case explain(SafeText)
  /// Something for the next session.
  case remember(MemoryChange)
  /// The end of the dialog itself.
  case close
  /// What is known of the payment in view, and what of all.
  case readPayment, refreshRows, lookAtOpenDecisions
  /// What may have changed with some payments.
  case readAgain(after: [PaymentKey])
  /// A part of what the dialogs of a decision do together.
  case decision(DecisionRequest)
  /// Something about the line or the list of everything that can be done.
  case command(CommandRequest)
  /// A note that is in the record now.
  case showNote(PaymentNote, on: PaymentKey)
  /// The end of the program.
  case quit
}
