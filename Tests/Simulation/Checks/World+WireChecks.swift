import Journal
import Payments
import ProviderClient
import SeededRandom

// What is checked when a request leaves, is carried out, and is answered.

extension World {
  /// I1, I2, I8, I10 and the rules of replaying, when a write leaves its process.
  ///
  /// - Returns: The decision that the write belongs to; `nil` when the record knows none.
  func watchDeparture(of exchange: Exchange) -> IntentID? {
    do {
      guard let payment = payment(of: exchange), let process = processes[exchange.process] else {
        fail(.unrecordedSend, "\(exchange.words) is about no payment")
        return nil
      }
      let key = key(of: payment)
      // By its events: a row can be given to another payment after its attempt became durable.
      let decided = Set(try observer.timeline(for: key).compactMap(\.intent))
      let open = try decided.compactMap(observer.intent).sorted { $0.created < $1.created }.filter {
        $0.state == .sending || $0.state == .unknown
      }
      for intent in open {
        guard let attempt = try observer.attempts(of: intent.id).last, attempt.answer == nil,
          attempt.process == process.lock.name
        else { continue }
        if hasUnnoticedEdit(key, before: attempt.begun.event) {
          fail(.edited, "\(short(intent.id)) goes out")
        }
        if watch.isSetBack { fail(.setBack, "\(short(intent.id)) goes out") }
        try checkBytes(exchange, intent)
        checkReplay(intent.id, attempt: attempt.number, exchange)
        checkFreshness(intent.id, payment, exchange)
        checkAlone(intent.id, payment, exchange)
        return intent.id
      }
      fail(.unrecordedSend, "\(exchange.words) has no attempt on record")
    } catch {
      fail(.opens, "the record cannot be read: \(error)")
    }
    return nil
  }

  /// I2: the bytes and the key are those that were stored; the signed envelope holds them whole.
  private func checkBytes(_ exchange: Exchange, _ intent: Intent) throws {
    guard let stored = try observer.write(of: intent.id) else {
      return fail(.otherBytes, "\(short(intent.id)) has no stored request")
    }
    let request = exchange.request
    let isWhole =
      exchange.provider == .signed
      ? WireText.place(of: stored.body, in: request.body) != nil : stored.body == request.body
    let key = request.headers.first { $0.name == "Idempotency-Key" }?.value
    guard isWhole, key == stored.idempotencyKey, request.url == stored.origin + stored.path,
      request.method == stored.method
    else { return fail(.otherBytes, "\(short(intent.id)) goes out otherwise than it was stored") }
  }

  /// §5: only keyed writes go out again, at most three times, not before 10 s, within the window.
  private func checkReplay(_ id: IntentID, attempt: Int, _ exchange: Exchange) {
    var writes = watch.writes[id] ?? Watch.Writes()
    if writes.connected.isEmpty { writes.firstDeparture = time }
    let numbered = NumberedAttempt(record: watch.recordNumber, number: attempt)
    let isReplay = writes.connected[numbered] == nil && !writes.connected.isEmpty
    watch.count(isReplay ? .replayed : .sent)
    if isReplay {
      let age = time - writes.firstDeparture
      let pause = time - (writes.lastReply ?? writes.lastDeparture)
      if exchange.provider != .keyed {
        fail(.replayed, "\(short(id)) goes out again to a provider without keys")
      } else if attempt > 4 {
        fail(.replayed, "\(short(id)) goes out for the \(attempt). time")
      } else if age > scene.replayWindow + Scene.minute {
        fail(.replayed, "\(short(id)) goes out again after \(age) ms")
      } else if pause < 10_000 {
        fail(.replayed, "\(short(id)) goes out again after \(pause) ms only")
      }
    }
    writes.connected[numbered, default: 0] += 0
    writes.last = numbered
    writes.lastDeparture = time
    writes.lastBoot = clocks.bootNumber
    writes.lastReply = nil
    watch.writes[id] = writes
  }

  /// I24: what the provider said last is no older than a read may be, its slowest way back included.
  private func checkFreshness(_ id: IntentID, _ payment: Int, _ exchange: Exchange) {
    let reader = Watch.Reader(process: exchange.process, payment: payment)
    guard let read = watch.delivered[reader] else {
      return fail(.stale, "\(short(id)) goes out and its payment was never read")
    }
    let age = time - read.served
    if age > Self.oldestRead { fail(.stale, "\(short(id)) goes out on a read of \(age) ms ago") }
  }

  /// 20 s, and a second for the way of the answer and of the request.
  private static let oldestRead: Int64 = 22_000

  /// I3 on the wire.
  private func checkAlone(_ id: IntentID, _ payment: Int, _ exchange: Exchange) {
    let others = watch.flying.values.filter { $0.payment == payment && $0.intent != id }
    if !others.isEmpty {
      fail(.twoOpen, "\(short(id)) leaves while another decision on the payment is out")
    }
    watch.flying[exchange.number] = (exchange.process, payment, id)
  }

  /// I8: a connection stands, so bytes leave: once for an attempt.
  func watchConnection(of exchange: Exchange) {
    guard let id = exchange.intent, var writes = watch.writes[id], let attempt = writes.last else {
      return
    }
    writes.connected[attempt, default: 0] += 1
    watch.writes[id] = writes
    if writes.connected[attempt] ?? 0 > 1 {
      fail(.sentTwice, "\(short(id)), attempt \(attempt.number)")
    }
  }

  /// A write is answered, or given up.
  func watchReply(to exchange: Exchange) {
    guard let flight = watch.flying.removeValue(forKey: exchange.number) else { return }
    watch.writes[flight.intent]?.lastReply = time
  }

  /// The writes of a process that is gone: nobody waits for their answers any more.
  func watchEnd(of process: Int) {
    for (number, flight) in watch.flying where flight.process == process {
      watch.flying[number] = nil
      watch.writes[flight.intent]?.lastReply = time
    }
  }

  /// Remembers which truth a process was told, when the answer reaches it.
  func noteDelivery(of number: Int) {
    guard let (exchange, served) = watch.served.removeValue(forKey: number) else { return }
    var payments: [Int] = []
    if exchange.provider == .signed {
      // The rows of refunds tell of every payment of the account.
      if WireText.member("type", in: exchange.request.body) == "refund" {
        payments = books.payments.indices.filter { books.payments[$0].provider == .signed }
      }
    } else if let payment = payment(of: exchange) {
      payments = [payment]
    }
    for payment in payments {
      let reader = Watch.Reader(process: exchange.process, payment: payment)
      let last = watch.delivered[reader]
      // Two that arrive at once cannot be told apart: the older truth counts.
      let oldest = last?.time == time ? min(last?.served ?? served, served) : served
      watch.delivered[reader] = (time, oldest)
      watch.deliveries[reader, default: []].append((time, served))
    }
  }

  // MARK: - At the provider

  /// Lets a provider answer a request, and checks what it did.
  func serve(_ exchange: Exchange, _ mishap: WriteMishap?) -> WireAnswer {
    let count = books.movements.count
    let call = CounterCall(
      path: exchange.path, method: exchange.request.method, headers: exchange.request.headers,
      body: exchange.request.body, time: time, arrived: exchange.departed,
      isAuthorised: exchange.credential >= oldestCredentials[exchange.provider] ?? 0,
      intent: exchange.intent?.text, mishap: mishap)
    let answer =
      switch exchange.provider {
      case .keyed: keyed.answer(call, books: &books)
      case .naked: naked.answer(call, books: &books)
      case .signed: signed.answer(call, books: &books)
      }
    for movement in count..<books.movements.count { carriedOut(movement) }
    return answer
  }

  /// Something really happened: a decision of the record explains it, and it is the first time.
  func carriedOut(_ number: Int) {
    let movement = books.movements[number]
    let payment = books.payments[movement.payment]
    let verb = movement.isCancel ? "cancels" : "refunds \(payment.decimal(movement.amountMinor)) of"
    tell(
      "provider",
      "\(verb) \(payment.id)\(movement.isElsewhere ? " for somebody else" : "") \(movement.refundID)"
    )
    if movement.state == .pending { endPending(number) }
    if movement.state == .done, payment.provider == .signed, dice.chance(scene.lateFailures) {
      failLater(number, dice.span(Scene.minute, 9 * Scene.day))
    }
    if movement.isElsewhere { return watch.count(.refundedElsewhere) }
    guard let id = movement.intent.flatMap({ IntentID($0) }), let made = explained(id),
      made.key.id.raw.utf8.elementsEqual(payment.id.utf8),
      movement.isCancel || made.amountMinor == movement.amountMinor
    else { return fail(.unexplained, "\(payment.id): \(movement.refundID)") }
    for other in books.movements where other.number != number {
      guard let before = other.intent.flatMap({ IntentID($0) }) else { continue }
      let isSame = before == id
      // The same token names the same decision, in whatever record; unless somebody said that it is another.
      let isRepeat =
        made.token != nil && watch.decisions[before]?.token == made.token && !made.isAnother
      if isSame || isRepeat { fail(.movedTwice, "\(short(id)) on \(payment.id)") }
    }
  }

  /// The decision behind a request, where the record has it, or had it before another took its place.
  private func explained(_ id: IntentID) -> Decided? {
    let isOnRecord = (try? observer.intent(id)) != nil
    return isOnRecord || watch.missing.contains(id) ? watch.decisions[id] : nil
  }

  private func endPending(_ number: Int) {
    let fails = dice.chance(150)
    after(dice.span(2000, 6 * Scene.day)) { world in
      world.books.settle(number, as: fails ? .reversed : .done, at: world.time)
      let words = fails ? "failed" : "final"
      if fails { world.watch.count(.pendingFailed) }
      world.tell("provider", "\(world.books.movements[number].refundID) is \(words)")
      if !fails, world.dice.chance(world.scene.lateFailures) {
        world.failLater(number, world.dice.span(Scene.minute, 9 * Scene.day))
      }
    }
  }

  private func failLater(_ number: Int, _ delay: Int64) {
    after(delay) { world in
      world.books.settle(number, as: .reversed, at: world.time)
      world.watch.count(.failedLate)
      world.tell("provider", "\(world.books.movements[number].refundID) failed after all")
    }
  }

  // MARK: - Names

  /// The payment that a request names.
  func payment(of exchange: Exchange) -> Int? {
    switch exchange.provider {
    case .keyed, .naked:
      guard exchange.path.count >= 3 else { return nil }
      return books.payment(exchange.provider, named: exchange.path[2], scene.habits)
    case .signed:
      return WireText.member("originalTransactionId", in: exchange.request.body)
        .flatMap { books.payment(.signed, id: $0) }
    }
  }

  /// The one name of a payment in the record.
  func key(of payment: Int) -> PaymentKey {
    let truth = books.payments[payment]
    return PaymentKey(
      account: identities[truth.provider, default: .none], id: TransactionID(truth.id))
  }
}

extension AccountIdentity {
  /// The identity of no account.
  fileprivate static let none = AccountIdentity(
    provider: ProviderName(rawValue: ""), origin: "", merchant: "")
}
