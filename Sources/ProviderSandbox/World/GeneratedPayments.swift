/// The generated rows of one provider, newest first, each made when it is asked for.
///
/// Nothing is stored: a row follows from the seed and its index, so a million rows cost nothing
/// until they are read. Their times never rise with the index, which makes date ranges a binary
/// search.
struct GeneratedPayments: Sendable {
  /// How far back the rows reach: about eighteen months.
  private static let spanMicros: UInt64 = 548 * 86_400 * 1_000_000
  /// One row in this many records the refund of the row after it.
  private static let refundRowEvery = 19

  let count: Int
  private let provider: any SimulatedProvider
  private let recipe: any SeedRecipe
  private let seed: UInt64
  private let now: WireTime

  /// Nil when none are wanted, and for a provider that makes none.
  init?(_ provider: any SimulatedProvider, seed: UInt64, count: Int, now: WireTime) {
    guard count > 0, let recipe = provider.recipe(seed: seed, count: count) else { return nil }
    self.count = count
    self.now = now
    self.provider = provider
    self.recipe = recipe
    self.seed = seed ^ recipe.salt
  }

  /// The row at an index, which must be below the count.
  func payment(at index: Int) -> SandboxPayment {
    isRefundRow(index) ? refundRow(at: index) : ownRow(at: index)
  }

  /// The row with this id.
  func payment(id: String) -> SandboxPayment? {
    guard let index = recipe.index(ofID: id), (0..<count).contains(index) else { return nil }
    let row = payment(at: index)
    return sameBytes(row.id, id) ? row : nil
  }

  /// The row with this merchant's reference; never a row that records a refund.
  func payment(reference: String) -> SandboxPayment? {
    guard let index = recipe.index(ofReference: reference), (0..<count).contains(index),
      !isRefundRow(index)
    else { return nil }
    let row = ownRow(at: index)
    return sameBytes(row.reference, reference) ? row : nil
  }

  /// When the row at an index was created.
  func created(at index: Int) -> WireTime {
    var stream = SeededStream(seed: seed ^ 0x7469_6D65, index: index)
    let near = offset(index)
    let room = max(1, offset(index + 1) - near)
    return now.adding(micros: -Int64(near) - stream.below(Int64(room)))
  }

  /// How many rows are newer than a time.
  func countNewer(than time: WireTime) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if created(at: middle) > time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Rows

  /// Time grows with the square of the index: the last days hold many rows, old months few.
  private func offset(_ index: Int) -> UInt64 {
    let part = UInt64(index) * UInt64(index)
    let product = Self.spanMicros.multipliedFullWidth(by: part)
    return (UInt64(count) * UInt64(count)).dividingFullWidth(product).quotient
  }

  private func isRefundRow(_ index: Int) -> Bool {
    recipe.hasRefundRows && index % Self.refundRowEvery == 7 && index + 1 < count
  }

  private func ownRow(at index: Int) -> SandboxPayment {
    var stream = SeededStream(seed: seed, index: index)
    let hasRefundRow = index > 0 && isRefundRow(index - 1)
    let drawn = stream.pick(weighted: recipe.statuses)
    let entry = stream.pick(weighted: recipe.entries)
    let currency = stream.pick(weighted: recipe.currencies)
    let isAwkward = stream.below(SeedTexts.awkwardEvery) == 0
    var payment = SandboxPayment(
      provider: provider.name, id: recipe.id(at: index),
      reference: recipe.reference(
        at: index, prefix: isAwkward ? stream.pick(SeedTexts.awkwardPrefixes) : nil),
      entry: hasRefundRow ? .payment : entry,
      amountMinor: amount(in: currency, &stream), currency: currency, created: created(at: index),
      status: hasRefundRow ? provider.words.paid : drawn,
      customer: stream.pick(isAwkward ? SeedTexts.awkwardCustomers : SeedTexts.customers),
      details: stream.pick(isAwkward ? SeedTexts.awkwardDetails : SeedTexts.details))
    addPastRefunds(to: &payment, at: index, hasRefundRow: hasRefundRow, &stream)
    return payment
  }

  private func addPastRefunds(
    to payment: inout SandboxPayment, at index: Int, hasRefundRow: Bool,
    _ stream: inout SeededStream
  ) {
    if hasRefundRow {
      let part = stream.below(3) == 0 ? payment.amountMinor : payment.amountMinor / 3
      payment.addPastRefund(
        SandboxRefund(
          id: recipe.refundID(at: index, number: 1), rowID: recipe.id(at: index - 1),
          amountMinor: part, created: created(at: index - 1), state: .completed), provider.words)
    } else if !recipe.hasRefundRows,
      [provider.words.refunded, provider.words.partlyRefunded].contains(payment.status)
    {
      let isWhole = payment.status == provider.words.refunded
      let parts = isWhole ? [1] : Array(1...Int(1 + stream.below(2)))
      let share = isWhole ? payment.amountMinor : payment.amountMinor / 4
      let age = now.micros - payment.created.micros
      for number in parts {
        payment.addPastRefund(
          SandboxRefund(
            id: recipe.refundID(at: index, number: number), rowID: nil, amountMinor: share,
            created: payment.created.adding(micros: age / 4 * Int64(number)), state: .completed),
          provider.words)
      }
    }
  }

  private func refundRow(at index: Int) -> SandboxPayment {
    let original = ownRow(at: index + 1)
    let refund = original.refunds.first
    return SandboxPayment(
      provider: provider.name, id: recipe.id(at: index), reference: original.reference,
      entry: .refund(of: original.id, refundID: refund?.id ?? ""),
      amountMinor: refund?.amountMinor ?? 0, currency: original.currency,
      created: created(at: index), status: provider.words.paid,
      customer: original.customer, details: "Refund")
  }

  private func amount(in currency: SandboxCurrency, _ stream: inout SeededStream) -> Int64 {
    let major: Int64 = stream.pick([4, 7, 9, 12, 15, 19, 25, 39, 50, 75, 120, 250, 480, 1250])
    switch currency {
    case .gbp, .eur, .usd, .nzd:
      return major * 100 + stream.pick([0, 0, 50, 95, 99, stream.below(100)])
    case .ngn: return major * 1500 * 100 + stream.pick([0, 0, 50 * 100, stream.below(100)])
    case .jpy: return major * 150 + stream.pick([0, 0, 80, stream.below(150)])
    case .bhd: return major * 1000 + stream.pick([0, 500, 750, stream.below(1000)])
    }
  }
}

/// Whether two texts are the same bytes; Swift's own comparison takes other spellings for equal.
func sameBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}
