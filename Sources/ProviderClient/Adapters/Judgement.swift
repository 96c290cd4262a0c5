package import JSON
package import Payments
public import TextSafety

/// What one answer to a write means; never more certain than the answer is.
package struct Judgement: Hashable {
  /// The outcome of the attempt.
  package var outcome: WriteOutcome
  /// Whether the answer contradicts what was sent, so that only a person can go on.
  package var needsHuman = false

  /// Makes a judgement.
  package init(outcome: WriteOutcome, needsHuman: Bool = false) {
    self.outcome = outcome
    self.needsHuman = needsHuman
  }

  /// Nobody knows.
  package static func unknown(_ sentence: SafeText, needsHuman: Bool = false) -> Judgement {
    Judgement(outcome: .unknown(sentence), needsHuman: needsHuman)
  }

  /// A certain no.
  package static func rejected(
    code: ForeignText? = nil, message: ForeignText, advice: String,
    history: [ReportedRefund] = []
  ) -> Judgement {
    Judgement(
      outcome: .rejected(
        ProviderRefusal(code: code, message: message, advice: advice, history: history)))
  }

  /// The answer names a refund that was on record before the request left, which is not the one that was asked for (I23).
  package static func standing(_ refundID: ForeignText) -> Judgement {
    .unknown(
      "The answer names the refund \(refundID), which was there before. A person has to look.",
      needsHuman: true)
  }

  /// What the transport and the HTTP status decide alone, the same for every provider
  /// (`MoneySafety.md` §6).
  ///
  /// `nil` when the reply is whole and its body has to be read: 2xx and 4xx.
  package static func ofTransport(_ reply: HTTPReply) -> Judgement? {
    guard reply.mayHaveArrived else {
      return Judgement(outcome: .notSent(reply.failure?.sentence ?? "No connection was made."))
    }
    if let failure = reply.failure {
      return .unknown("\(failure.sentence) It may have happened.")
    }
    guard let status = reply.status else {
      return .unknown("The connection ended without an answer. It may have happened.")
    }
    switch status {
    case 200..<300: return nil
    case 300..<400:
      return .unknown("Answered with a redirect (\(status)), which is never followed.")
    case 408: return .unknown("The provider gave up waiting (408). It may have happened.")
    case 400..<500: return nil
    default: return .unknown("Server error \(status). It may have happened.")
    }
  }

  /// The answer is whole, but cannot be this provider's word on what was sent.
  package static func unreadable(
    _ status: Int, _ reason: SafeText, needsHuman: Bool = false
  ) -> Judgement {
    .unknown("The answer (\(status)) could not be read: \(reason).", needsHuman: needsHuman)
  }
}

extension TransportFailure {
  /// What happened, as a whole sentence.
  public var sentence: SafeText {
    switch self {
    case .connection(let words): "No connection: \(SafeText(sanitizing: words, limit: 300))."
    case .timeout(let seconds): "No complete answer within \(seconds) s."
    case .brokenOff(let words):
      "The connection broke off: \(SafeText(sanitizing: words, limit: 300))."
    case .tooLarge(let limit): "The answer is longer than \(limit) bytes."
    case .cancelled: "The request was given up."
    case .withheld: "It was kept back before anything left."
    }
  }
}

/// An answer after its envelope was opened.
package enum OpenedAnswer {
  /// The envelope alone says what the answer means.
  case settled(Judgement)
  /// What a success carries; it has still to be compared with what was sent.
  case data(JSONValue)
}

extension JSONValue {
  /// Whether a member somewhere within passes a test; names are compared in lower case, without `_` and `-`.
  func hasMember(where test: (_ name: String, _ value: JSONValue) -> Bool) -> Bool {
    switch self {
    case .object(let object):
      object.members.contains { member in
        test(member.name.raw.lowercased().filter { $0 != "_" && $0 != "-" }, member.value)
          || member.value.hasMember(where: test)
      }
    case .array(let values): values.contains { $0.hasMember(where: test) }
    case .null, .boolean, .number, .string: false
    }
  }

  /// Whether nothing is said: absent values are read as `null`.
  var isEmpty: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let values): values.isEmpty
    case .object(let object): object.members.isEmpty
    case .boolean, .number: false
    }
  }
}

extension HTTPReply {
  /// The body as JSON, or why it is none.
  package var parsed: (root: JSONValue?, reason: SafeText?) {
    do throws(JSONFailure) { return (try JSONReader.read(body), nil) } catch {
      return (nil, error.reason)
    }
  }
}
