import Payments
import ProviderClient
import SeededRandom

extension World {
  /// How long a client waits for a first byte.
  private static let patience: Int64 = 30_000

  /// A request leaves a process; what will come of it is decided here.
  func depart(
    _ request: HTTPRequest, isWrite: Bool, process: Int,
    _ continuation: CheckedContinuation<HTTPReply, Never>
  ) {
    let started = wallTime
    guard let host = processes[process] else {
      return continuation.resume(returning: .gone(at: started))
    }
    exchangeCount += 1
    let number = exchangeCount
    let provider = ProviderClass(url: request.url)
    let wait = addWait(process) { ending in
      guard case .reply(let reply) = ending else {
        return continuation.resume(returning: .gone(at: started))
      }
      self.noteDelivery(of: number)
      continuation.resume(returning: reply)
    }
    var exchange = Exchange(
      number: number, process: process, provider: provider, request: request, wait: wait,
      departed: time, started: started,
      credential: host.account(provider)?.credentialNumber ?? 0, intent: nil)
    if isWrite {
      exchange.intent = watchDeparture(of: exchange)
      leave(exchange)
    } else {
      leave(exchange, readMishap(exchange.provider))
    }
    disturb(process)
  }

  /// A process makes a connection, and may stand still meanwhile.
  func connect(_ process: Int) async {
    disturb(process)
    _ = await sleep(latency(), process: process)
  }

  /// The moment between the last question and the first byte; a process may stand still in it as well.
  func handOver(_ process: Int) async {
    disturb(process)
    _ = await sleep(1, process: process)
  }

  /// What a write comes to that its gate kept back.
  func withheld(_ process: Int) -> HTTPReply {
    if processes[process] != nil { watch.count(.withheld) }
    return .withheld(started: wallTime, ended: wallTime)
  }

  /// What else may happen at the moment in which a request leaves.
  private func disturb(_ process: Int) {
    guard !isOver, time < scene.healed else { return }
    if dice.chance(scene.jumpAtCall) { jumpClock() }
    if dice.chance(scene.pauseAtCall) { pause(process) }
    if dice.chance(scene.crashAtCall) { crash(process, "while a request is out") }
  }

  // MARK: - Reads

  private func leave(_ exchange: Exchange, _ mishap: ReadMishap?) {
    if let mishap { tell(exchange.process, "\(exchange.words) [\(mishap.words)]") }
    switch mishap {
    case .noConnection: refuse(exchange)
    case .lost: breakOff(exchange, after: dice.between(20, 2000))
    case .silent: giveUp(exchange)
    case .error: reply(exchange, WireAnswer(status: 503, body: "<html>"), after: latency())
    case .busy: reply(exchange, busyAnswer(), after: latency())
    case nil, .malformed, .slow: arriveRead(exchange, mishap)
    }
  }

  private func arriveRead(_ exchange: Exchange, _ mishap: ReadMishap?) {
    after(mishap == .slow ? dice.between(2000, 20_000) : latency()) { world in
      var answer = world.serve(exchange, nil)
      if mishap == .malformed { answer.body = String(answer.body.dropLast(9)) }
      world.watch.served[exchange.number] = (exchange, world.time)
      world.reply(exchange, answer, after: world.latency())
    }
  }

  // MARK: - Writes

  private func leave(_ exchange: Exchange) {
    let isCancel = exchange.path.last == "cancel"
    let mishap = stagedMishap(exchange) ?? writeMishap(exchange.provider, isCancel: isCancel)
    tell(
      exchange.process,
      "\(exchange.words) for \(short(exchange.intent)) \(mishap.map { "[\($0.words)]" } ?? "")")
    if mishap != .noConnection { watchConnection(of: exchange) }
    send(exchange, mishap)
  }

  private func send(_ exchange: Exchange, _ mishap: WriteMishap?) {
    switch mishap {
    case .noConnection: refuse(exchange)
    case .lostBefore: breakOff(exchange, after: dice.between(20, 4000))
    case .silentBefore: giveUp(exchange)
    case .errorBefore:
      reply(exchange, WireAnswer(status: errorStatus(), body: "<html>"), after: latency())
    case .busy: reply(exchange, busyAnswer(), after: latency())
    case .redirect:
      reply(
        exchange, WireAnswer(status: 302, body: "", headers: ["location": "https://example.org"]),
        after: latency())
    case .foreignRefusal:
      reply(exchange, WireAnswer(status: 403, body: "<html>blocked</html>"), after: latency())
    case .refusal: reply(exchange, refusal(exchange.provider), after: latency())
    case .conflict:
      reply(exchange, keyed.failure(409, "idempotency_conflict"), after: latency())
    case .late:
      if dice.chance(500) { giveUp(exchange) } else { breakOff(exchange, after: latency()) }
      after(dice.span(1000, scene.longestDelay)) { world in
        world.watch.count(.executedLate)
        _ = world.serve(exchange, mishap)
      }
    case nil, .decline, .lostAfter, .silentAfter, .errorAfter, .malformed, .cutShort, .toldMore,
      .toldLess, .toldOtherID, .unknownWord, .foreignAfter, .busyAfter, .pending, .standing,
      .othersAnswer:
      after(latency()) { world in world.arrive(exchange, mishap) }
    }
  }

  /// A write is carried out, and its answer goes back, or does not.
  private func arrive(_ exchange: Exchange, _ mishap: WriteMishap?) {
    var answer = serve(exchange, mishap)
    switch mishap {
    case .lostAfter: return breakOff(exchange, after: latency())
    case .silentAfter: return giveUp(exchange)
    case .errorAfter: answer = WireAnswer(status: errorStatus(), body: "<html>")
    case .foreignAfter: answer = WireAnswer(status: 403, body: "<html>blocked</html>")
    case .busyAfter: answer = busyAnswer()
    case .malformed: answer.body = "{\"data\":" + answer.body.dropLast(20)
    case .cutShort:
      let piece = String(answer.body.prefix(answer.body.utf8.count * 2 / 3))
      return breakOff(
        exchange, after: latency(), WireAnswer(status: answer.status, body: piece))
    case nil, .noConnection, .lostBefore, .silentBefore, .errorBefore, .busy, .redirect,
      .foreignRefusal, .refusal, .conflict, .decline, .toldMore, .toldLess, .toldOtherID,
      .unknownWord, .late, .pending, .standing, .othersAnswer:
      break
    }
    reply(exchange, answer, after: latency())
  }

  /// What goes wrong with this write; nothing once all is healed.
  private func writeMishap(_ provider: ProviderClass, isCancel: Bool) -> WriteMishap? {
    if let until = outages[provider], time < until { return .noConnection }
    guard time < scene.healed, dice.chance(scene.writeMishaps) else { return nil }
    if let favourite = scene.favourite, dice.chance(400),
      WriteMishap.possible(provider, isCancel: isCancel).contains(favourite)
    {
      return favourite
    }
    // The worst of all is tried more often.
    if dice.chance(150) { return .late }
    return dice.pick(WriteMishap.possible(provider, isCancel: isCancel))
  }

  /// The moment for a client that takes the record as it stands: a payment with several refunds, one of them of the
  /// amount that is asked for.
  private func stagedMishap(_ exchange: Exchange) -> WriteMishap? {
    guard mutation == .takesStandingRecord, exchange.provider == .naked, time < scene.healed,
      let payment = payment(of: exchange)
    else { return nil }
    let token = WireText.member("refundAmount", in: exchange.request.body) ?? ""
    let minor = WireText.minor(token, exponent: books.payments[payment].exponent)
    let refunds = books.movements(of: payment)
    let alike = refunds.filter { $0.amountMinor == minor }
    return refunds.count > 1 && alike.count == 1 ? .standing : nil
  }

  private func readMishap(_ provider: ProviderClass) -> ReadMishap? {
    if let until = outages[provider], time < until { return .noConnection }
    guard time < scene.healed, dice.chance(scene.readMishaps) else { return nil }
    return dice.pick(ReadMishap.allCases)
  }

  /// A provider cannot be reached for a while.
  func beginOutage() {
    let provider = dice.pick(ProviderClass.allCases)
    let span = dice.span(1000, Scene.hour)
    tell("network", "the \(provider.rawValue) provider is out of reach for \(span) ms")
    outages[provider] = time + span
  }

  // MARK: - Endings

  /// No connection stands: no byte left.
  private func refuse(_ exchange: Exchange) {
    after(dice.between(5, 3000)) { world in
      world.end(
        exchange,
        world.wireReply(
          exchange, nil, connected: false, failure: .connection("the connection was refused")))
    }
  }

  /// The client waits in vain.
  private func giveUp(_ exchange: Exchange) {
    after(Self.patience) { world in
      world.end(
        exchange,
        world.wireReply(exchange, nil, connected: true, failure: .timeout(seconds: 30)))
    }
  }

  private func breakOff(_ exchange: Exchange, after delay: Int64, _ piece: WireAnswer? = nil) {
    after(delay) { world in
      world.end(
        exchange,
        world.wireReply(
          exchange, piece, connected: true, failure: .brokenOff("the connection was reset")))
    }
  }

  private func reply(_ exchange: Exchange, _ answer: WireAnswer, after delay: Int64) {
    let date = WireText.httpDate(time)
    after(delay) { world in
      var answer = answer
      answer.headers["date"] = date
      world.end(exchange, world.wireReply(exchange, answer, connected: true, failure: nil))
    }
  }

  private func wireReply(
    _ exchange: Exchange, _ answer: WireAnswer?, connected: Bool, failure: TransportFailure?
  ) -> HTTPReply {
    HTTPReply(
      connected: connected, status: answer?.status, headers: answer?.headers ?? [:],
      body: Array((answer?.body ?? "").utf8), failure: failure, started: exchange.started,
      ended: wallTime)
  }

  private func end(_ exchange: Exchange, _ reply: HTTPReply) {
    watchReply(to: exchange)
    endWait(exchange.wait, .reply(reply))
  }

  // MARK: - Choices

  /// How long one way takes.
  func latency() -> Int64 { dice.span(5, 900) }

  private func errorStatus() -> Int { dice.pick([500, 502, 503, 504, 408]) }

  private func busyAnswer() -> WireAnswer {
    WireAnswer(
      status: 429, body: "{\"message\":\"slow down\"}",
      headers: dice.chance(500) ? ["retry-after": String(dice.between(1, 90))] : [:])
  }

  private func refusal(_ provider: ProviderClass) -> WireAnswer {
    switch provider {
    case .keyed: keyed.failure(401, "authentication_failed")
    case .naked: naked.failure(422, "Request could not be processed")
    case .signed: signed.failure(403, "REFUND_NOT_ALLOWED")
    }
  }
}

extension HTTPReply {
  /// What a task of a dead process gets; nobody will act on it.
  static func gone(at time: Instant) -> HTTPReply {
    HTTPReply(
      connected: true, status: nil, headers: [:], body: [],
      failure: .brokenOff("the process is gone"), started: time, ended: time)
  }
}
