import Payments
import SupportDesk

extension DeskContext {
  /// Understands a search text with the accounts and providers that there are.
  func parse(_ text: String, now: Instant) -> ParsedQuery {
    QueryParser.parse(
      text, now: now, zone: zone, accounts: accounts.map(\.name),
      providers: Set(accounts.map(\.identity.provider.rawValue)).sorted(), actor: actor)
  }

  /// The account of a payment, where it is configured.
  func account(of key: PaymentKey) -> DeskAccount? {
    accounts.first { $0.identity == key.account }
  }

  /// What agents of the account of a payment can tell customers.
  func customerWords(for key: PaymentKey) -> CustomerWords {
    account(of: key)?.customerWords ?? CustomerWords(refundDays: nil)
  }
}
