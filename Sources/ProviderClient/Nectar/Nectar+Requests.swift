import Payments
import TextSafety

extension Nectar {
  private static let dayMilliseconds: Int64 = 86_400_000

  func verifyRequest(_ reference: String) throws(ProviderError) -> HTTPRequest {
    guard let segment = PercentEncoding.segment(reference) else {
      throw .notFound(ForeignText(reference))
    }
    return HTTPRequest(
      method: "GET",
      url: "\(account.base.origin)\(account.base.path)/transaction/verify/\(segment)",
      headers: try headers())
  }

  /// Both dates always go out, because the default is the last day.
  ///
  /// Codes are not sent: several of them make up one status of ours, and 6 may be partial.
  func historyRequest(
    _ request: SearchRequest, reference: String?
  ) throws(ProviderError) -> HTTPRequest {
    let now = account.clock()
    // A day beyond now, so that neither clocks nor rows without a zone cut off the newest.
    let end = request.to ?? now.adding(milliseconds: Self.dayMilliseconds)
    let start =
      request.from
      ?? min(end, now).adding(milliseconds: -Self.historyDays * Self.dayMilliseconds)
    var query: [(name: String, value: String)] = [
      ("startDate", historyTime(start)), ("endDate", historyTime(end)),
    ]
    if let reference { query.append(("reference", reference)) }
    query.append(("page", String(PageAssembly.number(of: request))))
    query.append(("size", String(request.limit)))
    let path = account.base.path + "/transaction/history" + PercentEncoding.query(query)
    return HTTPRequest(method: "GET", url: account.base.origin + path, headers: try headers())
  }

  func writeRequest(
    _ sealed: borrowing SealedWrite, for write: PreparedWrite
  ) throws(ProviderError)
    -> HTTPRequest
  {
    try account.check(write)
    guard sealed.body == write.body, write.kind == .refund else {
      throw .notPreparable("What was sealed is not what was prepared; nothing was sent.")
    }
    return HTTPRequest(
      method: write.method, url: account.base.origin + write.path,
      headers: try headers() + [("Content-Type", "application/json")], body: sealed.body)
  }

  private func historyTime(_ instant: Instant) -> String {
    switch account.options.historyUnit {
    case .seconds: String(instant.seconds)
    case .milliseconds: String(instant.milliseconds)
    }
  }

  /// The key is sent raw unless the configuration says otherwise (`Providers.md` §2.2); never one form
  /// after the other.
  private func headers() throws(ProviderError) -> [(name: String, value: String)] {
    let credential = try account.credential()
    let value =
      switch account.options.authorization {
      case .raw: credential
      case .bearer: "Bearer \(credential)"
      }
    return [("Authorization", value), ("Accept", "application/json")]
  }
}
