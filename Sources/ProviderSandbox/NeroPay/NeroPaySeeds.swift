/// NeroPay: seven digits and `NP-ORDER` references, ledger entries for refunds.
struct NeroPaySeeds: SeedRecipe {
  private static let newestID = 9_000_000
  private static let oldestOrder = 2000

  let count: Int

  var salt: UInt64 { 0x6E65_726F }
  var hasRefundRows: Bool { true }
  var statuses: [(weight: Int64, value: String)] {
    [
      (70, "succeeded"), (9, "pending"), (3, "initiated"), (5, "cancelled"), (6, "failed"),
      (2, "Declined"), (2, "processing"), (1, "requires_payment_method"), (1, "under_review"),
    ]
  }
  var currencies: [(weight: Int64, value: SandboxCurrency)] {
    [(60, .gbp), (20, .eur), (10, .usd), (4, .jpy), (3, .bhd), (3, .ngn)]
  }
  var entries: [(weight: Int64, value: SandboxPayment.Entry)] { [(1, .payment)] }

  func id(at index: Int) -> String { String(Self.newestID - index) }

  func index(ofID id: String) -> Int? { Int(id).map { Self.newestID - $0 } }

  func reference(at index: Int, prefix: String?) -> String {
    "\(prefix ?? "NP-ORDER")\(Self.oldestOrder + count - 1 - index)"
  }

  func index(ofReference reference: String) -> Int? {
    trailingNumber(reference).map { Self.oldestOrder + count - 1 - $0 }
  }

  func refundID(at index: Int, number: Int) -> String { "rf_nero_\(id(at: index))\(number)" }
}
