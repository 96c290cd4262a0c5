/// Whether the provider had already done what it was asked when the fault struck.
enum FaultPhase: String, Sendable, Equatable {
  case before
  case after
}

/// What a fault does.
enum FaultKind: Sendable, Equatable {
  /// The exchange goes wrong.
  case disruption(Disruption)
  /// The exchange is in order, the reply is not what one expects.
  case twist(Twist)
  /// The reply says yes, and the refund fails after this many more reads.
  case lateFailure(reads: Int)
  /// Everything is in order, but takes this long.
  case slow(milliseconds: Int64)
  /// Everything is in order, but the reply's `Date` is that far ahead of the sandbox's clock.
  case date(seconds: Int64)
}

/// Ways in which an exchange goes wrong; at most one strikes at a time.
enum Disruption: Sendable, Equatable {
  /// The connection is closed as soon as it is known what is asked; the body is not read.
  case refuse
  /// No answer, until the client gives up.
  case hang(FaultPhase)
  /// The connection is closed without a status line.
  case close(FaultPhase)
  /// The connection is reset (RST) without a status line.
  case reset(FaultPhase)
  case status(StatusFault)
  /// It is executed, and the reply's body is spoilt.
  case body(BodyFault)
  /// Sent elsewhere.
  case redirect
  /// A refusal in the provider's envelope with a code that no document lists.
  case unlistedError
  /// The connection is closed, and the request is executed later.
  case late(LateTrigger)
}

/// An HTTP status in place of the reply.
struct StatusFault: Sendable, Equatable {
  enum Body: String, Sendable {
    /// The provider's own envelope.
    case documented
    /// JSON of another server.
    case foreign
    case html
    case empty
    /// What the provider answers when it does what was asked.
    case success
  }

  let code: Int
  let body: Body
  let phase: FaultPhase
  /// The value of `Retry-After`, if it is sent.
  var retryAfterSeconds: Int?
}

/// Ways to spoil the body of a reply.
enum BodyFault: String, Sendable, CaseIterable {
  /// Half of what `Content-Length` promises, then the connection closes.
  case short = "short-body"
  /// Half of what `Content-Length` promises, then the connection is reset.
  case reset = "reset-body"
  /// All the bytes promised, but not JSON.
  case malformed = "malformed-body"
  /// A page of HTML with status 200.
  case html = "html-body"
  /// Nothing at all, with the status of success.
  case empty = "empty-body"
}

/// What has to pass before a late request is executed.
enum LateTrigger: Sendable, Equatable {
  /// So many more reads of the provider have been answered.
  case reads(Int)
  /// So much time has passed on the sandbox's clock.
  case milliseconds(Int64)
}

/// Replies that are in order on the wire and still not what one expects.
package enum Twist: String, Sendable, CaseIterable {
  /// The provider says no in the reply to a write: `failed`, code 4.
  case decline
  /// Accepted, and never final: NeroPay answers `pending`, AIIC Pay's row stays pending.
  case neverFinal = "never-final"
  /// The status is a word, or a number, that no document lists.
  case unknownStatus = "unknown-status"
  /// Executed as asked, but the reply tells one major unit more.
  case wrongAmount = "wrong-amount"
  /// Executed as asked, but the reply tells one major unit less.
  case lessAmount = "less-amount"
  /// Executed as asked, but the reply tells another currency.
  case wrongCurrency = "wrong-currency"
  /// Executed as asked, but the reply tells another transaction.
  case wrongID = "wrong-id"
  /// A list answers every page with the first.
  case ignorePage = "ignore-page"
  /// Nectar's `refundedAmount` tells the total instead of this refund.
  case totalAmount = "total-amount"
  /// Nothing is executed, and Nectar's reply is the record as it stands.
  case standingRecord = "standing-record"
  /// Executed as asked, but the reply calls each refund by the same id.
  case sameRefundID = "same-refund-id"
  /// AIIC Pay's refund rows have ids of their own instead of the refund's.
  case otherIDs = "other-ids"
  /// NeroPay's replies have the field names and forms that its live service was seen to use.
  case liveFields = "live-fields"
}
