/// What goes wrong, and when.
enum Trouble: Sendable {
  /// Faults of the simulated provider: `503*1` strikes the write, `read:503*1` the reads after it.
  case answers([String])
  /// The ways that the first writes take, and the faults that they meet.
  case routes([Way], [String] = [])
  /// The way that the first attempt takes, however often it tries to connect.
  case always(Way)
  /// Answers that never come, given up soon.
  case hang(String)
  /// It was pending when it was decided, and was paid before the cancel came.
  case paidMeanwhile(String)
  /// The tag does not go out.
  case untagged([String])
  /// The process stands still for so many seconds, at a moment of the writes with these numbers (from 0).
  case suspended(seconds: Int64, Standstill, writes: ClosedRange<Int>, [String] = [])
  /// The last read before sending meets a fault.
  case lastRead(String)
  /// The answer names the refund of a decision on another payment.
  case sameRefund
  /// The payment had a refund of the same amount before.
  case afterRefund(Earlier, String)
  /// The provider lists more than one row, or another, where ours is looked for.
  case triedTwice(Rows)
  /// The process ends with the decision durable and nothing sent.
  case killedPrepared
  /// The process ends while the request is on its way, carried out or not.
  case killedSending(isCarried: Bool)
  /// The process ends while it sends the same bytes again; the first answer was lost.
  case killedReplaying
  /// The provider's clock is found to be so many seconds ahead when the answer was lost.
  case skewAfter(Int64, String)
  /// The disk is full when the decision, or the attempt, is to be made durable.
  case fullBefore(FullStep)
  /// The disk is full when the answer is to be recorded; the process goes on, or ends.
  case fullAfter(processEnds: Bool)
  /// The provider's clock is so many seconds ahead.
  case skew(Int64)
  /// Two agents decide about one payment.
  case twoAgents(Rivalry)

  /// A place to which a write is sent instead.
  enum Way: Sendable {
    /// Where it belongs.
    case straight
    /// Where it belongs, and once more: a transport that sends again by itself.
    case twice
    /// A name that no server has.
    case noName
    /// A port on which nobody listens.
    case refused
    /// A port that speaks no TLS.
    case noTLS
    /// A port that answers no knock.
    case silent
  }

  /// Where a process stands still.
  enum Standstill: Sendable {
    /// While the connection is made.
    case connecting
    /// While the connection is made, and somebody else refunds the payment meanwhile.
    case connectingWhileRefundedElsewhere
    /// Between the last question and the first byte.
    case lastMoment
  }

  /// Whose refund was there before.
  enum Earlier: Sendable {
    case ours
    case elsewhere
  }

  /// What the provider's rows say.
  enum Rows: Sendable {
    /// It tried, failed, and tried again.
    case failedFirst
    /// The same, and the row that failed is the later one.
    case failedLast
    /// The only row has our tag with another letter behind it.
    case tail
  }

  /// What can not be made durable.
  enum FullStep: Sendable {
    case decision
    /// The process goes on, or ends.
    case attempt(processEnds: Bool)
  }

  /// How two agents meet.
  enum Rivalry: Sendable {
    /// Both have it on the confirm screen, one confirms first.
    case secondConfirm
    /// One has it open while the other refunds.
    case staleView
    /// One refunds the same amount a little later.
    case repeated
    /// The same, while the first refund is pending for ever.
    case repeatedWhilePending
    /// Both confirm at once.
    case bothAtOnce
    /// The answer was lost, and both processes find out about it at once.
    case bothSettle(String)
  }
}
