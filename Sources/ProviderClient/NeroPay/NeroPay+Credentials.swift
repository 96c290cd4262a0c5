import JSON
import Payments
import TextSafety

extension NeroPay: CredentialCheck {
  var credentialName: String { account.credentialName }

  /// Whose key it is; a connected account is named by the configuration, which acts for it.
  func merchantWord() async throws(ProviderError) -> String? {
    guard accountHeader == nil else { return nil }
    do throws(ProviderError) {
      let reply = try await account.transport.read(try get("\(account.base.path)/account"))
      return try NeroPayReplies.success(reply, asked: "account")["data"]?
        .merchantWord("account_id")
    } catch {
      guard error.isNoAnswer else { throw error }
      return nil
    }
  }

  /// Reads the account that the key belongs to (S6).
  func checkCredentials() async throws(ProviderError) -> CredentialReport {
    let reply = try await account.transport.read(try get("\(account.base.path)/account"))
    let root = try NeroPayReplies.success(reply, asked: "account")
    guard let data = root["data"] else { throw .badReply("it has no account") }
    return CredentialReport(
      data, account: "account_id",
      facts: [("Name", "name"), ("Country", "country"), ("Status", "status")], of: reply)
  }
}
