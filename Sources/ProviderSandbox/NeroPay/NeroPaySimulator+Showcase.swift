extension NeroPaySimulator {
  /// Those of the documents, each currency, each status, and text that breaks a careless screen.
  package func showcase(now: WireTime) -> [SandboxPayment] {
    let dating = Showcase(
      provider: name, words: words,
      refundID: { "rf_nero_\($0.id)_\($1)" },
      refundRowID: { String((Int($0.id) ?? 0) + $1) })
    return Self.documented + dating.rows(Self.sketches, now: now)
  }

  private static let documented = [
    SandboxPayment(
      provider: .neropay, id: "6636598", reference: "NP-ORDER1001", amountMinor: 1599,
      currency: .gbp,
      created: WireTime(year: 2026, month: 4, day: 22, hour: 2, minute: 37, second: 11),
      status: "succeeded"),
    SandboxPayment(
      provider: .neropay, id: "6636599", reference: "NP-ORDER1002", amountMinor: 999,
      currency: .gbp,
      created: WireTime(year: 2026, month: 4, day: 22, hour: 3, minute: 10, second: 11),
      status: "pending"),
  ]

  private static let sketches: [RowSketch] =
    [
      RowSketch(
        id: "6636600", reference: "NP-JPY1003", status: "succeeded", minor: 1500, currency: .jpy),
      RowSketch(
        id: "6636601", reference: "NP-BHD1004", status: "succeeded", minor: 12_345, currency: .bhd),
      RowSketch(
        id: "6636602", reference: "NP-EUR1005", status: "succeeded", minor: 4200, currency: .eur,
        pastRefunds: [1000]),
      RowSketch(
        id: "6636604", reference: "NP-USD1006", status: "succeeded", minor: 10_000, currency: .usd,
        pastRefunds: [10_000]),
      RowSketch(
        id: "6636606", reference: "NP-NGN1007", status: "succeeded", minor: 2_500_050,
        currency: .ngn),
      RowSketch(
        id: "6636614", reference: "注文-😀-1015", status: "succeeded", minor: 2000, currency: .gbp),
      RowSketch(
        id: "6636615", reference: "طلب\u{202E}-1016", status: "succeeded", minor: 2100,
        currency: .gbp),
      RowSketch(
        id: "6636616", reference: "\u{1B}[31mNP-ORDER1017\u{1B}[0m\u{7}", status: "succeeded",
        minor: 2200, currency: .gbp),
    ]
    + [
      "initiated", "cancelled", "failed", "Declined", "processing", "requires_payment_method",
      "under_review",
    ].enumerated().map { index, status in
      RowSketch(
        id: "\(6_636_607 + index)", reference: "NP-ORDER10\(20 + index)", status: status,
        minor: 1200 + Int64(index), currency: .gbp)
    }
}
