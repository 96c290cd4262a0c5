import JSON
import Payments
import TextSafety

/// How NeroPay answers: `{"success":true,"data":…}`, else
/// `{"success":false,"error":{code,message,details}}` (S3).
enum NeroPayReplies {
  /// The root of a successful read; throws what the error says otherwise.
  ///
  /// The HTTP status of each error is not documented, so `success` and the code decide first
  /// (`Providers.md` §1.4).
  static func success(_ reply: HTTPReply, asked: String) throws(ProviderError) -> JSONValue {
    let root: JSONValue
    do throws(ProviderError) { root = try reply.json() } catch {
      throw reply.status == 404 ? .notFound(ForeignText(asked)) : error
    }
    if let problem = NeroPayProblem(root) { throw problem.readError(asked: asked) }
    guard root["success"]?.flag == true, (200..<300).contains(reply.status ?? 0) else {
      throw .badReply("it has neither data nor a known error (\(reply.status ?? 0))")
    }
    return root
  }

  /// The rows of a list, and whether more follow, where that is said.
  ///
  /// The sample has a bare array; a nested one with page facts beside it is accepted too
  /// (`Providers.md` §1.3.1).
  static func list(_ root: JSONValue) throws(ProviderError) -> (rows: [JSONValue], more: Bool?) {
    if let rows = root["data"]?.elements { return (rows, more(root)) }
    if let data = root["data"], let rows = data["data"]?.elements {
      return (rows, more(data) ?? more(root))
    }
    throw .badReply("it has no list of transactions")
  }

  private static func more(_ container: JSONValue) -> Bool? {
    for facts in [container["meta"], container["pagination"], container].compactMap(\.self) {
      if let more = facts.first(of: "has_more", "has_next", "hasNext")?.flag { return more }
      if let page = facts.first(of: "current_page", "page")?.integer,
        let last = facts.first(of: "last_page", "total_pages")?.integer
      {
        return page < last
      }
    }
    guard case .object(let links)? = container["links"], let next = links["next"] else {
      return nil
    }
    return next != .null
  }
}

/// An error in NeroPay's own form.
struct NeroPayProblem {
  let code: String
  let message: String

  /// `nil` when the root is not exactly the documented error form: another server's JSON must not
  /// pass for a no.
  init?(_ root: JSONValue) {
    guard root["success"]?.flag == false, root["data"] == nil, let error = root["error"],
      let code = error["code"]?.text, let message = error["message"]?.text
    else { return nil }
    self.code = code
    self.message = message + Self.words(error["details"])
  }

  /// The codes that the documents list (S1, S3).
  enum Code: String {
    case authenticationFailed = "authentication_failed"
    case invalidSignature = "invalid_signature"
    case validationFailed = "validation_failed"
    case resourceNotFound = "resource_not_found"
    case idempotencyConflict = "idempotency_conflict"
    case accountNotFound = "account_not_found"
  }

  /// What to do about a listed code, in a whole sentence; `nil` for an unlisted one.
  var advice: String? {
    switch Code(rawValue: code) {
    case .authenticationFailed: "Check the secret key of this account in the configuration."
    case .invalidSignature:
      "Check this host's clock and the secret key; then it can be tried again."
    case .validationFailed: "Correct what the message names."
    case .resourceNotFound: "Check the transaction id and neropay_account."
    case .idempotencyConflict: "The key was used for another body; a person has to look."
    case .accountNotFound: "Correct neropay_account in the configuration."
    case nil: nil
    }
  }

  func readError(asked: String) -> ProviderError {
    let words = ForeignText(message)
    switch Code(rawValue: code) {
    case .authenticationFailed, .invalidSignature:
      return .unauthorised(message: words, advice: SafeText(sanitizing: advice ?? ""))
    case .resourceNotFound: return .notFound(ForeignText(asked))
    case .accountNotFound:
      return .forbidden(message: words, advice: SafeText(sanitizing: advice ?? ""))
    case .validationFailed, .idempotencyConflict, nil:
      return .refused(code: ForeignText(code), message: words)
    }
  }

  /// Field names with their texts, in the order of the names: ` (amount: too large; reason:
  /// required)`.
  private static func words(_ details: JSONValue?) -> String {
    guard case .object(let fields)? = details else { return "" }
    let parts = fields.members.sorted { $0.name < $1.name }.prefix(10).map { field in
      let texts = field.value
      let lines = texts.elements?.compactMap(\.token) ?? [texts.token].compactMap(\.self)
      return "\(field.name.raw): \(lines.joined(separator: ", "))"
    }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))"
  }
}
