package import Payments
package import TextSafety

/// What one look at the provider showed of a decision whose end is not known.
package struct StoredLook: Hashable, Sendable, Codable {
  /// What the look suggests to a person; evidence, never proof.
  package enum Hint: String, Hashable, Sendable, Codable {
    /// The payment shows a refund (a cancel) that it did not show when the decision was made.
    case happened
    /// The payment shows nothing of it, which proves nothing.
    case nothingSeen
    /// What the payment shows would look the same either way.
    case silent
  }

  /// Why a provider that answers tells nothing of the payment.
  package enum Silence: String, Hashable, Sendable, Codable {
    /// The payment is not among the rows that it shows, which may not be all.
    case notAmongRows
    /// It refuses the account's key.
    case keyRefused
    /// It does not let the account read.
    case notAllowed
  }

  /// The provider's word for the payment's status; `nil` when the payment could not be read.
  package var providerStatus: ForeignText?
  /// What it suggests.
  package var hint: Hint
  /// Rows of the provider that may be this refund; none is proven to be.
  package var matches: [ReportedRefund]
  /// The payment's status in our vocabulary; `nil` when it could not be read, and in older records.
  package var status: Status?
  /// Whether the provider's list of refunds was not seen as a whole; `nil` where it was, and in older records.
  package var isPartial: Bool?
  /// The ids of rows that may be this refund and cannot be read, empty where they have none; `nil` where there are none.
  package var unreadable: [ForeignText]?

  /// Whether the provider said that it has no such payment; `nil` where it did not, and in older records.
  package var isGone: Bool?
  /// Why the provider, which answered, told nothing of the payment; `nil` where it told, or did not answer.
  package var silence: Silence?

  /// Makes a look.
  package init(
    providerStatus: ForeignText?, hint: Hint, matches: [ReportedRefund] = [],
    status: Status? = nil, isPartial: Bool? = nil, unreadable: [ForeignText]? = nil,
    isGone: Bool? = nil, silence: Silence? = nil
  ) {
    self.providerStatus = providerStatus
    self.hint = hint
    self.matches = matches
    self.status = status
    self.isPartial = isPartial
    self.unreadable = unreadable
    self.isGone = isGone
    self.silence = silence
  }

  /// Whether the payment could be read.
  package var couldRead: Bool { providerStatus != nil }

  /// Whether it tells a person anything that they can hold against other evidence: a payment read, or that the provider
  /// tells nothing of it.
  package var tells: Bool { couldRead || isGone == true || silence != nil }

  /// Why what the look does not show may be there all the same; `nil` where the provider's list was complete.
  package var gap: SafeText? {
    if isGone == true {
      return
        "The provider does not know the payment any more: what it does not show proves nothing."
    }
    switch silence {
    case nil: break
    case .notAmongRows:
      return
        "The payment is not among the rows that the provider shows, which may not be all: what it does not show proves nothing."
    case .keyRefused:
      return
        "The provider refuses the key of this account, so it tells nothing of the payment: give the account a key that works, or look there by another way."
    case .notAllowed:
      return
        "The provider does not let this account read the payment, so it tells nothing of it: have that allowed, or look there by another way."
    }
    if let unreadable {
      let ids = unreadable.prefix(3).map { $0.isEmpty ? "no id" : $0.safe }.joined(separator: ", ")
      return unreadable.count == 1
        ? "A row of the provider cannot be read (\(ids)): look there."
        : "\(unreadable.count) rows of the provider cannot be read (\(ids)): look there."
    }
    guard isPartial == true else { return nil }
    return "The provider's list is not whole: what is missing proves nothing."
  }
}

/// A look as it stands in the record.
package struct RecordedLook: Hashable, Sendable {
  /// Its number, from 1.
  package let number: Int
  /// Its place in the journal.
  package let moment: RecordedMoment
  /// Who had it done.
  package let actor: Actor
  /// What it showed.
  package let look: StoredLook
  /// What it showed, in one sentence.
  package let words: SafeText
}

/// An attempt as it stands in the record, with its answer.
package struct RecordedAttempt: Hashable, Sendable {
  /// Its number, from 1.
  package let number: Int
  /// When it became durable.
  package let begun: RecordedMoment
  /// The process that sent it.
  package let process: String
  /// What it added to the request.
  package let attempt: StoredAttempt
  /// What came back; `nil` while nothing is on record.
  package let answer: StoredAnswer?
  /// When the answer was recorded; `nil` while none is.
  package let answered: RecordedMoment?
}

/// That a look was made, and when: all that planning the next one needs.
package struct LookMark: Hashable, Sendable {
  /// Its place in the journal.
  package let moment: RecordedMoment
  /// Whether the payment could be read.
  package let couldRead: Bool

  /// Makes a mark.
  package init(moment: RecordedMoment, couldRead: Bool) {
    self.moment = moment
    self.couldRead = couldRead
  }
}

/// Everything on record about the sending of an intent and about finding out what became of it.
package struct IntentHistory: Hashable, Sendable {
  /// The intent.
  package var intent: Intent
  /// Whether its request carries a key under which the provider executes it once.
  package var hasKey: Bool
  /// Its attempts, in order.
  package var attempts: [RecordedAttempt]
  /// The looks at the provider, in order.
  package var looks: [LookMark]
  /// When it came to the state that it is in.
  package var change: RecordedMoment
  /// Whether a correction froze its payment.
  package var isFrozen: Bool
}

/// A place in the journal with both of its times.
package struct RecordedMoment: Hashable, Sendable {
  /// The event's place in the chain: the order in which things were recorded, whatever the clocks say.
  package let event: Int64
  /// The wall clock, which people can set.
  package let wall: Instant
  /// The clock since the machine started.
  package let boot: BootTime

  /// Makes a moment.
  package init(event: Int64, wall: Instant, boot: BootTime) {
    self.event = event
    self.wall = wall
    self.boot = boot
  }

  /// Milliseconds since an earlier moment; by the boot clock where it can tell.
  package func elapsed(since earlier: RecordedMoment) -> Int64 {
    boot.elapsed(since: earlier.boot, orByWall: wall.milliseconds(since: earlier.wall))
  }

  /// The same event, so much later by both clocks.
  package func adding(milliseconds: Int64) -> RecordedMoment {
    RecordedMoment(
      event: event, wall: wall.adding(milliseconds: milliseconds),
      boot: boot.adding(milliseconds: milliseconds))
  }
}

extension BootTime {
  /// Milliseconds that have certainly passed since a moment by what was recorded after it, whatever the wall clock said
  /// then; 0 where nothing tells.
  package func provenSince(_ moment: RecordedMoment, looks: [RecordedMoment]) -> Int64 {
    looks.filter { $0.event > moment.event }.compactMap { elapsed(since: $0.boot) }.max() ?? 0
  }
}
