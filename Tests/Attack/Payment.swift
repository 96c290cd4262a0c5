/// One way to move money at one of the providers.
package enum Wire: String, Sendable, CaseIterable {
  case neropayRefund = "NeroPay refund"
  case nectarRefund = "Nectar refund"
  case aiicRefund = "AIIC refund"
  case neropayCancel = "NeroPay cancel"

  /// The word for the provider in the configuration.
  var provider: String {
    switch self {
    case .neropayRefund, .neropayCancel: "neropay"
    case .nectarRefund: "nectar"
    case .aiicRefund: "aiic"
    }
  }

  /// Whether the provider knows a request again by its key.
  var isKeyed: Bool { self == .neropayRefund || self == .neropayCancel }

  /// Whether it is a cancel.
  var isCancel: Bool { self == .neropayCancel }
}

/// One payment of 15.99 GBP of which 5.00 are refunded; a payment to be cancelled is pending.
struct Payment: Sendable {
  /// Which of them, from 0.
  let number: Int
  let wire: Wire

  /// The provider's id of it.
  var id: String {
    switch wire {
    case .neropayRefund, .neropayCancel: String(100_000 + number)
    case .nectarRefund: "Nect\(100_000 + number)Ref"
    case .aiicRefund: "txn_\(100_000 + number)"
    }
  }

  /// The merchant's reference.
  var reference: String { "ORDER-\(100_000 + number)" }

  /// As it is named on the command line.
  var name: String { "store/\(id)" }

  /// The payment that an id names; `nil` for an id that none has.
  init?(id: String, wire: Wire, count: Int) {
    let digits = id.drop { !$0.isNumber }.prefix { $0.isNumber }
    guard let number = Int(digits), (100_000..<100_000 + count).contains(number) else {
      return nil
    }
    self.init(number: number - 100_000, wire: wire)
    guard self.id == id else { return nil }
  }

  init(number: Int, wire: Wire) {
    self.number = number
    self.wire = wire
  }
}
