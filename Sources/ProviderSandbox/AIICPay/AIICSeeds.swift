/// AIIC Pay: `txn_…` ids, invoice numbers, four kinds of rows.
struct AIICSeeds: SeedRecipe {
  private static let oldestInvoice = 100

  private let ids: Scramble
  private let count: Int

  init(seed: UInt64, count: Int) {
    ids = Scramble(seed: seed ^ 0xA11C)
    self.count = count
  }

  var salt: UInt64 { 0x6169_6963 }
  var hasRefundRows: Bool { true }
  var statuses: [(weight: Int64, value: String)] {
    [(76, "completed"), (8, "pending"), (5, "processing"), (7, "failed"), (4, "cancelled")]
  }
  var currencies: [(weight: Int64, value: SandboxCurrency)] {
    [(74, .nzd), (14, .usd), (4, .gbp), (4, .jpy), (2, .bhd), (2, .eur)]
  }
  var entries: [(weight: Int64, value: SandboxPayment.Entry)] {
    [(84, .payment), (9, .debit), (7, .transfer)]
  }

  func id(at index: Int) -> String { "txn_" + String(ids.number(of: index), radix: 36) }

  func index(ofID id: String) -> Int? {
    guard id.hasPrefix("txn_") else { return nil }
    return UInt64(id.dropFirst(4), radix: 36).map(ids.index(of:))
  }

  func reference(at index: Int, prefix: String?) -> String {
    "\(prefix ?? "Invoice ")\(Self.oldestInvoice + count - 1 - index)"
  }

  func index(ofReference reference: String) -> Int? {
    trailingNumber(reference).map { Self.oldestInvoice + count - 1 - $0 }
  }

  func refundID(at index: Int, number: Int) -> String {
    "ref_" + String(ids.number(of: index) ^ UInt64(number), radix: 36)
  }
}
