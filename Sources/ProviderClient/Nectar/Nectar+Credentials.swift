import Payments
import TextSafety

extension Nectar: CredentialCheck {
  var credentialName: String { account.credentialName }

  /// Nectar has no call that tells whose key it is; the configuration names the merchant.
  func merchantWord() async throws(ProviderError) -> String? { nil }

  /// Asks for one row of the history, because there is no call for this.
  ///
  /// A 404 means that the account has no history: the key was not what was wrong.
  func checkCredentials() async throws(ProviderError) -> CredentialReport {
    let reply = try await account.transport.read(
      try historyRequest(SearchRequest(limit: 1), reference: nil))
    let hasHistory = reply.status != 404
    if hasHistory {
      _ = try NectarReplies.success(reply, asked: "history", account: account)
    }
    return CredentialReport(
      account: nil,
      facts: [.init(label: "Search", value: hasHistory ? "available" : "not available")],
      clockSkewMilliseconds: HTTPDate.skewMilliseconds(of: reply))
  }
}
