/// All rows of one provider, newest first: generated ones, those that every world has, and those
/// that were added or changed since.
package struct Shelf: Sendable {
  /// A row that is not generated, and where it stands among those that are.
  private struct Extra: Sendable {
    let id: String
    let created: WireTime
    let generatedBefore: Int
  }

  private let generated: GeneratedPayments?
  private var extras: [Extra] = []
  private var stored: [String: SandboxPayment] = [:]
  private var storedIDs: [String: String] = [:]

  init(_ generated: GeneratedPayments? = nil, extras: [SandboxPayment] = []) {
    self.generated = generated
    for payment in extras { add(payment) }
  }

  /// How many rows there are.
  package var count: Int { (generated?.count ?? 0) + extras.count }

  // MARK: One row

  /// The row with this id.
  package func payment(id: String) -> SandboxPayment? {
    if let payment = stored[id] { return sameBytes(payment.id, id) ? payment : nil }
    return generated?.payment(id: id)
  }

  /// The payment with this merchant's reference; never a row that records a refund.
  package func payment(reference: String) -> SandboxPayment? {
    if let id = storedIDs[reference], let payment = stored[id] {
      return sameBytes(payment.reference, reference) ? payment : nil
    }
    return generated?.payment(reference: reference).map { stored[$0.id] ?? $0 }
  }

  /// Puts back a row that was changed.
  mutating func replace(_ payment: SandboxPayment) {
    stored[payment.id] = payment
  }

  /// Adds a row.
  mutating func add(_ payment: SandboxPayment) {
    stored[payment.id] = payment
    switch payment.entry {
    case .payment, .debit, .transfer: storedIDs[payment.reference] = payment.id
    case .refund: break
    }
    let place = extras.firstIndex { $0.created <= payment.created } ?? extras.count
    extras.insert(
      Extra(
        id: payment.id, created: payment.created,
        generatedBefore: generated?.countNewer(than: payment.created) ?? 0),
      at: place)
  }

  // MARK: Many rows

  /// The row at a place, which must be below the count.
  package func row(at place: Int) -> SandboxPayment {
    var low = 0
    var high = extras.count
    while low < high {
      let middle = (low + high) / 2
      if extras[middle].generatedBefore + middle <= place {
        low = middle + 1
      } else {
        high = middle
      }
    }
    if low > 0, extras[low - 1].generatedBefore + low - 1 == place,
      let payment = stored[extras[low - 1].id]
    {
      return payment
    }
    guard let generated else { preconditionFailure("A place is below the count.") }
    let payment = generated.payment(at: place - low)
    return stored[payment.id] ?? payment
  }

  /// The places of the rows created within two times, both included; nil is open.
  package func places(from oldest: WireTime?, to newest: WireTime?) -> Range<Int> {
    let first = newest.map { countNewer(than: $0) } ?? 0
    let end = oldest.map { countNewer(than: $0.adding(micros: -1)) } ?? count
    return first..<max(first, end)
  }

  private func countNewer(than time: WireTime) -> Int {
    (generated?.countNewer(than: time) ?? 0)
      + (extras.firstIndex { $0.created <= time } ?? extras.count)
  }
}
