/// One fixed row before its time is known.
struct RowSketch {
  let id: String
  let reference: String
  let status: String
  let minor: Int64
  let currency: SandboxCurrency
  var entry: SandboxPayment.Entry = .payment
  var pastRefunds: [Int64] = []
}

/// Dates the rows that every world of a provider has, whatever its seed, within the last days.
struct Showcase {
  let provider: SandboxProvider
  let words: StatusWords
  var customer = "ada.obi@example.com"
  var details = ""
  /// The id of a payment's refund of that number.
  let refundID: (SandboxPayment, Int) -> String
  /// The id of the row that records it; nil where refunds have no rows.
  let refundRowID: (SandboxPayment, Int) -> String?

  /// The rows of sketches, the first the newest.
  func rows(_ sketches: [RowSketch], now: WireTime) -> [SandboxPayment] {
    sketches.enumerated().flatMap { index, sketch in
      let minutes = Int64(95 + 71 * index)
      return rows(sketch, created: now.adding(micros: -minutes * 60 * 1_000_000))
    }
  }

  private func rows(_ sketch: RowSketch, created: WireTime) -> [SandboxPayment] {
    var payment = SandboxPayment(
      provider: provider, id: sketch.id, reference: sketch.reference, entry: sketch.entry,
      amountMinor: sketch.minor, currency: sketch.currency, created: created,
      status: sketch.status, customer: customer, details: details)
    var rows: [SandboxPayment] = []
    for (index, minor) in sketch.pastRefunds.enumerated() {
      let time = created.adding(micros: Int64(index + 1) * 600 * 1_000_000)
      let row = refundRow(of: payment, number: index + 1, minor: minor, created: time)
      payment.addPastRefund(
        SandboxRefund(
          id: refundID(payment, index + 1), rowID: row?.id, amountMinor: minor, created: time,
          state: .completed), words)
      if let row { rows.append(row) }
    }
    return [payment] + rows
  }

  private func refundRow(
    of payment: SandboxPayment, number: Int, minor: Int64, created: WireTime
  ) -> SandboxPayment? {
    refundRowID(payment, number).map { id in
      SandboxPayment(
        provider: payment.provider, id: id, reference: payment.reference,
        entry: .refund(of: payment.id, refundID: refundID(payment, number)),
        amountMinor: minor, currency: payment.currency, created: created, status: words.paid,
        customer: payment.customer, details: "Refund")
    }
  }
}
