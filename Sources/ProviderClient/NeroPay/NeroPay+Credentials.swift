import Payments
import TextSafety

extension NeroPay: CredentialCheck {
  /// Reads the account that the key belongs to (S6).
  func checkCredentials() async throws(ProviderError) -> CredentialReport {
    let reply = try await account.carrier.read(try get("\(account.base.path)/account"))
    let root = try NeroPayReplies.success(reply, asked: "account")
    guard let data = root["data"] else { throw .badReply("it has no account") }
    return CredentialReport(
      data, account: "account_id",
      facts: [("Name", "name"), ("Country", "country"), ("Status", "status")], of: reply)
  }
}
