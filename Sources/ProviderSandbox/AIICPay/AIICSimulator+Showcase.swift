extension AIICSimulator {
  /// The one of the documents, each status, each kind of row, and text that breaks a careless screen.
  package func showcase(now: WireTime) -> [SandboxPayment] {
    let id: @Sendable (SandboxPayment, Int) -> String = { "ref_\($0.id.dropFirst(4))\($1)" }
    let dating = Showcase(
      provider: name, words: words, customer: "acc_123", details: "Payment for services",
      refundID: id, refundRowID: id)
    return [Self.documented] + dating.rows(Self.sketches, now: now)
  }

  private static let documented = SandboxPayment(
    provider: .aiic, id: "txn_abc123", reference: "Invoice 7", amountMinor: 2500, currency: .nzd,
    created: WireTime(year: 2025, month: 5, day: 4, hour: 9, minute: 42), status: "completed",
    customer: "acc_123", details: "Payment for services")

  private static let sketches: [RowSketch] =
    ["pending", "processing", "failed", "cancelled"].enumerated().map { index, status in
      RowSketch(
        id: "txn_show\(status)", reference: "Invoice 1\(index)", status: status,
        minor: 3100 + Int64(index), currency: .nzd)
    }
    + [
      RowSketch(
        id: "txn_showjpy", reference: "Invoice 20", status: "completed", minor: 4200, currency: .jpy
      ),
      RowSketch(
        id: "txn_showbhd", reference: "Invoice 21", status: "completed", minor: 7250, currency: .bhd
      ),
      RowSketch(
        id: "txn_showpart", reference: "Invoice 22", status: "completed", minor: 9000,
        currency: .nzd, pastRefunds: [2500]),
      RowSketch(
        id: "txn_showdebit", reference: "Payout 1", status: "completed", minor: 5000,
        currency: .nzd, entry: .debit),
      RowSketch(
        id: "txn_showmove", reference: "Transfer 1", status: "completed", minor: 6000,
        currency: .nzd, entry: .transfer),
      RowSketch(
        id: "txn_showtext", reference: "請求書 №7 \"q\" \u{202E}x", status: "completed", minor: 4800,
        currency: .nzd),
    ]
}
