package import Payments
package import TextSafety

/// Why the record was not changed or could not be read.
///
/// Nothing of the step was written when one is thrown.
package enum JournalError: Error, Hashable, Sendable {
  /// Another decision on the payment is open (I3).
  case openIntent(Intent)
  /// A refund of the same amount on the payment is pending (I3).
  case sameAmountPending(Intent)
  /// The decision token was used before; this is what it named (I16).
  case decisionTokenUsed(Intent)
  /// A correction froze the payment, until a person releases it.
  case frozen(PaymentKey)
  /// The intent's id, its idempotency key or the attempt's nonce is on record already (I6).
  case duplicate
  /// The intent belongs to another living process, or is being sent right now: do not send (I10).
  case notOwner
  /// The event cannot happen in this state (I7, I9).
  case impossible(IntentEvent, IntentState)
  /// The attempt does not exist, or its answer is on record already.
  case noOpenAttempt(Int)
  /// No such intent.
  case noSuchIntent(IntentID)
  /// The text holds what looks like a card number.
  case cardNumber
  /// A ruling without a word of evidence (I17).
  case rulingNeedsEvidence
  /// A ruling that nothing happened, without a fresh look at the provider (I17).
  case rulingNeedsLook
  /// A ruling that nothing happened, too soon after the last attempt (I17).
  case rulingTooEarly(until: Instant)
  /// The provider's refund settled another decision already.
  case refundTaken(Intent)
  /// What had turned out otherwise is settled already, or shows no more.
  case noSuchFinding
  /// A refund that may be the same claim was made from another payment (I28).
  case sameClaim(RecordedClaim)
  /// The payment is held for a dispute that the person who decides was not told of.
  case disputed(DisputeHold)
  /// The label now names another merchant than the journal remembers.
  case accountChanged(AccountName, old: AccountIdentity, new: AccountIdentity)
  /// The name belongs to another merchant already.
  case merchantNameTaken(AccountIdentity)
  /// The disk that holds this path is full.
  case full(String)
  /// Another process kept the record locked for too long.
  case busy
  /// The system refused to read or write; its own words.
  case io(String)
  /// What is stored cannot be read back as what was written.
  case corrupt(String)
  /// The chain of events is broken at this sequence number, or rows differ from what the events
  /// say.
  case tampered(event: Int64, String)
  /// The stored rows of the payment are not what its events say; it is locked.
  case rowsDiffer(PaymentKey)
  /// The record can be read, and nothing is decided on it.
  case readingOnly(RecordObstacle)
  /// There is nothing that a person would have to accept.
  case nothingToAccept
  /// An acceptance without a word of evidence.
  case acceptanceNeedsEvidence
  /// Another process keeps the lock under which the file is opened.
  case openingHeld(String, seconds: Int)
  /// The file is not one of ours; nothing was written to it.
  case notOurs(String)
  /// The file is there, and this person may not read it.
  case notReadable(String, owner: String, mode: String)
  /// The file has another name beside this one, under which others could open it.
  case hasOtherNames(String)
  /// The file is mounted by itself, so that it has another name in another folder.
  case mounted(String)
  /// The path lies in memory, whose files are gone when the machine restarts.
  case inMemoryFileSystem(String, path: String)
  /// The path lies on this network file system.
  case networkFileSystem(String, path: String)
  /// The file was written by a newer version.
  case newerSchema(String)
}

/// The step in which an error came up: it decides whether money can have moved.
package enum JournalStep: Hashable, Sendable, CaseIterable {
  /// Opening or reading the record.
  case reading
  /// Writing a new intent.
  case preparing
  /// Writing an attempt, immediately before sending.
  case beginningAttempt
  /// Writing what came of an attempt, or of a later look at it.
  case recording
}

extension JournalError {
  /// Whether money can have moved although this step failed.
  package func mayHaveMoved(during step: JournalStep) -> Bool {
    switch step {
    case .reading, .preparing, .beginningAttempt: false
    case .recording: true
    }
  }

  /// The sentence, with one before it that says what it means for the money.
  package func sentence(during step: JournalStep) -> SafeText {
    switch step {
    case .reading: sentence
    case .preparing, .beginningAttempt: "Nothing was sent. \(sentence)"
    case .recording:
      "The request went out and its outcome could not be recorded: it stays held until someone checks. \(sentence)"
    }
  }

  /// One sentence that says what happened, and what to do.
  package var sentence: SafeText {
    switch self {
    case .openIntent(let intent):
      "Settle the earlier \(intent.kind.rawValue) of \(intent.amount.text) by \(intent.actor.safe) first: \(intent.state.title)."
    case .sameAmountPending(let intent):
      "A refund of \(intent.amount.text) is still pending; a second one of the same amount could not be told apart."
    case .decisionTokenUsed(let intent):
      "This decision token was used before; its \(intent.kind.rawValue) of \(intent.amount.text) is \(intent.state.title)."
    case .frozen(let key):
      "Payment \(key.id.safe) is frozen by a correction; a person has to look at it and release it."
    case .duplicate: "This decision, its key or its nonce is on record already."
    case .notOwner: "Another process is working on this decision; look again in a moment."
    case .impossible(let event, let state):
      "The record says \(state.title), so \(event.rawValue) cannot follow; read it again."
    case .noOpenAttempt(let number): "Attempt \(number) does not wait for an answer."
    case .noSuchIntent(let id): "No decision \(id.text) in this journal."
    case .cardNumber: "That looks like a card number; it is not stored. Take it out."
    case .rulingNeedsEvidence:
      "A ruling needs its evidence in writing: say what you saw, and where."
    case .rulingNeedsLook:
      "To rule that nothing happened, the provider must have been read just before: check again first."
    case .rulingTooEarly:
      "Too early to rule that nothing happened: it may still be carried out. Wait until 30 minutes after the last attempt."
    case .refundTaken(let intent):
      "That refund of the provider is already the \(intent.kind.rawValue) of \(intent.amount.text) decided by \(intent.actor.safe)."
    case .noSuchFinding: "That is settled already; read it again."
    case .sameClaim(let claim):
      "\(claim.intent.actor.safe) decided a refund of \(claim.intent.amount.text) from payment \(claim.intent.key.id.safe) a short while ago."
    case .disputed(let hold): hold.warning(before: .refund)
    case .accountChanged(let name, let old, let new):
      "Account \(name.safe) was \(Self.words(old)) and is now \(Self.words(new)): correct the configuration, or confirm the change."
    case .merchantNameTaken(let identity):
      "That name belongs to another merchant on record (\(Self.words(identity)))."
    case .full(let path): "The disk that holds \(path) is full: make room, then try again."
    case .busy: "The record is locked by another program, which does not let go."
    case .io(let words): "The record could not be read or written: \(words)."
    case .corrupt(let words):
      "The journal is damaged (\(words)): keep the file as it is, put the latest copy in its place, and look at the providers for what came after it."
    case .tampered(let sequence, let words):
      RecordObstacle.damaged(event: sequence, words).sentence
    case .rowsDiffer(let key):
      "Payment \(key.id.safe) is locked: its stored rows were changed from outside. Compare with the provider, then release it."
    case .readingOnly(let obstacle): obstacle.sentence
    case .nothingToAccept: "The record is as it was left: there is nothing to accept."
    case .acceptanceNeedsEvidence:
      "Say in writing what you found: what is missing, and how you know."
    case .openingHeld(let path, let seconds):
      "Another process has held \(path) for \(seconds) s: end the program that hangs (fuser \(path) names it), then try again."
    case .notOurs(let path):
      "\(path) is not a file of Tilldesk and stays as it is: name another file, or move it away."
    case .notReadable(let path, let owner, let mode):
      "\(path) cannot be read by you (owner \(owner), mode \(mode)): ask its owner."
    case .hasOtherNames(let path):
      "The journal \(path) has another name too (a hard link), under which it would be damaged: remove the other name."
    case .mounted(let path):
      "\(path) is mounted as a single file, so that its log and locks lie elsewhere under its other name: mount its folder instead."
    case .inMemoryFileSystem(let kind, let path):
      "The journal \(path) lies in memory (\(kind)) and would be gone at the next start of this machine: move it to a disk."
    case .networkFileSystem(let kind, let path):
      "The journal \(path) lies on a network file system (\(kind)), which does not keep locks: move it to a local disk."
    case .newerSchema(let path):
      "The journal \(path) was written by a newer Tilldesk: use that version."
    }
  }

  private static func words(_ identity: AccountIdentity) -> SafeText {
    "\(identity.provider.rawValue) \(identity.origin) merchant \(identity.merchant)"
  }
}
