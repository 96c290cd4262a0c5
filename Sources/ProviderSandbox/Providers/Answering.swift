/// A reply that ends the handling of a request early.
package struct Refused: Error {
  /// The reply.
  package let reply: WireReply

  /// Ends it with a reply.
  package init(reply: WireReply) { self.reply = reply }
}

extension Set<Twist> {
  /// The amount that a reply tells.
  package func amountMinor(_ minor: Int64, _ currency: SandboxCurrency) -> Int64 {
    if contains(.wrongAmount) { return minor + currency.unit }
    return contains(.lessAmount) ? minor - currency.unit : minor
  }

  /// The currency code that a reply tells.
  package func currencyCode(_ currency: SandboxCurrency) -> String {
    guard contains(.wrongCurrency) else { return currency.rawValue }
    return currency == .eur ? "USD" : "EUR"
  }

  /// The id that a reply tells; digits stay digits.
  package func id(_ id: String) -> String {
    guard contains(.wrongID) else { return id }
    return Int(id).map { String($0 + 1) } ?? id + "X"
  }

  /// The refund's id that a reply tells.
  package func refundID(_ id: String) -> String { contains(.sameRefundID) ? "rf_same" : id }

  /// The status word that a reply tells.
  package func status(_ status: String, unknown: String) -> String {
    contains(.unknownStatus) ? unknown : status
  }
}

/// A page of a list: which rows, counted from 0.
package struct RowPage: Sendable, Equatable {
  let number: Int
  let size: Int

  /// The page of a number, from 1, of so many rows.
  package init(number: Int, size: Int) {
    self.number = number
    self.size = size
  }

  /// The rows before the page.
  var skipped: Int { (number - 1) * size }
}

extension Shelf {
  /// The rows of a page among those within a range that match, and how many match in all.
  ///
  /// - Parameters:
  ///   - matches: Nil matches every row, and costs nothing.
  ///   - countsAll: Whether the total is wanted; without it, looking ends with the page.
  package func page(
    _ page: RowPage, in places: Range<Int>, matching matches: ((SandboxPayment) -> Bool)?,
    countsAll: Bool = true
  ) -> (rows: [SandboxPayment], total: Int) {
    guard let matches else {
      let start = min(places.lowerBound + page.skipped, places.upperBound)
      let end = min(start + page.size, places.upperBound)
      return ((start..<end).map { row(at: $0) }, places.count)
    }
    var rows: [SandboxPayment] = []
    var total = 0
    for place in places {
      if !countsAll, rows.count == page.size { break }
      let candidate = row(at: place)
      guard matches(candidate) else { continue }
      if total >= page.skipped, rows.count < page.size { rows.append(candidate) }
      total += 1
    }
    return (rows, total)
  }
}
