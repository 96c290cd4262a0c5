import Payments
import TextSafety

extension AIICPay: CredentialCheck {
  var credentialName: String { account.credentialName }

  /// The user that the public key belongs to.
  func merchantWord() async throws(ProviderError) -> String? {
    do throws(ProviderError) {
      let reply = try await account.transport.read(
        post("/auth/test-auth", data: CanonicalJSON.object([:])))
      return try AIICReplies.success(reply).merchantWord("userId")
    } catch {
      guard error.isNoAnswer else { throw error }
      return nil
    }
  }

  /// Tries keys and clock with `{}`, then the order of names with a query of two fields, which `{}`
  /// cannot show (P3).
  func checkCredentials() async throws(ProviderError) -> CredentialReport {
    let reply = try await account.transport.read(
      post("/auth/test-auth", data: CanonicalJSON.object([:])))
    let root = try AIICReplies.success(reply)
    _ = try await query(AIICFilter(limit: 1))
    return CredentialReport(
      root, account: "userId", facts: [("Public key", "publicKey"), ("Message", "message")],
      of: reply)
  }
}
