/// One request on its way through a provider's desk.
struct Call: Sendable {
  let provider: SandboxProvider
  let operation: SandboxOperation
  let request: WireRequest
  /// When it arrived; signatures are judged by this.
  let arrived: WireTime
  /// When it is executed; later than its arrival only if it is executed late.
  var now: WireTime
  let twists: Set<Twist>
  let lateFailureReads: Int?
}

/// A write that NeroPay answered: the same key gets the same answer again.
///
/// The answer is kept as facts and written anew each time, so that a fault that spoilt it on its
/// way out once does not spoil it for ever.
struct AnsweredWrite: Sendable {
  /// What was answered.
  enum Answer: Sendable {
    case refund(id: String, of: SandboxPayment, amountMinor: Int64, status: String)
    case cancel(paymentID: String)
  }

  let path: String
  let body: [UInt8]
  let answer: Answer
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
