package import Payments

/// What an event of the journal records.
package enum EventKind: Hashable, Sendable {
  /// A decision became durable.
  case prepared
  /// Something happened to an intent.
  case intent(IntentEvent)
  /// An answer that settles nothing was kept (I7).
  case answered
  /// The provider was asked again about a decision, and that alone settled nothing.
  case looked
  /// A person wrote something down, which changes no row.
  case noted(Writing)
  /// Something turned out otherwise than recorded (I9); where it cannot be assigned the payment is frozen.
  case corrected
  /// What had turned out otherwise came to an end: a person said what it was, or it shows no more.
  case resolved
  /// A person looked at a correction and released the payment.
  case released
  /// The provider tells of refunds.
  case refundsSeen
  /// A label was bound to a merchant.
  case accountRemembered
  /// A person confirmed that a label names another merchant now.
  case accountConfirmed
  /// A merchant was found to have a name: by its provider, the configuration or a credential.
  case merchantNamed
  /// A provider named another merchant for a label than the record, or took that back.
  case merchantDoubted
  /// A provider's row carries a tag that no decision of this journal has.
  case tagFound
  /// The free text about a payment was erased.
  case erased
  /// A person took a record that was not as it was left for the record from then on.
  case recordAccepted
  /// The signatures that older versions kept were erased.
  case signaturesErased
}

extension EventKind {
  /// What a person writes down on a payment.
  package enum Writing: String, Hashable, Sendable, CaseIterable {
    /// A note for colleagues.
    case note = "noted"
    /// That the payer's bank has a dispute about it: it is held for that.
    case disputeHeld
    /// That it is held no more.
    case disputeLifted
  }

  /// A person wrote a note.
  package static var noted: EventKind { .noted(.note) }
}

extension EventKind: RawRepresentable {
  /// Reads the stored word.
  package init?(rawValue: String) {
    let plain: [EventKind] = [
      .prepared, .answered, .looked, .corrected, .resolved, .released, .refundsSeen,
      .accountRemembered,
      .accountConfirmed, .merchantNamed, .merchantDoubted, .erased, .recordAccepted,
      .signaturesErased, .tagFound,
    ]
    if let kind = plain.first(where: { $0.rawValue == rawValue }) {
      self = kind
    } else if let writing = Writing(rawValue: rawValue) {
      self = .noted(writing)
    } else if let event = IntentEvent(rawValue: rawValue) {
      self = .intent(event)
    } else {
      return nil
    }
  }

  /// The stored word.
  package var rawValue: String {
    switch self {
    case .prepared: "prepared"
    case .intent(let event): event.rawValue
    case .answered: "answered"
    case .looked: "looked"
    case .noted(let writing): writing.rawValue
    case .corrected: "corrected"
    case .resolved: "resolved"
    case .released: "released"
    case .refundsSeen: "refundsSeen"
    case .accountRemembered: "accountRemembered"
    case .accountConfirmed: "accountConfirmed"
    case .merchantNamed: "merchantNamed"
    case .merchantDoubted: "merchantDoubted"
    case .tagFound: "tagFound"
    case .erased: "erased"
    case .recordAccepted: "recordAccepted"
    case .signaturesErased: "signaturesErased"
    }
  }
}
