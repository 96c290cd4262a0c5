import DeskBench
import Journal
import Payments
import ProviderSandbox
import SupportDesk

/// The ways in which things go wrong.
extension CellRunner {
  /// Lets the trouble of the cell happen to a decision.
  func strike() async throws -> Outcome {
    switch cell.form.trouble {
    case .answers(let faults): return try await send(faults, at: Workplace(bench))
    case .hang(let fault):
      return try await send([fault], at: Workplace(bench), routes: [.impatient])
    case .untagged(let faults):
      return try await send(faults, at: Workplace(bench, .init(sendsTag: false)))
    case .paidMeanwhile(let fault):
      let outcome = try await send([fault], at: Workplace(bench))
      _ = bench.sandbox.setStatus(
        subject.simulated.words.paid, of: provider, id: subject.payment(kind))
      return outcome
    case .routes(let ways, let faults): return try await detour(ways, faults)
    case .always(let way):
      // One attempt to connect, and three more.
      return try await detour(Array(repeating: way, count: 4), [])
    case .suspended(let seconds, let moment, let writes, let faults):
      return try await suspended(seconds, moment, writes, faults)
    case .lastRead(let fault): return try await busyBefore(fault)
    case .sameRefund: return try await sameRefund()
    case .afterRefund(let earlier, let fault): return try await afterRefund(earlier, fault)
    case .triedTwice(let rows): return try await triedTwice(rows)
    case .killedPrepared: return try await killedPrepared()
    case .killedSending(let isCarried): return try await killedSending(isCarried: isCarried)
    case .killedReplaying: return try await killedReplaying()
    case .skewAfter(let seconds, let fault):
      return try await send([fault, "read:date=+\(seconds)"], at: Workplace(bench))
    case .fullBefore(.decision): return try await fullForDecision()
    case .fullBefore(.attempt(let processEnds)):
      return try await fullForAttempt(processEnds: processEnds)
    case .fullAfter(let processEnds): return try await fullForAnswer(processEnds: processEnds)
    case .skew(let seconds): return try await skewed(by: seconds)
    case .twoAgents(let rivalry): return try await meet(rivalry)
    }
  }

  // MARK: - Connections

  private func detour(_ ways: [Trouble.Way], _ faults: [String]) async throws -> Outcome {
    let ports = (refusing: try DeadPort.refusing(), silent: try DeadPort.silent())
    defer { withExtendedLifetime(ports) {} }
    let routes = ways.map { way -> RoutedTransport.Route in
      switch way {
      case .straight: .straight
      case .twice: .twice
      case .noName: .elsewhere("https://provider.invalid")
      case .refused: .elsewhere(ports.refusing.origin)
      case .noTLS: .elsewhere("https://127.0.0.1:\(bench.sandbox.port)")
      case .silent: .elsewhere(ports.silent.origin)
      }
    }
    return try await send(faults, at: Workplace(bench), routes: routes)
  }

  // MARK: - Standing still

  private func suspended(
    _ seconds: Int64, _ moment: Trouble.Standstill, _ writes: ClosedRange<Int>, _ faults: [String]
  ) async throws -> Outcome {
    let clock = bench.clock
    let pass: @Sendable () -> Void = { clock.advance(milliseconds: seconds * 1000) }
    let route: RoutedTransport.Route
    switch moment {
    case .connecting: route = .connecting(pass)
    case .lastMoment: route = .lastMoment(pass)
    case .connectingWhileRefundedElsewhere:
      let (sandbox, subject, id) = (bench.sandbox, subject, subject.payment(kind))
      route = .connecting {
        pass()
        _ = sandbox.setStatus(subject.refundedWord, of: subject.name, id: id)
      }
    }
    let routes = (0...writes.upperBound).map { writes.contains($0) ? route : .straight }
    return try await send(faults, at: Workplace(bench), routes: routes)
  }

  // MARK: - Processes

  private func killedPrepared() async throws -> Outcome {
    let dead = try Workplace(bench)
    let intent = try await dead.prepare(subject, kind)
    dead.die()
    return try recovered(intent)
  }

  /// The answer never reaches the process that asked: that one is gone.
  private func killedSending(isCarried: Bool) async throws -> Outcome {
    let dead = try Workplace(bench)
    let intent = try await dead.prepare(subject, kind)
    dead.transport.setRoutes([.swallowed(isCarried: isCarried)])
    let sending = Task { await send(intent, at: dead) }
    await dead.transport.swallowed.pass()
    dead.die()
    let outcome = try recovered(intent)
    await bury(dead, sending)
    return outcome
  }

  private func killedReplaying() async throws -> Outcome {
    let dead = try Workplace(bench)
    let lost = try await send(["close-before*1"], at: dead)
    dead.transport.setRoutes([.swallowed(isCarried: true)])
    bench.clock.advance(to: dead.desk.nextDue ?? bench.clock.now)
    let settling = Task { await dead.desk.settleDue() }
    await dead.transport.swallowed.pass()
    dead.die()
    let next = try Workplace(bench, .init(actor: "bilal"))
    _ = try next.desk.recover()
    await bury(dead, settling)
    return Outcome(first: lost.first, place: next, intent: lost.intent)
  }

  private func bury<Result: Sendable>(_ dead: Workplace, _ task: Task<Result, Never>) async {
    // The task is all that is left of it; what it would still do, a dead process does not.
    dead.disk.setFull(true)
    dead.transport.end.open()
    _ = await task.value
  }

  /// The next process finds what the dead one left.
  private func recovered(_ intent: Intent) throws -> Outcome {
    let next = try Workplace(bench, .init(actor: "bilal"))
    let found = try next.desk.recover()
    let state = found.first { $0.id == intent.id }?.state
    return Outcome(
      first: state.map { .state($0) } ?? .refused(.other), place: next, intent: intent.id)
  }

  // MARK: - Disks

  private func fullForDecision() async throws -> Outcome {
    // The schema needs its room first.
    _ = try Workplace(bench)
    let place = try Workplace(bench, .init(isCramped: true))
    // The note alone is larger than what is left of the last page.
    let note = String(repeating: "lost ", count: 4000)
    let decision = try place.decision(kind, on: await place.open(subject, kind), note: note)
    let review = try await place.desk.review(decision)
    do throws(DeskError) {
      let intent = try place.desk.prepare(review)
      return Outcome(first: .state(intent.state), place: place, intent: intent.id)
    } catch {
      return Outcome(first: Standing(error), place: place, intent: nil)
    }
  }

  private func fullForAttempt(processEnds: Bool) async throws -> Outcome {
    let place = try Workplace(bench)
    let intent = try await place.prepare(subject, kind)
    place.disk.setFull(true)
    let first = await send(intent, at: place)
    return try outcome(of: intent, first, at: place, processEnds: processEnds)
  }

  private func fullForAnswer(processEnds: Bool) async throws -> Outcome {
    let place = try Workplace(bench)
    let intent = try await place.prepare(subject, kind)
    let disk = place.disk
    place.transport.setRoutes([.followed { disk.setFull(true) }])
    let first = await send(intent, at: place)
    return try outcome(of: intent, first, at: place, processEnds: processEnds)
  }

  /// There is room again: for the process that met the full disk, or for the next one.
  private func outcome(
    of intent: Intent, _ first: Standing, at place: Workplace, processEnds: Bool
  ) throws -> Outcome {
    guard processEnds else {
      place.disk.setFull(false)
      return Outcome(first: first, place: place, intent: intent.id)
    }
    place.die()
    var outcome = try recovered(intent)
    outcome.first = first
    return outcome
  }

  // MARK: - Clocks

  private func skewed(by seconds: Int64) async throws -> Outcome {
    let sign = seconds < 0 ? "-" : "+"
    try bench.add("\(provider.rawValue).read:date=\(sign)\(abs(seconds))")
    let place = try Workplace(bench)
    let decision = try place.decision(kind, on: await place.open(subject, kind))
    do throws(DeskError) {
      let review = try await place.desk.review(decision)
      let intent = try place.desk.prepare(review)
      let state = try await place.desk.send(intent.id).intent.state
      return Outcome(
        first: .state(state), place: place, intent: intent.id,
        isWarned: review.clockWarning != nil)
    } catch {
      return Outcome(first: Standing(error), place: place, intent: nil)
    }
  }
}
