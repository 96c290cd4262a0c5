/// By what two refunds of different payments can be one claim of one customer (I28).
public struct ClaimNames: Hashable, Sendable {
  /// What two claims have in common.
  public enum Link: Hashable, Sendable {
    /// The ticket number.
    case ticket
    /// The merchant's reference.
    case reference
    /// The payer.
    case customer
  }

  /// The ticket number; empty for none.
  public var ticket: String
  /// The merchant's reference of the payment; empty for none.
  public var reference: String
  /// The payer as the provider names them; empty for none.
  public var customer: String

  /// Makes a set of names.
  public init(ticket: String = "", reference: String = "", customer: String = "") {
    self.ticket = ticket
    self.reference = reference
    self.customer = customer
  }

  /// What both have; `nil` where nothing is the same.
  ///
  /// Case, spaces and a `#` before a number are how people write, not what they mean.
  public func link(to other: ClaimNames) -> Link? {
    if Self.isSame(ticket, other.ticket) { return .ticket }
    if Self.isSame(reference, other.reference) { return .reference }
    return Self.isSame(customer, other.customer) ? .customer : nil
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    let name = plain(left)
    return !name.isEmpty && name == plain(right)
  }

  private static func plain(_ text: String) -> String {
    text.lowercased().filter { !$0.isWhitespace && $0 != "#" }
  }
}
