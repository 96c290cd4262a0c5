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
    let provider = books.payments[visit.payment].provider
    guard let account = processes[process]?.account(provider)?.name else { return }
    if visit.token != nil { watch.scripts.append(visit) }
    if try await isRepeat(visit, account, desk, process) { return }
    try await desk.meetMerchants([account])
    let begun = time
    let detail = try await open(visit, account, process, desk)
    guard let payment = books.payment(provider, id: detail.transaction.id.raw) else { return }
    look(at: detail, payment, process, since: begun)
    try await stay(visit.hesitation, process)
    if try await isRepeat(visit, account, desk, process) { return }
    let isCancel = detail.cancelRefusal == nil
    guard let amount = isCancel ? detail.transaction.amount.money : amount(visit, detail) else {
      return
    }
    var decision = Decision(
      kind: isCancel ? .cancel : .refund, key: detail.row.id, amount: amount,
      reason: "requested_by_customer", note: "note", ticket: "T-\(visit.payment)",
      seen: detail.fingerprint, token: visit.token)
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
    watch.decided(review, by: process, at: time)
    let intent = try desk.prepare(review)
    watch.acknowledged.insert(intent.id)
    checkDecided(intent.id)
    if dice.chance(scene.copyAtDecision) { copyJournal() }
    tellVisitor(
      process, "confirms \(intent.kind.rawValue) of \(intent.amount.text) \(short(intent.id))")
    try await stay(dice.between(0, 6000), process)
    if visit.takesBack {
      _ = try desk.discard(intent.id)
      return tellVisitor(process, "takes \(short(intent.id)) back")
    }
    let result = try await desk.send(intent.id)
    tellVisitor(process, "\(short(intent.id)): \(result.sentence)")
    checkTold(result.intent)
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

  // MARK: - Names

  private func typed(_ visit: Visit) -> String {
    let truth = books.payments[visit.payment]
    return visit.naming == .reference ? truth.reference : truth.id
  }

  /// Reads the payment that is meant: by its row, or by what was typed, where only an exact id decides (I19).
  private func open(
    _ visit: Visit, _ account: AccountName, _ process: Int, _ desk: SupportDesk
  ) async throws -> PaymentDetail {
    guard visit.naming != .row else { return try await desk.openLive(key(of: visit.payment)) }
    let name = typed(visit)
    do throws(DeskError) {
      return try await open(name, account, desk)
    } catch {
      guard case .alias(_, let candidates, _) = error else { throw error }
      watch.count(.aliasRefused)
      let meant = candidates.first {
        $0.transaction.id.raw == books.payments[visit.payment].id
      }
      tellVisitor(process, "typed \(name): \(error.sentence)")
      guard let meant, dice.chance(700) else { throw Gone() }
      return try await open(meant.transaction.id.raw, account, desk)
    }
  }

  private func open(
    _ name: String, _ account: AccountName, _ desk: SupportDesk
  ) async throws(DeskError) -> PaymentDetail {
    let detail =
      mutation == .aliasDecides
      ? try await desk.openNamed(account: account.text, text: name)
      : try await desk.openExactly(account: account.text, text: name)
    if !detail.transaction.id.raw.utf8.elementsEqual(name.utf8) {
      fail(.otherPayment, "\(name) is \(detail.transaction.id.raw)")
    }
    return detail
  }

  /// I16: the same token again gives what was recorded, and sends nothing.
  private func isRepeat(
    _ visit: Visit, _ account: AccountName, _ desk: SupportDesk, _ process: Int
  ) async throws -> Bool {
    guard let token = visit.token, let intent = try desk.decision(named: token) else {
      return false
    }
    guard await desk.isNamed(intent, account: account.text, text: typed(visit)) else {
      throw DeskError.refused(.decisionTokenReused)
    }
    let earlier = desk.repeated(intent)
    watch.count(.repeatedToken)
    checkTold(earlier.intent)
    tellVisitor(process, "\(token) again: \(short(earlier.intent.id)) \(earlier.intent.state)")
    return true
  }
}
