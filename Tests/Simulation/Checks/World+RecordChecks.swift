import Journal
import Payments
import SupportDesk

// What is checked of the record while the world turns.

extension World {
  /// I10: recovery touches only what dead processes left.
  ///
  /// What a process discards of its own, because it was not sent in time, is its own.
  func checkRecovery(_ recovered: [Intent], by process: Int) {
    for intent in recovered {
      guard let decider = watch.decisions[intent.id]?.process, processes[decider] != nil else {
        continue
      }
      if decider == process, intent.state == .discarded { continue }
      fail(.livingOwner, "\(short(intent.id)) belongs to process \(decider), which lives")
    }
  }

  /// Right after a recovery nothing is prepared or on its way whose process is gone.
  func checkOwners(after process: Int) {
    // On a record that is not the one that was left nothing is settled.
    guard let host = processes[process], host.journal.obstacle == nil else { return }
    do {
      // What a payment holds that was locked over edited rows is left to the person who unlocks it.
      let locked = try Set(observer.frozenPayments()).intersection(watch.edits.keys)
      for intent in try observer.unfinished() where !locked.contains(intent.key) {
        guard intent.state == .prepared || intent.state == .sending else { continue }
        guard let decider = watch.decisions[intent.id]?.process, processes[decider] != nil else {
          fail(.ownerless, "\(short(intent.id)) is \(intent.state.title), its process is gone")
          continue
        }
      }
    } catch {
      fail(.opens, "the record cannot be read: \(error)")
    }
  }

  /// I17: not before half an hour; after a power loss only the wall clock can tell, so that is not held against it.
  func checkRuling(_ intent: Intent) {
    if hasUnnoticedEdit(intent.key) { fail(.edited, "\(short(intent.id)) is ruled on") }
    guard intent.state == .ruledNotDone, let writes = watch.writes[intent.id],
      writes.lastBoot == clocks.bootNumber
    else { return }
    let waited = time - writes.lastDeparture
    if waited < 30 * Scene.minute {
      fail(.early, "\(short(intent.id)) \(waited) ms after its last attempt")
    }
  }

  /// I25: a decision that was just made durable was made on the record that was left, or that a person accepted; and
  /// where decisions may be missing, only after a question.
  func checkDecided(_ id: IntentID) {
    guard let made = watch.decisions[id] else { return }
    let words = "\(short(id)) on \(made.key.id.safe)"
    if watch.isSetBack { fail(.setBack, "\(words) is confirmed") }
    if hasUnnoticedEdit(made.key) { fail(.edited, "\(words) is confirmed") }
    guard let accepted = watch.accepted, made.kind == .refund, !made.isAnother else { return }
    let missing = watch.missing.compactMap { watch.decisions[$0] }.filter { $0.key == made.key }
    let hasLooked = watch.decisions.contains { other, decided in
      other != id && decided.key == made.key && decided.time > accepted
        && watch.acknowledged.contains(other)
    }
    let isRepeat = made.token.map { token in missing.contains { $0.token == token } } ?? false
    if !missing.isEmpty, !hasLooked || isRepeat {
      fail(.unasked, "\(words), of which \(missing.count) decisions are missing")
    }
  }

  /// What is told of a decision is not a certain no while the money is gone; unless a person ruled so, wrongly.
  func checkTold(_ intent: Intent) {
    let moved = books.movements.contains { $0.intent == intent.id.text && $0.stands }
    // Neither its end nor what was found since says that it moved.
    guard moved, !intent.state.holdsAmount, !intent.holdsAmount,
      !watch.falselyRuled.contains(intent.id)
    else { return }
    fail(.movedAnyway, "\(short(intent.id)) is told to be \(intent.state.title)")
  }

  /// I4, §7: what is shown as certainly left is never more than the provider would refund.
  ///
  /// Refunds made elsewhere that no answer of the provider could reveal are the one exception; see ``isHidden``.
  ///
  /// - Parameter begun: When somebody began to open the payment: what is shown was read since.
  func look(at detail: PaymentDetail, _ payment: Int, _ process: Int, since begun: Int64) {
    guard let remaining = detail.ledger?.remaining, remaining.isCertain,
      !detail.intents.contains(where: { watch.falselyRuled.contains($0.id) }),
      // Decisions are made on rows that are proven; what is merely shown is not.
      !hasUnnoticedEdit(detail.row.id), !watch.strayRows.contains(detail.row.id)
    else { return }
    watch.comparisons += 1
    let elsewhere = books.movements(of: payment).filter { $0.isElsewhere && $0.stands }
    // Decisions that are missing in the record are hidden by nothing: whoever accepted it said so.
    let reads = watch.deliveries[.init(process: process, payment: payment)] ?? []
    let served = reads.filter { $0.time >= begun }.map(\.served).min() ?? -1
    let hidden = elsewhere.filter { isHidden($0, detail, servedBy: served) }
      .reduce(Int64(0)) { $0 + $1.amountMinor }
    let truth = books.remainingMinor(payment)
    guard remaining.bound.minor > truth + hidden else { return }
    fail(
      .remaining,
      "\(books.payments[payment].id): \(remaining.sourceWord) \(remaining.bound.minor), true \(truth), hidden \(hidden)"
    )
  }

  /// Whether nothing that the provider ever said to this process tells of a refund made elsewhere.
  ///
  /// - Made after what is shown was read: hidden, whoever the provider is.
  /// - Signed: every refund is a row, so it shows from the next read on.
  /// - Keyed and naked: the status alone tells, and tells the same once a refund of ours may explain it. It showed, and
  ///   counts as revealed, when our first refund was decided on a payment that was partly refunded already.
  /// - Naked, in a reply to a later refund of ours: its history and what remains tell all.
  private func isHidden(
    _ movement: Movement, _ detail: PaymentDetail, servedBy served: Int64
  ) -> Bool {
    guard movement.time < served else { return true }
    let payment = movement.payment
    let provider = books.payments[payment].provider
    if provider == .signed { return false }
    let ours = detail.intents.filter {
      $0.kind == .refund && $0.state.holdsAmount && $0.state.mayHaveBeenSent
    }
    if provider == .naked {
      let reported = ours.filter { $0.reportedRemaining != nil }.map(\.id.text)
      let told = books.movements(of: payment).filter { reported.contains($0.intent ?? "") }
      if let last = told.map(\.time).max() { return movement.time > last }
    }
    guard let first = ours.first else { return false }
    return first.seen.status != .partlyRefunded && first.seen.status != .refunded
  }
}
