import DeskBench
import Payments
import SupportDesk

/// Two agents, each in a process of its own, on one journal and one payment.
extension CellRunner {
  /// Lets two agents meet; what is seen is where the one stands who comes second.
  func meet(_ rivalry: Trouble.Rivalry) async throws -> Outcome {
    let amina = try Workplace(bench)
    let bilal = try Workplace(bench, .init(actor: "bilal"))
    switch rivalry {
    case .secondConfirm: return try await secondConfirm(amina, bilal)
    case .staleView: return try await staleView(amina, bilal)
    case .repeated: return try await repeated(amina, bilal, after: [])
    case .repeatedWhilePending: return try await repeated(amina, bilal, after: ["never-final*1"])
    case .bothAtOnce: return try await bothAtOnce(amina, bilal)
    case .bothSettle(let fault):
      var outcome = try await send([fault], at: amina)
      outcome.rival = bilal
      return outcome
    }
  }

  private func secondConfirm(_ amina: Workplace, _ bilal: Workplace) async throws -> Outcome {
    let hers = try await amina.desk.review(
      amina.decision(kind, on: await amina.open(subject, kind)))
    let his = try await bilal.desk.review(
      bilal.decision(kind, on: await bilal.open(subject, kind)))
    let intent = try amina.desk.prepare(hers)
    let standing = await refusal { () async throws(DeskError) in
      _ = try bilal.desk.prepare(his)
    }
    _ = await send(intent, at: amina)
    return Outcome(first: standing, place: bilal, intent: nil)
  }

  private func staleView(_ amina: Workplace, _ bilal: Workplace) async throws -> Outcome {
    let seen = try await bilal.open(subject, kind)
    _ = try await send([], at: amina)
    let decision = try bilal.decision(kind, on: seen)
    let standing = await refusal { () async throws(DeskError) in
      _ = try await bilal.desk.review(decision)
    }
    return Outcome(first: standing, place: bilal, intent: nil)
  }

  private func repeated(
    _ amina: Workplace, _ bilal: Workplace, after faults: [String]
  ) async throws -> Outcome {
    _ = try await send(faults, at: amina)
    bench.clock.advance(milliseconds: 4 * 60_000)
    let decision = try bilal.decision(kind, on: await bilal.open(subject, kind), another: false)
    let standing = await refusal { () async throws(DeskError) in
      _ = try bilal.desk.prepare(await bilal.desk.review(decision))
    }
    return Outcome(first: standing, place: bilal, intent: nil)
  }

  /// Who wins is left to chance; that one wins and the other is told why is not.
  private func bothAtOnce(_ amina: Workplace, _ bilal: Workplace) async throws -> Outcome {
    let reviews = [
      (amina, try await review(at: amina)), (bilal, try await review(at: bilal)),
    ]
    let ends = await withTaskGroup(of: (Workplace, Standing, IntentID).self) { group in
      for (place, review) in reviews {
        group.addTask {
          do throws(DeskError) {
            let intent = try place.desk.prepare(review)
            return (place, .state(try await place.desk.send(intent.id).intent.state), intent.id)
          } catch {
            return (place, Standing(error), review.intent)
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let reasons: Set<Standing> = [
      .refused(.otherOpen), .refused(.changed), .refused(.samePending),
    ]
    let losers = ends.filter { reasons.contains($0.1) }
    guard losers.count == 1, let winner = ends.first(where: { !reasons.contains($0.1) }) else {
      return Outcome(first: .refused(.other), place: amina, intent: nil)
    }
    return Outcome(first: winner.1, place: winner.0, intent: winner.2)
  }

  private func review(at place: Workplace) async throws -> Review {
    try await place.desk.review(place.decision(kind, on: await place.open(subject, kind)))
  }

  /// The desk's no to something; ``Standing/Refusal/other`` when it says yes.
  private func refusal(
    _ work: () async throws(DeskError) -> Void
  ) async -> Standing {
    do throws(DeskError) {
      try await work()
      return .refused(.other)
    } catch {
      return Standing(error)
    }
  }
}
