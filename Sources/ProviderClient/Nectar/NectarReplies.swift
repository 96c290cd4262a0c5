import JSON
import Payments
import TextSafety

/// How Nectar answers: `{"status":200,"message":…,"data":…,"errors":[]}`; `data.status` is another
/// thing (A1).
enum NectarReplies {
  /// The data of a successful read; throws what the error says otherwise.
  static func success(
    _ reply: HTTPReply, asked: String, account: AdapterAccount
  ) throws(ProviderError) -> JSONValue {
    let http = reply.status ?? 0
    let (root, reason) = reply.parsed
    let outer = root?["status"]?.integer
    let isFine = (200..<300).contains(http) && outer == 200
    guard isFine, let data = root?["data"] else {
      let problem = root.flatMap { NectarProblem($0) }
      // A 200 around an error is the error; a 404 without any body is still "not found".
      let status = (200..<300).contains(http) ? outer ?? http : http
      if let error = readError(status, problem, asked: asked, account: account) { throw error }
      throw .badReply(reason ?? "it is not in Nectar's own form (\(http))")
    }
    return data
  }

  /// The rows of a history page, and whether more follow.
  ///
  /// The reply counts pages from 0: only `last` is believed.
  static func list(_ data: JSONValue) throws(ProviderError) -> (rows: [JSONValue], more: Bool?) {
    if let rows = data.elements { return (rows, nil) }
    guard let rows = data["content"]?.elements else {
      throw .badReply("it has no list of transactions")
    }
    return (rows, data["last"]?.flag.map { !$0 })
  }

  /// The refunds that a reply tells of, each with its exact amount, and those that cannot be read.
  static func refunds(
    _ data: JSONValue, of transaction: Transaction, account: AdapterAccount
  ) -> RefundList {
    guard let currency = transaction.amount.money?.currency else { return RefundList() }
    guard let history = data["refundHistory"], history != .null else { return RefundList() }
    guard let entries = history.elements else {
      return RefundList(listing: Listing(isWhole: false))
    }
    var list = RefundList()
    for entry in entries {
      if let row = refund(entry, currency: currency, account: account) {
        list.rows.append(row)
      } else {
        list.listing.unreadable.append(
          UnreadableRefund(
            id: entry["refundId"]?.foreign, details: entry["refundReason"]?.foreign,
            time: entry["timestamp"]?.text.flatMap {
              ProviderTime($0, assuming: account.options.zone)
            }))
      }
    }
    list.listing.unreadable += list.rows.contradictingThemselves
    return list
  }

  /// One entry of `refundHistory`; `nil` when its amount cannot be read exactly.
  static func refund(
    _ entry: JSONValue, currency: Currency, account: AdapterAccount
  ) -> ReportedRefund? {
    guard let amount = Money(decimal: entry["amount"]?.token ?? "", currency: currency) else {
      return nil
    }
    let word = entry["status"]?.token ?? ""
    return ReportedRefund(
      id: entry["refundId"]?.foreign, amount: amount,
      time: entry["timestamp"]?.text.flatMap { ProviderTime($0, assuming: account.options.zone) },
      providerStatus: ForeignText(word), progress: progress(word), link: .exact,
      details: entry["refundReason"]?.foreign)
  }

  private static func progress(_ word: String) -> RefundProgress {
    switch word.uppercased() {
    case "REFUNDED", "6", "11": .succeeded
    case "DECLINED", "FAILED", "4": .failed
    case "", "PENDING", "PROCESSING", "INITIATED": .pending
    default: .unrecognised
    }
  }

  private static func readError(
    _ status: Int, _ problem: NectarProblem?, asked: String, account: AdapterAccount
  ) -> ProviderError? {
    let message = ForeignText(problem?.message ?? "")
    switch status {
    case 401:
      let advice = NectarProblem.keyAdvice(account.options.authorization)
      return .unauthorised(message: message, advice: SafeText(sanitizing: advice))
    case 403:
      return .forbidden(
        message: message, advice: SafeText(sanitizing: NectarProblem.allowListAdvice))
    case 404: return .notFound(ForeignText(asked))
    default: return problem.map { .refused(code: nil, message: ForeignText($0.message)) }
    }
  }
}

/// An error in one of Nectar's two own forms (`Providers.md` §2.4).
struct NectarProblem {
  /// The HTTP number in the body; `nil` in the form whose `status` is the word `error`.
  let status: Int?
  let message: String

  /// Form A: `{"status":<int>,"message":…,"data":…,"errors":[…]}`; form B:
  /// `{"status":"error","message":…}`.
  init?(_ root: JSONValue) {
    guard let words = root["message"]?.text else { return nil }
    if let status = root["status"]?.integer, let errors = root["errors"]?.elements {
      self.status = status
      let details = errors.prefix(10).compactMap(Self.words)
      message = details.isEmpty ? words : "\(words) (\(details.joined(separator: "; ")))"
    } else if root["status"]?.text == "error" {
      status = nil
      message = words
    } else {
      return nil
    }
  }

  static let allowListAdvice =
    "This host's address is probably not on Nectar's allow-list for the key; ask Nectar's support to add it."

  static func keyAdvice(_ authorization: ProviderAccount.Options.Authorization) -> String {
    switch authorization {
    case .raw:
      "The private key was sent raw; check it, or set authorization = \"bearer\" for this account."
    case .bearer:
      "The private key was sent as Bearer; check it, or set authorization = \"raw\" for this account."
    }
  }

  /// The elements of `errors` are not documented: strings, and objects with `message` and `field`,
  /// are read.
  private static func words(_ element: JSONValue) -> String? {
    guard let message = element["message"]?.token else { return element.token }
    return element["field"]?.token.map { "\($0): \(message)" } ?? message
  }
}
