public import TextSafety

/// Why a read failed, or a write could not be prepared.
///
/// No money moves when one of these is thrown.
public enum ProviderError: Error, Hashable, Sendable {
  /// No connection could be made; the text says why.
  case unreachable(SafeText)
  /// No answer in time.
  case timedOut(seconds: Int)
  /// The credential was refused; the advice names the switch or file to look at.
  case unauthorised(message: ForeignText, advice: SafeText)
  /// The provider forbids it; the advice is the provider's own peculiarity.
  case forbidden(message: ForeignText, advice: SafeText)
  /// No such transaction.
  case notFound(ForeignText)
  /// Not among the transactions that the provider showed, which may not be all; the sentence says why.
  case notShown(SafeText)
  /// Too many requests; try again after so many seconds, where told.
  case rateLimited(retryAfterSeconds: Int?)
  /// Refused for another stated reason.
  case refused(code: ForeignText?, message: ForeignText)
  /// The reply cannot be read as this provider's.
  case badReply(SafeText)
  /// The reply came from a cache on the way, so many seconds old, and says nothing of now.
  case cached(ageSeconds: Int)
  /// The reply was read, and what it says could not be recorded here; the sentence says why.
  case notRecorded(SafeText)
  /// The provider has no such operation.
  case unsupported(SafeText)
  /// The order cannot be written for this provider; the sentence says why.
  case notPreparable(SafeText)
  /// The caller no longer wants the answer.
  case cancelled

  /// One sentence that says what happened and what to do.
  public var sentence: SafeText {
    switch self {
    case .unreachable(let reason): "Not reachable: \(reason)."
    case .timedOut(let seconds): "No answer within \(seconds) s."
    case .unauthorised(let message, let advice): "Credential refused (\(message)). \(advice)"
    case .forbidden(let message, let advice): "Not allowed (\(message)). \(advice)"
    case .notFound(let text): "No transaction \(text) in this account."
    case .rateLimited(.some(let seconds)): "Busy: try again in \(seconds) s."
    case .rateLimited(.none): "Busy: try again in a moment."
    case .refused(let code, let message):
      "Refused: \(message)\(code.map { " (\($0))" as SafeText } ?? "")."
    case .badReply(let reason): "The reply could not be read: \(reason)."
    case .cached(let age):
      "The answer came from a cache (\(HTTPAge.words(age))), not from the provider. Try again; if it stays so, the network's proxy has to pass reads on."
    case .notShown(let sentence), .notRecorded(let sentence), .unsupported(let sentence),
      .notPreparable(let sentence):
      sentence
    case .cancelled: "Cancelled."
    }
  }
}

extension ProviderError {
  /// Whether a provider may answer so to a page past the last one.
  package var maySayThatNoMoreFollow: Bool {
    switch self {
    case .notFound, .refused, .badReply: true
    case .unreachable, .timedOut, .unauthorised, .forbidden, .notShown, .rateLimited, .cached,
      .notRecorded,
      .unsupported, .notPreparable, .cancelled:
      false
    }
  }

  /// Whether the provider answered, and names the payment that was asked for no more, or to nobody here.
  package var saysThatNothingIsThere: Bool {
    switch self {
    case .forbidden, .notShown: true
    default: maySayThatNoMoreFollow
    }
  }
}
