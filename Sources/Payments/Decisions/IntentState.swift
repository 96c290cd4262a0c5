public import TextSafety

/// The life of one confirmed decision (`MoneySafety.md` §3).
public enum IntentState: String, Hashable, Sendable, Codable, CaseIterable {
  /// Durable, nothing sent yet.
  case prepared
  /// Over the agent's limit; waits for a second person.
  case awaitingApproval
  /// A second person said no.
  case declined
  /// Nobody approved in time.
  case expired
  /// The agent took the request back.
  case withdrawn
  /// Taken back, or not sent in time; nothing was sent.
  case discarded
  /// An attempt is durable and may be on the wire.
  case sending
  /// Certain: no byte reached the provider.
  case notSent
  /// Certain: the money moved (a cancel: the payment is cancelled).
  case succeeded
  /// Accepted by the provider, not final.
  case pending
  /// Certain: the provider refused.
  case rejected
  /// Accepted first, then ended without money moving.
  case failed
  /// Sent, and nobody can say yet whether it happened.
  case unknown
  /// Tilldesk cannot find out; a person has to rule.
  case needsHuman
  /// A person ruled that it happened.
  case ruledDone
  /// A person ruled that it did not happen.
  case ruledNotDone

  /// Whether nothing changes this state any more (I9).
  public var isTerminal: Bool {
    switch self {
    case .declined, .expired, .withdrawn, .discarded, .notSent, .succeeded, .rejected, .failed,
      .ruledDone, .ruledNotDone:
      true
    case .prepared, .awaitingApproval, .sending, .pending, .unknown, .needsHuman: false
    }
  }

  /// Whether the amount counts against what remains (I4): everything but a certain no.
  public var holdsAmount: Bool {
    switch self {
    case .declined, .expired, .withdrawn, .discarded, .notSent, .rejected, .failed,
      .ruledNotDone:
      false
    case .prepared, .awaitingApproval, .sending, .succeeded, .pending, .unknown, .needsHuman,
      .ruledDone:
      true
    }
  }

  /// Whether a byte of it may have reached the provider.
  public var mayHaveBeenSent: Bool {
    switch self {
    case .prepared, .awaitingApproval, .declined, .expired, .withdrawn, .discarded, .notSent: false
    case .sending, .succeeded, .pending, .rejected, .failed, .unknown, .needsHuman, .ruledDone,
      .ruledNotDone:
      true
    }
  }

  /// Whether it is certain what became of it at the provider, so that it is read again later (I27).
  public var wantsAftercare: Bool {
    switch self {
    case .succeeded, .rejected, .failed, .ruledDone, .ruledNotDone: true
    case .prepared, .awaitingApproval, .declined, .expired, .withdrawn, .discarded, .sending,
      .notSent, .pending, .unknown, .needsHuman:
      false
    }
  }

  /// Whether the amount counts as refunded rather than held.
  public var isDone: Bool { self == .succeeded || self == .ruledDone }

  /// Whether an intent in this state bars every other decision on its payment (I3).
  ///
  /// A pending refund does not: another partial refund may follow within what remains.
  public func isOpen(_ kind: IntentKind) -> Bool {
    switch self {
    case .prepared, .awaitingApproval, .sending, .unknown, .needsHuman: true
    case .pending: kind == .cancel
    case .declined, .expired, .withdrawn, .discarded, .notSent, .succeeded, .rejected, .failed,
      .ruledDone, .ruledNotDone:
      false
    }
  }

  /// The words on the screen.
  public var title: SafeText {
    switch self {
    case .prepared: "prepared"
    case .awaitingApproval: "awaiting approval"
    case .declined: "declined"
    case .expired: "expired"
    case .withdrawn: "withdrawn"
    case .discarded: "not sent"
    case .sending: "sending"
    case .notSent: "not sent"
    case .succeeded: "succeeded"
    case .pending: "pending"
    case .rejected: "rejected"
    case .failed: "failed"
    case .unknown: "outcome unknown"
    case .needsHuman: "needs a person"
    case .ruledDone: "ruled done"
    case .ruledNotDone: "ruled not done"
    }
  }
}

/// What a decision asks for.
public enum IntentKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// Money back to the payer.
  case refund
  /// An end to a payment that is not final.
  case cancel
}

/// What can happen to an intent; the past tense of facts, never of wishes.
public enum IntentEvent: String, Hashable, Sendable, Codable, CaseIterable {
  /// The amount is over the agent's limit.
  case approvalRequested
  /// A second person approved.
  case approved
  /// A second person declined.
  case declined
  /// Nobody approved in time.
  case approvalExpired
  /// The agent withdrew the request.
  case withdrawn
  /// Taken back within the undo time, or not sent in time, or found left by a dead process.
  case discarded
  /// An attempt became durable, immediately before connecting.
  case attemptStarted
  /// Certain that no byte reached the provider.
  case notSent
  /// The provider's answer settles it: done.
  case succeeded
  /// The provider accepted it, without a final word.
  case accepted
  /// The provider refused, and every attempt is accounted for.
  case rejected
  /// Accepted first, then failed.
  case failed
  /// No answer that settles anything.
  case outcomeLost
  /// The same bytes went out again under the same key.
  case replayed
  /// Checks are exhausted.
  case checksExhausted
  /// A person ruled: it happened.
  case ruledDone
  /// A person ruled: it did not happen.
  case ruledNotDone
}

extension IntentState {
  /// The state after an event; `nil` when the event cannot happen in this state, which changes
  /// nothing.
  ///
  /// Every pair is listed by state. UNKNOWN leaves only by an answer that settles it, by exhausted
  /// checks or by a ruling: a refusal of a replay (I7) is not an event of the intent and must be
  /// recorded as an answer alone.
  public func after(_ event: IntentEvent) -> IntentState? {
    switch (self, event) {
    case (.prepared, .approvalRequested): .awaitingApproval
    case (.prepared, .discarded): .discarded
    case (.prepared, .attemptStarted): .sending
    case (.awaitingApproval, .approved): .prepared
    case (.awaitingApproval, .declined): .declined
    case (.awaitingApproval, .approvalExpired): .expired
    case (.awaitingApproval, .withdrawn): .withdrawn
    case (.sending, .notSent): .notSent
    case (.sending, .succeeded), (.pending, .succeeded), (.unknown, .succeeded),
      (.needsHuman, .succeeded):
      .succeeded
    case (.sending, .accepted), (.unknown, .accepted), (.needsHuman, .accepted): .pending
    case (.sending, .rejected), (.unknown, .rejected), (.pending, .rejected),
      (.needsHuman, .rejected):
      .rejected
    case (.sending, .failed), (.pending, .failed), (.unknown, .failed), (.needsHuman, .failed):
      .failed
    // A record that was set back may end before the attempt that was made.
    case (.prepared, .outcomeLost), (.sending, .outcomeLost): .unknown
    case (.unknown, .replayed): .unknown
    case (.unknown, .checksExhausted): .needsHuman
    case (.unknown, .ruledDone), (.needsHuman, .ruledDone), (.pending, .ruledDone): .ruledDone
    case (.unknown, .ruledNotDone), (.needsHuman, .ruledNotDone), (.pending, .ruledNotDone):
      .ruledNotDone
    case (.prepared, _), (.awaitingApproval, _), (.sending, _), (.pending, _), (.unknown, _),
      (.needsHuman, _):
      // Safe to ignore: the fact contradicts what is recorded, so nothing may follow from it.
      nil
    case (.declined, _), (.expired, _), (.withdrawn, _), (.discarded, _), (.notSent, _),
      (.succeeded, _), (.rejected, _), (.failed, _), (.ruledDone, _), (.ruledNotDone, _):
      // I9: terminal states are immutable; what turns out otherwise is a correction beside them.
      nil
    }
  }
}
