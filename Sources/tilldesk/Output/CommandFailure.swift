import Payments
import SupportDesk
import TextSafety

/// A command that did not do what was asked: an exit code and one line that says what to do.
struct CommandFailure: Error {
  /// The documented exit codes.
  enum Code: Int32 {
    /// Not found, unreachable.
    case failed = 1
    /// Refused by Tilldesk before anything was recorded.
    case refused = 2
    /// Accepted, not final.
    case pending = 3
    /// Rejected by the provider.
    case rejected = 4
    /// The outcome is not known.
    case unknown = 5
    /// Not sent.
    case notSent = 6
    /// Waits for approval.
    case awaitingApproval = 7
    /// The command line was wrong.
    case usage = 64
    /// What was to be printed or written is lost; what was done is recorded.
    case outputLost = 74
    /// The configuration is wrong.
    case configuration = 78
    /// Stopped by Ctrl-C.
    case interrupted = 130

    /// The code as scripts read it in JSON.
    var word: String {
      switch self {
      case .failed: "failed"
      case .refused: "refused"
      case .pending: "pending"
      case .rejected: "rejected"
      case .unknown: "unknown"
      case .notSent: "notSent"
      case .awaitingApproval: "awaitingApproval"
      case .usage: "usage"
      case .outputLost: "outputLost"
      case .configuration: "configuration"
      case .interrupted: "interrupted"
      }
    }
  }

  let code: Code
  let message: SafeText
  /// What is told before the message, a line each.
  var earlier: [SafeText] = []
  /// The decision that it is about, as the record has it; `nil` where nothing was recorded.
  var intent: Intent?

  /// Makes a failure; an empty message prints nothing.
  init(_ code: Code, _ message: SafeText) {
    self.code = code
    self.message = message
  }

  /// Makes a failure of several mistakes, a line each.
  init(_ code: Code, lines: [SafeText]) {
    self.init(code, lines.last ?? "")
    earlier = lines.dropLast()
  }

  /// What a desk error means on the command line.
  init(_ error: DeskError) {
    let code: Code =
      switch error {
      case .refused, .alias: .refused
      case .notFound, .provider: .failed
      case .journal(_, let mayHaveMoved): mayHaveMoved ? .unknown : .failed
      case .unknownAccount: .usage
      }
    self.init(code, error.sentence)
  }
}

extension IntentState {
  /// The exit code of a command that ended in this state; `nil` for success.
  var failureCode: CommandFailure.Code? {
    switch self {
    case .succeeded, .ruledDone: nil
    case .pending: .pending
    // What a person ruled not to have happened was sent all the same.
    case .rejected, .failed, .ruledNotDone: .rejected
    case .unknown, .needsHuman, .sending, .prepared: .unknown
    case .notSent, .discarded, .expired, .withdrawn, .declined: .notSent
    case .awaitingApproval: .awaitingApproval
    }
  }

  /// The state as `refund` and `cancel` tell it in JSON: what was taken back was not sent.
  var resultWord: String { self == .discarded ? IntentState.notSent.rawValue : rawValue }

  /// Whether nobody knows yet whether it happened.
  var isUncertain: Bool { self == .unknown || self == .needsHuman || self == .sending }
}

extension Intent {
  /// The exit code of a command that tells of this decision; `nil` for success.
  ///
  /// What turned out otherwise than recorded counts, not what was recorded first.
  var failureCode: CommandFailure.Code? { countsAs.failureCode }
}
