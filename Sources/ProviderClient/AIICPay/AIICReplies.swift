import JSON
import Payments
import TextSafety

/// How AIIC Pay answers: `success` with fields beside it, else `success:false,error,errorCode,…`
/// (P3, P4).
enum AIICReplies {
  /// The root of a successful read; throws what the error says otherwise.
  static func success(_ reply: HTTPReply) throws(ProviderError) -> JSONValue {
    let status = reply.status ?? 0
    let (root, reason) = reply.parsed
    if (200..<300).contains(status), let root, root["success"]?.flag == true { return root }
    let problem = root.flatMap { AIICProblem($0) }
    let message = ForeignText(problem?.message ?? "HTTP \(status)")
    switch status {
    case 401:
      throw .unauthorised(message: message, advice: SafeText(sanitizing: AIICProblem.keyAdvice))
    case 403:
      throw .forbidden(
        message: message, advice: "The key of this account may not do this; check it at AIIC Pay.")
    default:
      guard let problem else {
        throw .badReply(reason ?? "it is not in AIIC Pay's own form (\(status))")
      }
      throw .refused(code: ForeignText(problem.code), message: message)
    }
  }

  /// Whether another page follows: it does where one of the two facts says so.
  static func more(_ root: JSONValue, page: Int) -> Bool? {
    guard let pagination = root["pagination"] else { return nil }
    let facts = [pagination["hasNext"]?.flag, pagination["totalPages"]?.integer.map { page < $0 }]
      .compactMap(\.self)
    return facts.isEmpty ? nil : facts.contains(true)
  }
}

/// An error in AIIC Pay's own form.
///
/// Its codes are not documented beyond one sample, so any word is accepted.
struct AIICProblem {
  let code: String
  let message: String

  /// `nil` when the root is not the documented error form.
  init?(_ root: JSONValue) {
    guard root["success"]?.flag == false, let message = root["error"]?.text,
      let code = root["errorCode"]?.text
    else { return nil }
    self.code = code
    self.message = message
  }

  static let keyAdvice =
    """
    AIIC Pay does not say which of key, signature, clock and nonce is wrong; check the key, api_key \
    and this host's clock.
    """
}
