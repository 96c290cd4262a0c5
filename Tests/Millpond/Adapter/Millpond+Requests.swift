import JSON
import Payments
package import ProviderClient
import TextSafety

extension Millpond {
  /// A call that reads (§2).
  func get(
    _ path: String, _ query: [(name: String, value: String)]
  ) throws(ProviderError) -> HTTPRequest {
    HTTPRequest(
      method: "GET",
      url: account.base.text + path + PercentEncoding.query([("branch", branch)] + query),
      headers: try headers())
  }

  /// A call that writes: the prepared form, as it was prepared.
  func post(
    _ sealed: borrowing SealedWrite, for write: PreparedWrite
  ) throws(ProviderError) -> HTTPRequest {
    try account.check(write)
    guard sealed.body == write.body else {
      throw .notPreparable("What was sealed is not what was prepared; nothing was sent.")
    }
    return HTTPRequest(
      method: write.method, url: account.base.origin + write.path,
      headers: try headers() + [("Content-Type", "application/x-www-form-urlencoded")],
      body: sealed.body)
  }

  private func headers() throws(ProviderError) -> [(name: String, value: String)] {
    [("Authorization", "Bearer \(try account.credential())"), ("Accept", "application/json")]
  }
}

extension Millpond: CredentialCheck {
  /// The name under which the key is on record.
  package var credentialName: String { account.credentialName }

  /// The branch says it all.
  package func merchantWord() async throws(ProviderError) -> String? { nil }

  /// Reads whose key it is.
  package func checkCredentials() async throws(ProviderError) -> CredentialReport {
    let reply = try await account.transport.read(try get("/holder", []))
    let root = try MillpondReplies.success(reply, asked: "holder")
    return CredentialReport(
      account: root["holder"]?.foreign, facts: [],
      clockSkewMilliseconds: HTTPDate.skewMilliseconds(of: reply))
  }
}
