/// What can still be refunded, and how that is known (`MoneySafety.md` §7).
public enum Remaining: Hashable, Sendable {
  /// The provider named it (a Nectar refund reply), less what we began since.
  case reported(Money)
  /// Our records, with which the provider's status agrees.
  case computed(Money)
  /// Our records; refunds made elsewhere cannot be ruled out.
  case atMost(Money)
  /// Not known; the bound is what our records would leave.
  case unknown(atMost: Money)

  /// The most that may be asked for.
  public var bound: Money {
    switch self {
    case .reported(let money), .computed(let money), .atMost(let money), .unknown(let money):
      money
    }
  }

  /// Whether the figure can be shown as a fact.
  public var isCertain: Bool {
    switch self {
    case .reported, .computed: true
    case .atMost, .unknown: false
    }
  }

  /// The word for its source, as JSON and the screen give it.
  public var sourceWord: String {
    switch self {
    case .reported: "reported"
    case .computed: "computed"
    case .atMost: "atMost"
    case .unknown: "unknown"
    }
  }
}
