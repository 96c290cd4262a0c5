import Payments
import SupportDesk

extension DeskContext {
  /// Understands a search text with the accounts and providers that there are.
  func parse(_ text: String, now: Instant) -> ParsedQuery {
    QueryParser.parse(
      text, now: now, zone: zone, accounts: accounts.map(\.name),
      providers: Set(accounts.map(\.identity.provider.rawValue)).sorted(), actor: actor)
  }
}
