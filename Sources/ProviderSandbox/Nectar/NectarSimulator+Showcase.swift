extension NectarSimulator {
  /// The one of the documents, each status, each currency, and text that breaks a careless screen.
  package func showcase(now: WireTime) -> [SandboxPayment] {
    let dating = Showcase(
      provider: name, words: words,
      refundID: { "\($0.id.prefix(11))_RF\($1)\($0.id.suffix(3))" }, refundRowID: { _, _ in nil })
    return [Self.documented] + dating.rows(Self.sketches, now: now)
  }

  /// The document gives a wall time without a zone; the sandbox's Nectar is one hour ahead of UTC.
  private static let documented = SandboxPayment(
    provider: .nectar, id: "Fa5JliRhi6vblnEHY", reference: "TX187-BC6C-D61DC0D083FF",
    amountMinor: 5000, currency: .usd,
    created: WireTime(
      year: 2025, month: 5, day: 14, hour: 17, minute: 21, second: 20, micro: 728_393),
    status: "0", customer: "ada.obi@example.com")

  private static let sketches: [RowSketch] =
    (0...17).map(nectarStatus)
    + [
      RowSketch(
        id: "Nq7wXcRk2dVtS099z", reference: "TX188-5A99-0000000000AA", status: "99", minor: 4099,
        currency: .usd),
      RowSketch(
        id: "Nq7wXcRk2dVtNGN1z", reference: "TX189-4E47-0000000000AB", status: "0",
        minor: 7_500_025, currency: .ngn),
      RowSketch(
        id: "Nq7wXcRk2dVtJPY1z", reference: "TX189-4A50-0000000000AB", status: "0", minor: 3800,
        currency: .jpy),
      RowSketch(
        id: "Nq7wXcRk2dVtBHD1z", reference: "TX189-4248-0000000000AB", status: "3", minor: 9005,
        currency: .bhd),
      RowSketch(
        id: "Nq7w_cRk-dVtEUR1z", reference: "TX189/45 55#0000000000AB", status: "0", minor: 1995,
        currency: .eur),
      RowSketch(
        id: "Nq7wXcRk2dVtEMJ1z", reference: "فاتورة-🎁-\u{1B}[1m", status: "0", minor: 640,
        currency: .gbp),
    ]

  /// A payment with this status code; the codes of refunds come from refunds.
  private static func nectarStatus(_ code: Int) -> RowSketch {
    let digits = twoDigits(code)
    let pastRefunds: [Int64] =
      switch code {
      case 6: [4006]
      case 11: [1000, 11]
      default: []
      }
    return RowSketch(
      id: "Nq7wXcRk2dVtS0\(digits)z", reference: "TX188-5A\(digits)-0000000000AA",
      status: pastRefunds.isEmpty ? String(code) : "0", minor: Int64(4000 + code), currency: .usd,
      pastRefunds: pastRefunds)
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
