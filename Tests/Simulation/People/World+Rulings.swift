import Journal
import Payments
import SeededRandom
import SupportDesk
import TextSafety

extension World {
  /// Somebody goes through what needs attention and rules on what nobody can find out.
  func ruleRound() {
    guard let process = anyProcess() else { return }
    let (number, desk) = (process.number, process.desk)
    Task(executorPreference: hand) { await self.rule(number, desk) }
  }

  private func rule(_ process: Int, _ desk: SupportDesk) async {
    guard let items = try? desk.attention() else { return }
    for item in items where processes[process] != nil {
      switch item.id {
      case .payment(let key):
        if dice.chance(300), let currency = item.currency,
          let total = refundedTotal(of: key, in: currency)
        {
          tell(process, "releases \(key.id.safe) with \(total.text) refunded")
          _ = try? await desk.release(key, total: total, evidence: "looked at the dashboard")
        }
      case .finding(let id, _, _):
        guard dice.chance(300), let finding = item.finding else { continue }
        await answer(finding, of: id, process, desk)
      case .account, .record, .merchant, .tags: continue
      case .intent(let id):
        guard let intent = item.intent else { continue }
        await rule(id, intent, process, desk)
      }
    }
  }

  /// What the provider's books say went back of a payment.
  private func refundedTotal(of key: PaymentKey, in currency: Currency) -> Money? {
    guard let payment = books.payments.indices.first(where: { self.key(of: $0) == key }) else {
      return nil
    }
    let standing = books.movements.filter { $0.payment == payment && $0.stands && !$0.isCancel }
    let minor = standing.reduce(0) { $0 + $1.amountMinor }
    return Money(minor: minor, currency: currency)
  }

  /// Somebody looks a finding up in the provider's books and says truly what it was.
  private func answer(
    _ finding: Finding, of id: IntentID, _ process: Int, _ desk: SupportDesk
  ) async {
    let moved = books.movements.contains { $0.intent == id.text && $0.stands }
    let isOurs =
      switch finding.kind {
      case .movedAnyway: moved
      case .failedLate, .wentBack: !moved
      case .unknownWord: false
      }
    tell(process, "says \(isOurs ? "ours" : "not this one") of \(short(id))")
    _ = try? await desk.resolve(
      id, finding, isOurs ? .ours : .notThisOne, evidence: "looked at the dashboard")
  }

  private func rule(
    _ id: IntentID, _ intent: Intent, _ process: Int, _ desk: SupportDesk
  ) async {
    if dice.chance(300) {
      // First "check again", with a replay where it is offered.
      _ = try? await desk.settle(id, replaying: dice.chance(400))
    }
    guard processes[process] != nil else { return }
    // A pending refund of a provider that can be polled is left to the polls.
    if intent.state == .pending, dice.chance(700) { return }
    let isFalse = dice.chance(scene.falseRulings)
    let movement = books.movements.last { $0.intent == id.text && $0.stands }
    let happened = (movement != nil) != isFalse
    let refundID = movement.flatMap { $0.rowID.isEmpty ? nil : ForeignText($0.rowID) }
    // Noted before it is made: a process that dies with it tells nobody whether it was recorded.
    let isNew = isFalse && watch.falselyRuled.insert(id).inserted
    do throws(DeskError) {
      let report = try await desk.rule(
        id,
        happened
          ? .happened(refundID: dice.chance(500) ? refundID : nil)
          : .didNotHappen(noneOfThem: true),
        evidence: "looked at the provider's dashboard")
      if isNew { watch.falselyRuled.remove(id) }
      ruled(report.intent, happened: happened, isFalse: isFalse, process)
    } catch {
      if isNew, processes[process] != nil { watch.falselyRuled.remove(id) }
      if let recorded = try? observer.intent(id) { noteFalseRuling(recorded) }
      tell(process, "may not rule on \(short(id)): \(error.sentence)")
    }
  }

  private func ruled(
    _ intent: Intent, happened: Bool, isFalse: Bool, _ process: Int
  ) {
    noteFalseRuling(intent)
    guard processes[process] != nil else { return }
    tell(
      process,
      "rules \(short(intent.id)) \(happened ? "done" : "not done")\(isFalse ? " falsely" : ""): \(intent.state.title)"
    )
    checkRuling(intent)
  }

  /// Remembers a ruling that says otherwise than the provider's books; they may have changed while it was made.
  private func noteFalseRuling(_ intent: Intent) {
    switch intent.state {
    case .ruledDone, .ruledNotDone:
      let moved = books.movements.contains { $0.intent == intent.id.text && $0.stands }
      guard moved != (intent.state == .ruledDone) else { return }
      watch.count(.ruledFalsely)
      watch.falselyRuled.insert(intent.id)
    default: break
    }
  }
}
