import Payments
import ProviderClient
import SeededRandom
import SupportDesk
import TextSafety

extension World {
  /// Somebody sits down at a process and decides on a payment.
  func begin(_ visit: Visit) {
    guard let process = anyProcess() else { return }
    let (number, desk) = (process.number, process.desk)
    Task(executorPreference: hand) { await self.carryOut(visit, number, desk) }
  }

  private func carryOut(_ visit: Visit, _ process: Int, _ desk: SupportDesk) async {
    do {
      try await decide(visit, process, desk)
    } catch let error as DeskError {
      watch.count(.refused)
      tellVisitor(process, error.sentence.text)
    } catch {
      tellVisitor(process, "gives up")
    }
  }

  /// What people of a dead process would have seen is not part of the story.
  private func tellVisitor(_ process: Int, _ words: String) {
    if let host = processes[process] { tell("\(host.actor) at \(process)", words) }
  }

  // MARK: - Steps

  private func decide(_ visit: Visit, _ process: Int, _ desk: SupportDesk) async throws {
    let truth = books.payments[visit.payment]
    let provider = truth.provider
    guard let account = accounts.first(where: { $0.provider == provider }) else { return }
    let name = dice.chance(500) ? truth.id : truth.reference
    let key = try await desk.locate(account: account.name.text, text: name)
    let detail = try await desk.openLive(key)
    look(at: detail, visit.payment, process)
    try await stay(visit.hesitation, process)
    let isCancel = detail.cancelRefusal == nil
    guard let amount = isCancel ? detail.transaction.amount.money : amount(visit, detail) else {
      return
    }
    var decision = Decision(
      kind: isCancel ? .cancel : .refund, key: key, amount: amount,
      reason: "requested_by_customer", note: "note", ticket: "T-\(visit.payment)",
      seen: detail.fingerprint, token: visit.token)
    if let token = visit.token, try isRepeat(token, decision, desk, process) { return }
    var review = try await desk.review(decision)
    if review.recent != nil {
      guard visit.meansAnother else { return tellVisitor(process, "thinks better of it") }
      decision.another = true
      review = try await desk.review(decision)
    }
    try await stay(visit.thinking, process)
    try await confirm(review, visit, process, desk)
  }

  private func confirm(
    _ review: Review, _ visit: Visit, _ process: Int, _ desk: SupportDesk
  ) async throws {
    watch.decided(review, by: process)
    let intent = try desk.prepare(review)
    watch.acknowledged.insert(intent.id)
    tellVisitor(
      process, "confirms \(intent.kind.rawValue) of \(intent.amount.text) \(short(intent.id))")
    try await stay(dice.between(0, 6000), process)
    if visit.takesBack {
      _ = try desk.discard(intent.id)
      return tellVisitor(process, "takes \(short(intent.id)) back")
    }
    let result = try await desk.send(intent.id)
    tellVisitor(process, "\(short(intent.id)): \(result.sentence)")
    if !result.intent.state.isTerminal { wakeWorkers() }
  }

  /// Time passes for a person; throws when their process is gone.
  private func stay(_ milliseconds: Int64, _ process: Int) async throws {
    guard await sleep(milliseconds, process: process) else { throw Gone() }
  }

  private struct Gone: Error {}

  private func amount(_ visit: Visit, _ detail: PaymentDetail) -> Money? {
    guard let paid = detail.transaction.amount.money else { return nil }
    guard let minor = visit.amountMinor else {
      return detail.ledger?.remaining.bound.isPositive == true
        ? detail.ledger?.remaining.bound : nil
    }
    return Money(minor: minor, currency: paid.currency)
  }

  /// I16: the same token again gives what was recorded, and sends nothing.
  private func isRepeat(
    _ token: String, _ decision: Decision, _ desk: SupportDesk, _ process: Int
  ) throws -> Bool {
    let earlier = try desk.earlierResult(
      token: token, kind: decision.kind, key: decision.key, amount: decision.amount)
    guard let earlier else { return false }
    watch.count(.repeatedToken)
    tellVisitor(process, "\(token) again: \(short(earlier.intent.id)) \(earlier.intent.state)")
    return true
  }
}
