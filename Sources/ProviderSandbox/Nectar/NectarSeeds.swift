/// Nectar: seventeen letters and digits, `TX187-…` references, refunds only inside the payment.
struct NectarSeeds: SeedRecipe {
  private let ids: Scramble
  private let references: Scramble

  init(seed: UInt64) {
    ids = Scramble(seed: seed ^ 0x4E31)
    references = Scramble(seed: seed ^ 0x4E32)
  }

  var salt: UInt64 { 0x6E65_6374 }
  var hasRefundRows: Bool { false }
  var statuses: [(weight: Int64, value: String)] {
    [(55, "0"), (7, "1"), (5, "2"), (8, "3"), (6, "4"), (3, "5"), (4, "6"), (6, "11")]
      + ["7", "8", "9", "10", "12", "13", "14", "15", "16", "17"].map { (1, $0) }
  }
  var currencies: [(weight: Int64, value: SandboxCurrency)] {
    [(62, .ngn), (22, .usd), (6, .gbp), (4, .eur), (3, .jpy), (3, .bhd)]
  }
  var entries: [(weight: Int64, value: SandboxPayment.Entry)] { [(1, .payment)] }

  func id(at index: Int) -> String {
    let number = ids.number(of: index)
    var tail = SeededStream(seed: number, index: 1)
    return Base62.text(number, width: Base62.fullWidth)
      + Base62.text(tail.next(), width: 6)
  }

  func index(ofID id: String) -> Int? {
    Base62.number(id.prefix(Base62.fullWidth)).map(ids.index(of:))
  }

  func reference(at index: Int, prefix: String?) -> String {
    let number = references.number(of: index)
    let hex = String(number, radix: 16, uppercase: true)
    let digits = String(repeating: "0", count: 16 - hex.count) + hex
    let head = prefix ?? "TX\(100 + number % 900)-"
    return "\(head)\(digits.prefix(4))-\(digits.suffix(12))"
  }

  func index(ofReference reference: String) -> Int? {
    let tail = reference.suffix(17)
    guard tail.count == 17 else { return nil }
    return UInt64(tail.prefix(4) + tail.suffix(12), radix: 16).map(references.index(of:))
  }

  func refundID(at index: Int, number: Int) -> String {
    var stream = SeededStream(seed: ids.number(of: index), index: 100 + number)
    return Base62.text(stream.next(), width: 11) + "_" + Base62.text(stream.next(), width: 4)
  }
}
