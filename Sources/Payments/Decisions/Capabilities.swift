public import TextSafety

/// What a provider can do; panes ask this and never a provider's name.
public struct Capabilities: Hashable, Sendable, Codable {
  /// One ability.
  public enum Ability: String, Hashable, Sendable, Codable, CaseIterable {
    /// Lists transactions by page.
    case list
    /// Reads one transaction by its id or reference.
    case retrieve
    /// Refunds the whole amount.
    case refund
    /// Refunds a part.
    case partialRefund
    /// Cancels a payment that is not final.
    case cancel
    /// Names the remaining amount in its refund replies.
    case reportsRemaining
    /// Lists refunds, though without naming their payment.
    case listsRefunds
    /// Executes a repeated write with the same key once.
    case idempotentWrites
    /// Refuses writes whose signed time is far from its own.
    case signedTime
  }

  /// The abilities.
  public let abilities: Set<Ability>
  /// For each ability that is missing, why, and what to do instead; whole sentences.
  public let reasons: [Ability: String]

  /// How many business days a refund takes to reach the payer; `nil` where the provider does not say.
  public let refundDays: ClosedRange<Int>?

  /// Makes a set of abilities with reasons for what is missing.
  public init(
    _ abilities: Set<Ability>, reasons: [Ability: String], refundDays: ClosedRange<Int>? = nil
  ) {
    self.abilities = abilities
    self.reasons = reasons
    self.refundDays = refundDays
  }

  /// Whether an ability is there.
  public func has(_ ability: Ability) -> Bool { abilities.contains(ability) }

  /// Why an ability is missing.
  public func reason(for ability: Ability) -> SafeText {
    SafeText(sanitizing: reasons[ability] ?? "This provider has no such operation.")
  }
}
