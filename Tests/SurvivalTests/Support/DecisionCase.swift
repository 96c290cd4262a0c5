import Payments

/// A decision on a seeded payment of each provider.
struct DecisionCase: Sendable, Hashable, CustomStringConvertible {
  let kind: IntentKind
  let account: String
  let id: String
  let paidMinor: Int64
  /// Whether the provider can tell later that it happened: NeroPay by the same key, AIIC Pay by our tag.
  let canBeProven: Bool

  /// The amount of every refund here.
  static let refundMinor: Int64 = 500
  /// The amount of the refund that follows.
  static let furtherMinor: Int64 = 100

  static let nero = DecisionCase(
    kind: .refund, account: "uk-store", id: "6636598", paidMinor: 1599, canBeProven: true)
  static let cancel = DecisionCase(
    kind: .cancel, account: "uk-store", id: "6636599", paidMinor: 999, canBeProven: true)
  static let nectar = DecisionCase(
    kind: .refund, account: "ng-store", id: "Fa5JliRhi6vblnEHY", paidMinor: 5000,
    canBeProven: false)
  static let aiic = DecisionCase(
    kind: .refund, account: "nz-store", id: "txn_abc123", paidMinor: 2500, canBeProven: true)

  static let all = [nero, cancel, nectar, aiic]

  var description: String { "\(kind.rawValue) at \(account)" }

  /// The payment as commands name it.
  var payment: String { "\(account)/\(id)" }

  /// What it moves, in minor units.
  var amountMinor: Int64 { kind == .refund ? Self.refundMinor : paidMinor }

  /// The command that decides it.
  var arguments: [String] {
    switch kind {
    case .refund: ["refund", payment, "--amount", "5.00", "--yes", "--json"]
    case .cancel: ["cancel", payment, "--yes", "--json"]
    }
  }

  /// The command that decides once more on the same payment: another amount, or the cancel again.
  var furtherArguments: [String] {
    switch kind {
    case .refund: ["refund", payment, "--amount", "1.00", "--another", "--yes", "--json"]
    case .cancel: arguments
    }
  }
}
