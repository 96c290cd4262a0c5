/// Rows that every world has, whatever its seed: those of the providers' documents, each currency,
/// each status, and text that breaks a careless screen.
enum Showcase {
  /// One row before its time is known.
  private struct Sketch {
    let id: String
    let reference: String
    let status: String
    let minor: Int64
    let currency: SandboxCurrency
    var entry: SandboxPayment.Entry = .payment
    var pastRefunds: [Int64] = []
  }

  /// The rows of one provider; all but the documents' own are dated within the last days.
  static func payments(_ provider: SandboxProvider, now: WireTime) -> [SandboxPayment] {
    switch provider {
    case .neropay: neropayDocumented + dated(neropay, .neropay, now: now)
    case .nectar: [nectarDocumented] + dated(nectar, .nectar, now: now)
    case .aiic: [aiicDocumented] + dated(aiic, .aiic, now: now)
    }
  }

  // MARK: From the documents

  private static let neropayDocumented = [
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

  /// The document gives a wall time without a zone; the sandbox's Nectar is one hour ahead of UTC.
  private static let nectarDocumented = SandboxPayment(
    provider: .nectar, id: "Fa5JliRhi6vblnEHY", reference: "TX187-BC6C-D61DC0D083FF",
    amountMinor: 5000, currency: .usd,
    created: WireTime(
      year: 2025, month: 5, day: 14, hour: 17, minute: 21, second: 20, micro: 728_393),
    status: "0", customer: "ada.obi@example.com")

  private static let aiicDocumented = SandboxPayment(
    provider: .aiic, id: "txn_abc123", reference: "Invoice 7", amountMinor: 2500, currency: .nzd,
    created: WireTime(year: 2025, month: 5, day: 4, hour: 9, minute: 42), status: "completed",
    customer: "acc_123", details: "Payment for services")

  // MARK: Made up

  private static let neropay: [Sketch] =
    [
      Sketch(
        id: "6636600", reference: "NP-JPY1003", status: "succeeded", minor: 1500, currency: .jpy),
      Sketch(
        id: "6636601", reference: "NP-BHD1004", status: "succeeded", minor: 12_345, currency: .bhd),
      Sketch(
        id: "6636602", reference: "NP-EUR1005", status: "succeeded", minor: 4200, currency: .eur,
        pastRefunds: [1000]),
      Sketch(
        id: "6636604", reference: "NP-USD1006", status: "succeeded", minor: 10_000, currency: .usd,
        pastRefunds: [10_000]),
      Sketch(
        id: "6636606", reference: "NP-NGN1007", status: "succeeded", minor: 2_500_050,
        currency: .ngn),
      Sketch(
        id: "6636614", reference: "注文-😀-1015", status: "succeeded", minor: 2000, currency: .gbp),
      Sketch(
        id: "6636615", reference: "طلب\u{202E}-1016", status: "succeeded", minor: 2100,
        currency: .gbp),
      Sketch(
        id: "6636616", reference: "\u{1B}[31mNP-ORDER1017\u{1B}[0m\u{7}", status: "succeeded",
        minor: 2200, currency: .gbp),
    ]
    + [
      "initiated", "cancelled", "failed", "Declined", "processing", "requires_payment_method",
      "under_review",
    ].enumerated().map { index, status in
      Sketch(
        id: "\(6_636_607 + index)", reference: "NP-ORDER10\(20 + index)", status: status,
        minor: 1200 + Int64(index), currency: .gbp)
    }

  private static let nectar: [Sketch] =
    (0...17).map(nectarStatus)
    + [
      Sketch(
        id: "Nq7wXcRk2dVtS099z", reference: "TX188-5A99-0000000000AA", status: "99", minor: 4099,
        currency: .usd),
      Sketch(
        id: "Nq7wXcRk2dVtNGN1z", reference: "TX189-4E47-0000000000AB", status: "0",
        minor: 7_500_025, currency: .ngn),
      Sketch(
        id: "Nq7wXcRk2dVtJPY1z", reference: "TX189-4A50-0000000000AB", status: "0", minor: 3800,
        currency: .jpy),
      Sketch(
        id: "Nq7wXcRk2dVtBHD1z", reference: "TX189-4248-0000000000AB", status: "3", minor: 9005,
        currency: .bhd),
      Sketch(
        id: "Nq7w_cRk-dVtEUR1z", reference: "TX189/45 55#0000000000AB", status: "0", minor: 1995,
        currency: .eur),
      Sketch(
        id: "Nq7wXcRk2dVtEMJ1z", reference: "فاتورة-🎁-\u{1B}[1m", status: "0", minor: 640,
        currency: .gbp),
    ]

  /// A payment with this status code; the codes of refunds come from refunds.
  private static func nectarStatus(_ code: Int) -> Sketch {
    let digits = twoDigits(code)
    let pastRefunds: [Int64] =
      switch code {
      case 6: [4006]
      case 11: [1000, 11]
      default: []
      }
    return Sketch(
      id: "Nq7wXcRk2dVtS0\(digits)z", reference: "TX188-5A\(digits)-0000000000AA",
      status: pastRefunds.isEmpty ? String(code) : "0", minor: Int64(4000 + code), currency: .usd,
      pastRefunds: pastRefunds)
  }

  private static let aiic: [Sketch] =
    ["pending", "processing", "failed", "cancelled"].enumerated().map { index, status in
      Sketch(
        id: "txn_show\(status)", reference: "Invoice 1\(index)", status: status,
        minor: 3100 + Int64(index), currency: .nzd)
    }
    + [
      Sketch(
        id: "txn_showjpy", reference: "Invoice 20", status: "completed", minor: 4200, currency: .jpy
      ),
      Sketch(
        id: "txn_showbhd", reference: "Invoice 21", status: "completed", minor: 7250, currency: .bhd
      ),
      Sketch(
        id: "txn_showpart", reference: "Invoice 22", status: "completed", minor: 9000,
        currency: .nzd, pastRefunds: [2500]),
      Sketch(
        id: "txn_showdebit", reference: "Payout 1", status: "completed", minor: 5000,
        currency: .nzd, entry: .debit),
      Sketch(
        id: "txn_showmove", reference: "Transfer 1", status: "completed", minor: 6000,
        currency: .nzd, entry: .transfer),
      Sketch(
        id: "txn_showtext", reference: "請求書 №7 \"q\" \u{202E}x", status: "completed", minor: 4800,
        currency: .nzd),
    ]

  // MARK: Dating

  private static func dated(
    _ sketches: [Sketch], _ provider: SandboxProvider, now: WireTime
  ) -> [SandboxPayment] {
    sketches.enumerated().flatMap { index, sketch in
      let minutes = Int64(95 + 71 * index)
      return rows(sketch, provider, created: now.adding(micros: -minutes * 60 * 1_000_000))
    }
  }

  private static func rows(
    _ sketch: Sketch, _ provider: SandboxProvider, created: WireTime
  ) -> [SandboxPayment] {
    var payment = SandboxPayment(
      provider: provider, id: sketch.id, reference: sketch.reference, entry: sketch.entry,
      amountMinor: sketch.minor, currency: sketch.currency, created: created,
      status: sketch.status, customer: provider == .aiic ? "acc_123" : "ada.obi@example.com",
      details: provider == .aiic ? "Payment for services" : "")
    var rows: [SandboxPayment] = []
    for (index, minor) in sketch.pastRefunds.enumerated() {
      let time = created.adding(micros: Int64(index + 1) * 600 * 1_000_000)
      let row = refundRow(of: payment, number: index + 1, minor: minor, created: time)
      payment.addPastRefund(
        SandboxRefund(
          id: refundID(of: payment, number: index + 1), rowID: row?.id, amountMinor: minor,
          created: time, state: .completed))
      if let row { rows.append(row) }
    }
    return [payment] + rows
  }

  private static func refundRow(
    of payment: SandboxPayment, number: Int, minor: Int64, created: WireTime
  ) -> SandboxPayment? {
    let id: String
    switch payment.provider {
    case .neropay: id = String((Int(payment.id) ?? 0) + number)
    case .nectar: return nil
    case .aiic: id = refundID(of: payment, number: number)
    }
    return SandboxPayment(
      provider: payment.provider, id: id, reference: payment.reference,
      entry: .refund(of: payment.id, refundID: refundID(of: payment, number: number)),
      amountMinor: minor, currency: payment.currency, created: created,
      status: payment.provider.ordinaryPaidStatus, customer: payment.customer, details: "Refund")
  }

  private static func refundID(of payment: SandboxPayment, number: Int) -> String {
    switch payment.provider {
    case .neropay: "rf_nero_\(payment.id)_\(number)"
    case .nectar: "\(payment.id.prefix(11))_RF\(number)\(payment.id.suffix(3))"
    case .aiic: "ref_\(payment.id.dropFirst(4))\(number)"
    }
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
