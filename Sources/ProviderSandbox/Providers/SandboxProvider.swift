/// One of the three simulated providers.
package enum SandboxProvider: String, Sendable, CaseIterable {
  /// NeroPay, API v2.
  case neropay
  /// Nectar, also called AKU or AkuPay.
  case nectar
  /// AIIC Pay.
  case aiic

  /// The path under which this provider answers: its base URL without the origin.
  package var basePath: String {
    switch self {
    case .neropay: "/neropay/v2"
    case .nectar: "/nectar"
    case .aiic: "/aiic/v1"
    }
  }
}

extension SandboxProvider {
  /// The provider's words for a payment that it would refund.
  var refundableStatuses: Set<String> {
    switch self {
    case .neropay: ["succeeded", "partial_refunded", "paid", "completed"]
    case .nectar: ["0", "2", "3", "11"]
    case .aiic: ["completed"]
    }
  }

  /// The provider's words for a payment that it would cancel; only NeroPay can.
  var cancellableStatuses: Set<String> {
    switch self {
    case .neropay: ["pending", "initiated"]
    case .nectar, .aiic: []
    }
  }

  /// What a payment's status becomes when money of it has gone back.
  ///
  /// AIIC Pay has no word for it: the original stays `completed`.
  func statusAfterRefund(leaving remainingMinor: Int64) -> String {
    switch self {
    case .neropay: remainingMinor == 0 ? "refunded" : "partial_refunded"
    case .nectar: remainingMinor == 0 ? "6" : "11"
    case .aiic: "completed"
    }
  }

  /// What a payment's status becomes when it is cancelled.
  var cancelledStatus: String {
    switch self {
    case .neropay, .aiic: "cancelled"
    case .nectar: "5"
    }
  }
}
