public import Payments
import TilldeskCrypto

/// The name under which a provider remembers a write, so that the same one again is done once.
///
/// Which of the two it is has to be said: a key that is made anew each time protects against
/// nothing once the record of the first is lost.
public struct IdempotencyKey: Hashable, Sendable {
  /// The key as it is sent: 32 hexadecimal digits.
  public let text: String

  /// The key of a decision that has no name but its intent.
  public init(of intent: IntentID) { text = intent.text }

  /// The key of a decision that a token names: the same decision has it again, also when every
  /// record of the first was lost (I25).
  ///
  /// - Parameters:
  ///   - token: Names the decision.
  ///   - kind: Refund or cancel.
  ///   - payment: The payment; its id and provider count, not the label or key of the account.
  ///   - amount: The amount; for a cancel that of the payment.
  ///   - reason: The reason that goes to the provider.
  ///   - certainNoes: How many decisions of this name ended in a certain no of the provider: only
  ///     after one may there be another key (I6).
  public init(
    token: String, kind: IntentKind, payment: PaymentKey, amount: Money, reason: String,
    certainNoes: Int
  ) {
    let parts = [
      "tilldesk decision", payment.account.provider.rawValue, payment.id.raw, kind.rawValue,
      String(amount.minor), amount.currency.code, reason, token, String(certainNoes),
    ]
    // Each part with its length: no two decisions run together into the same text.
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    self.text = String(BLAKE2b.hex(Array(text.utf8)).prefix(32))
  }
}
