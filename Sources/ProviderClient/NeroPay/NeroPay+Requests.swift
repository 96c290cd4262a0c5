import Payments
import TextSafety
import TilldeskCrypto

extension NeroPay {
  /// The list's documented extent is silent on its parameters (`Providers.md` §1.3.1): `limit`, `page`
  /// and `q` are known from sibling lists and may be ignored.
  ///
  /// `status` is not sent, because its words are not all known and a server that took it literally
  /// would hide `initiated` from a search for pending ones.
  func listRequest(_ request: SearchRequest) throws(ProviderError) -> HTTPRequest {
    var query: [(name: String, value: String)] = [("limit", String(request.limit))]
    query.append(("page", String(PageAssembly.number(of: request))))
    if !request.text.isEmpty { query.append(("q", request.text)) }
    return try get(account.base.path + "/transactions" + PercentEncoding.query(query))
  }

  /// An id or a reference as one segment; both resolve on the live service (G1).
  func readRequest(_ name: String) throws(ProviderError) -> HTTPRequest {
    guard let segment = PercentEncoding.segment(name) else {
      throw .notFound(ForeignText(name))
    }
    return try get("\(account.base.path)/transactions/\(segment)")
  }

  /// Reads carry no signature (S1).
  func get(_ path: String) throws(ProviderError) -> HTTPRequest {
    HTTPRequest(
      method: "GET", url: account.base.origin + path, headers: try commonHeaders())
  }

  /// The lower-case hexadecimal HMAC of timestamp, dot and body, under the secret as issued (S2).
  func signature(of sealed: borrowing SealedWrite) -> String {
    let message = Array("\(sealed.timestamp.seconds).".utf8) + sealed.body
    return HMACSHA256.hex(key: account.secret, message: message)
  }

  func writeRequest(
    _ sealed: borrowing SealedWrite, for write: PreparedWrite, signature: String
  ) throws(ProviderError) -> HTTPRequest {
    try account.check(write, accountHeader: accountHeader)
    guard sealed.body == write.body, let key = write.idempotencyKey else {
      throw .notPreparable("What was sealed is not what was prepared; nothing was sent.")
    }
    let headers: [(name: String, value: String)] = [
      ("Content-Type", "application/json"),
      ("X-NeroPay-Timestamp", String(sealed.timestamp.seconds)),
      ("X-NeroPay-Signature", signature),
      ("Idempotency-Key", key),
    ]
    return HTTPRequest(
      method: write.method, url: account.base.origin + write.path,
      headers: try commonHeaders() + headers, body: sealed.body)
  }

  private func commonHeaders() throws(ProviderError) -> [(name: String, value: String)] {
    var headers: [(name: String, value: String)] = [
      ("Authorization", "Bearer \(try account.credential())"),
      ("Accept", "application/json"),
    ]
    if let accountHeader { headers.append(("NeroPay-Account", accountHeader)) }
    return headers
  }
}
