/// One request on its way through a provider's desk.
package struct Call: Sendable {
  let provider: SandboxProvider
  let operation: SandboxOperation
  /// What was asked.
  package let request: WireRequest
  /// When it arrived; signatures are judged by this.
  package let arrived: WireTime
  /// When it is executed; later than its arrival only if it is executed late.
  package internal(set) var now: WireTime
  /// In which way the reply is to be other than one expects.
  package let twists: Set<Twist>
  /// After how many reads a refund that succeeds now is to fail; nil for never.
  package let lateFailureReads: Int?
}

/// A write that was answered: the same key gets the same answer again.
///
/// The answer is kept as facts and written anew each time, so that a fault that spoilt it on its
/// way out once does not spoil it for ever.
package struct AnsweredWrite: Sendable {
  /// What was answered.
  package enum Answer: Sendable {
    /// A refund, as it was done or declined.
    case refund(id: String, of: SandboxPayment, amountMinor: Int64, status: String)
    /// A cancel.
    case cancel(paymentID: String)
  }

  /// The path that was asked.
  package let path: String
  /// The body that was sent.
  package let body: [UInt8]
  /// What was answered.
  package let answer: Answer

  /// Makes a record of an answer.
  package init(path: String, body: [UInt8], answer: Answer) {
    self.path = path
    self.body = body
    self.answer = answer
  }
}

/// Something that happens later.
struct Delayed: Sendable {
  enum Event: Sendable {
    /// A request that its client has long given up.
    case call(Call)
    /// A refund that looked final fails.
    case failure(paymentID: String, refundID: String)
  }

  let event: Event
  let provider: SandboxProvider
  var trigger: DelayedTrigger
}

/// What has to pass before it happens.
enum DelayedTrigger: Sendable {
  case readsLeft(Int)
  case at(WireTime)
}
