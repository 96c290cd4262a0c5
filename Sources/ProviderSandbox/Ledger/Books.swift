/// What the providers know: their rows, what they executed, and what is still to come.
///
/// A value, changed only under the ledger's lock, with no clock and no network of its own: the same
/// calls give the same books.
package struct Books: Sendable {
  private(set) var world: SandboxWorld
  /// What really moved, in the order it did.
  private(set) var effects: [SandboxEffect] = []
  private let words: [SandboxProvider: StatusWords]
  private var answered: [SandboxProvider: [String: AnsweredWrite]] = [:]
  /// AIIC Pay: every nonce that was ever accepted.
  var spentNonces: Set<String> = []
  private var delayed: [Delayed] = []
  private var lastNumber = 0

  init(world: SandboxWorld, of providers: SimulatedProviders) {
    self.world = world
    words = Dictionary(uniqueKeysWithValues: providers.all.map { ($0.name, $0.words) })
  }

  /// A provider's words for what becomes of a payment.
  private func words(_ provider: SandboxProvider) -> StatusWords {
    guard let words = words[provider] else {
      preconditionFailure("No provider of the name \(provider.rawValue) is simulated here.")
    }
    return words
  }

  /// The rows of a provider.
  package func shelf(_ provider: SandboxProvider) -> Shelf { world[provider] }

  /// A number that no earlier call returned, for ids of new refunds.
  package mutating func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  /// What a provider answered under an idempotency key; nil for a key that is new.
  package func answer(under key: String, of provider: SandboxProvider) -> AnsweredWrite? {
    answered[provider]?[key]
  }

  /// Keeps what a provider answered under an idempotency key.
  package mutating func remember(
    _ answer: AnsweredWrite, under key: String, of provider: SandboxProvider
  ) {
    answered[provider, default: [:]][key] = answer
  }

  // MARK: Moving money

  /// Executes a refund, or says why not; the only place where money goes back.
  @discardableResult
  package mutating func refund(_ order: RefundOrder) throws(WriteRefusal) -> SandboxPayment {
    guard var payment = world[order.provider].payment(id: order.paymentID) else {
      throw .unknownPayment
    }
    guard case .payment = payment.entry else { throw .notAPayment }
    guard words(order.provider).refundable.contains(payment.status) else {
      throw .wrongStatus(payment.status)
    }
    guard order.amountMinor > 0 else { throw .notPositive }
    guard order.amountMinor <= payment.remainingMinor else {
      throw .exceedsRemaining(payment.remainingMinor)
    }
    let isFinal = order.polls == 0
    payment.refunds.append(
      SandboxRefund(
        id: order.refundID, rowID: order.rowID, amountMinor: order.amountMinor, created: order.time,
        state: isFinal ? .completed : .pending, pollsLeft: order.polls))
    payment.settleStatus(words(order.provider))
    world[order.provider].replace(payment)
    if let rowID = order.rowID { world[order.provider].add(refundRow(rowID, order, payment)) }
    record(
      .refund, of: payment, amountMinor: order.amountMinor, key: order.key,
      refundID: order.refundID, at: order.time, state: isFinal ? .done : .pending)
    return payment
  }

  /// Executes a cancel, or says why not.
  @discardableResult
  package mutating func cancel(
    _ provider: SandboxProvider, paymentID: String, key: String, at time: WireTime
  ) throws(WriteRefusal) -> SandboxPayment {
    guard var payment = world[provider].payment(id: paymentID) else { throw .unknownPayment }
    guard case .payment = payment.entry else { throw .notAPayment }
    guard words(provider).cancellable.contains(payment.status) else {
      throw .wrongStatus(payment.status)
    }
    payment.status = words(provider).cancelled
    payment.statusUnrefunded = payment.status
    world[provider].replace(payment)
    record(
      .cancel, of: payment, amountMinor: payment.amountMinor, key: key, refundID: nil, at: time,
      state: .done)
    return payment
  }

  /// Changes a payment's status as if it had happened at the provider: paid meanwhile, disputed.
  mutating func setStatus(
    _ status: String, of paymentID: String, _ provider: SandboxProvider
  ) -> SandboxPayment? {
    guard var payment = world[provider].payment(id: paymentID) else { return nil }
    payment.status = status
    payment.statusUnrefunded = status
    world[provider].replace(payment)
    return payment
  }

  /// Adds the row of a refund that failed at once, as a provider lists it that will try again.
  mutating func listFailedRefund(
    of paymentID: String, _ provider: SandboxProvider, amountMinor: Int64, details: String,
    at time: WireTime
  ) {
    guard let payment = world[provider].payment(id: paymentID) else { return }
    let number = nextNumber()
    world[provider].add(
      SandboxPayment(
        provider: provider, id: "failed_\(number)", reference: payment.reference,
        entry: .refund(of: payment.id, refundID: "failed_\(number)"), amountMinor: amountMinor,
        currency: payment.currency, created: time, status: "failed", customer: payment.customer,
        details: details))
  }

  // MARK: What becomes of a refund

  /// Counts that a refund's row was shown; a pending one completes after enough showings.
  package mutating func noteShown(_ row: SandboxPayment) -> SandboxPayment {
    guard case .refund(let paymentID, let refundID) = row.entry,
      var payment = world[row.provider].payment(id: paymentID),
      let index = payment.refunds.firstIndex(where: { $0.id == refundID }),
      payment.refunds[index].state == .pending
    else { return row }
    payment.refunds[index].pollsLeft -= 1
    let isFinal = payment.refunds[index].pollsLeft <= 0
    world[row.provider].replace(payment)
    if isFinal { settle(refundID, of: paymentID, row.provider, as: .completed) }
    return world[row.provider].payment(id: row.id) ?? row
  }

  private mutating func settle(
    _ refundID: String, of paymentID: String, _ provider: SandboxProvider,
    as state: SandboxRefund.State
  ) {
    guard var payment = world[provider].payment(id: paymentID),
      let index = payment.refunds.firstIndex(where: { $0.id == refundID }),
      payment.refunds[index].state != .failed
    else { return }
    payment.refunds[index].state = state
    payment.settleStatus(words(provider))
    world[provider].replace(payment)
    if let rowID = payment.refunds[index].rowID, var row = world[provider].payment(id: rowID) {
      row.status = state == .failed ? "failed" : words(provider).paid
      world[provider].replace(row)
    }
    if let effect = effects.firstIndex(where: {
      $0.provider == provider && $0.refundID == refundID
    }) {
      effects[effect].state = state == .failed ? .reversed : .done
    }
  }

  // MARK: Later events

  mutating func delay(_ event: Delayed) { delayed.append(event) }

  /// Lets a refund that looks final fail after so many more reads.
  package mutating func delayFailure(
    of refundID: String, paymentID: String, _ provider: SandboxProvider, reads: Int
  ) {
    delay(
      Delayed(
        event: .failure(paymentID: paymentID, refundID: refundID), provider: provider,
        trigger: .readsLeft(reads)))
  }

  /// Counts an answered read of a provider.
  mutating func countRead(_ provider: SandboxProvider) {
    for index in delayed.indices where delayed[index].provider == provider {
      if case .readsLeft(let left) = delayed[index].trigger {
        delayed[index].trigger = .readsLeft(left - 1)
      }
    }
  }

  /// Performs the failures that are due, and hands out the late requests that are.
  mutating func takeDue(now: WireTime) -> [Call] {
    let due = delayed.filter { $0.isDue(now: now) }
    delayed.removeAll { $0.isDue(now: now) }
    return due.compactMap { item in
      switch item.event {
      case .call(var call):
        call.now = now
        return call
      case .failure(let paymentID, let refundID):
        settle(refundID, of: paymentID, item.provider, as: .failed)
        return nil
      }
    }
  }

  // MARK: Records

  private mutating func record(
    _ kind: SandboxEffect.Kind, of payment: SandboxPayment, amountMinor: Int64, key: String,
    refundID: String?, at time: WireTime, state: SandboxEffect.State
  ) {
    effects.append(
      SandboxEffect(
        sequence: effects.count + 1, provider: payment.provider, paymentID: payment.id, kind: kind,
        amountMinor: amountMinor, currency: payment.currency.rawValue, key: key,
        refundID: refundID, timeMilliseconds: time.micros / 1000, state: state))
  }

  private func refundRow(
    _ rowID: String, _ order: RefundOrder, _ payment: SandboxPayment
  ) -> SandboxPayment {
    SandboxPayment(
      provider: order.provider, id: rowID, reference: payment.reference,
      entry: .refund(of: payment.id, refundID: order.refundID), amountMinor: order.amountMinor,
      currency: payment.currency, created: order.time,
      status: order.polls == 0 ? words(order.provider).paid : "pending",
      customer: payment.customer, details: order.details)
  }
}

extension Delayed {
  fileprivate func isDue(now: WireTime) -> Bool {
    switch trigger {
    case .readsLeft(let left): left <= 0
    case .at(let time): time <= now
    }
  }
}

/// A refund that a provider was asked for, in its own terms.
package struct RefundOrder: Sendable {
  let provider: SandboxProvider
  let paymentID: String
  let amountMinor: Int64
  /// The idempotency key or nonce it came with.
  let key: String
  let refundID: String
  /// The id of the row that will record it, for providers that have such rows.
  let rowID: String?
  /// Free text for that row.
  let details: String
  /// How often it is shown as pending before it completes; 0 is at once.
  let polls: Int
  let time: WireTime

  /// Makes an order.
  ///
  /// - Parameters:
  ///   - key: The idempotency key or nonce it came with.
  ///   - rowID: The id of the row that will record it; nil where refunds have no rows.
  ///   - details: Free text for that row.
  ///   - polls: How often it is shown as pending before it completes; 0 is at once.
  package init(
    provider: SandboxProvider, paymentID: String, amountMinor: Int64, key: String,
    refundID: String, rowID: String?, details: String, polls: Int, time: WireTime
  ) {
    self.provider = provider
    self.paymentID = paymentID
    self.amountMinor = amountMinor
    self.key = key
    self.refundID = refundID
    self.rowID = rowID
    self.details = details
    self.polls = polls
    self.time = time
  }
}

/// Why a provider will not do it.
package enum WriteRefusal: Error, Equatable {
  /// There is no such payment.
  case unknownPayment
  /// A refund, a payout, a transfer.
  case notAPayment
  /// Its status does not allow it.
  case wrongStatus(String)
  /// Nothing, or less.
  case notPositive
  /// More than is left.
  case exceedsRemaining(Int64)
}
