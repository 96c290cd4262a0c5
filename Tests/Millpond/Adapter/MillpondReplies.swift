import JSON
import Payments
import ProviderClient
import TextSafety

/// How Millpond answers (§2).
enum MillpondReplies {
  /// The root of a successful read; throws what the refusal says otherwise.
  static func success(_ reply: HTTPReply, asked: String) throws(ProviderError) -> JSONValue {
    let root: JSONValue
    do throws(ProviderError) { root = try reply.json() } catch {
      throw reply.status == 404 ? .notFound(ForeignText(asked)) : error
    }
    if let trouble = MillpondTrouble(root) { throw trouble.readError(asked: asked) }
    guard root["ok"]?.flag == true, (200..<300).contains(reply.status ?? 0) else {
      throw .badReply("it is neither a success nor a refusal (\(reply.status ?? 0))")
    }
    return root
  }

  /// An amount with its code: `15.99 GBP`; the parts are empty for other text.
  static func parts(_ value: String?) -> (amount: String, code: String) {
    let parts = (value ?? "").split(separator: " ", omittingEmptySubsequences: false)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : ("", "")
  }
}

/// A refusal in Millpond's own form.
struct MillpondTrouble {
  let code: String
  let say: String

  /// `nil` when the root is not exactly the documented form: another server's JSON must not pass
  /// for a no.
  init?(_ root: JSONValue) {
    guard case .object(let object) = root, object.members.count == 3, root["ok"]?.flag == false,
      let code = root["trouble"]?.text, let say = root["say"]?.text
    else { return nil }
    self.code = code
    self.say = say
  }

  /// What to do about a code that says for certain that nothing happened; `nil` for any other.
  var advice: String? {
    switch code {
    case "key_unknown": "Check the key of this account in the configuration."
    case "branch_unknown": "Correct branch in the configuration."
    case "payment_unknown": "Check the number of the payment, and branch."
    case "not_valid": "Correct what the message names."
    default: nil
    }
  }

  func readError(asked: String) -> ProviderError {
    let words = ForeignText(say)
    let remedy = SafeText(sanitizing: advice ?? "")
    switch code {
    case "key_unknown": return .unauthorised(message: words, advice: remedy)
    case "branch_unknown": return .forbidden(message: words, advice: remedy)
    case "payment_unknown": return .notFound(ForeignText(asked))
    default: return .refused(code: ForeignText(code), message: words)
    }
  }
}
