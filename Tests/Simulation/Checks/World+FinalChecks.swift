import Journal
import Payments
import SupportDesk

// What is checked at the end, when all is quiet: the providers' books against the record.

extension World {
  /// Everybody leaves; one process starts, looks at every payment, and the books are compared.
  func closeTheBooks() {
    tell("host", "the last day")
    for process in living { end(process.number) }
    acceptRecord()
    agenda.removeAll()
    guard let process = start() else { return }
    let (number, desk) = (process.number, process.desk)
    Task(executorPreference: hand) { await self.compare(number, desk) }
  }

  private func compare(_ process: Int, _ desk: SupportDesk) async {
    defer { isOver = true }
    checkReadAgain()
    proveRecord(process)
    try? await desk.meetMerchants()
    if mutation == .none { _ = await desk.settleDue() }
    for payment in books.payments.indices where !isShadowed(payment) {
      do {
        let begun = time
        let detail = try await desk.openLive(key(of: payment))
        look(at: detail, payment, process, since: begun)
      } catch {
        fail(.opens, "\(books.payments[payment].id) cannot be read on the last day: \(error)")
      }
    }
    do {
      var intents: [Intent] = []
      for payment in books.payments.indices {
        let key = key(of: payment)
        let ours = try observer.intents(for: key)
        try checkMerchant(of: key)
        try checkTimeline(of: key, ours)
        for intent in ours {
          let isCancelled = intent.kind == .cancel && intent.state == .succeeded
          let end = isCancelled ? .cancelled : Occurrence(intent.state.rawValue)
          if let end { watch.count(end) }
        }
        for intent in ours { try checkEnd(of: intent, payment, among: ours) }
        intents += ours
      }
      checkTokens(intents)
      checkKept(intents)
      try checkAttention(desk)
      _ = try observer.verifyChain()
    } catch let error as JournalError {
      fail(.chain, "\(error)")
    } catch {
      fail(.chain, "\(error)")
    }
  }

  /// Whether its provider takes its id for another payment's reference: then nobody can read it, or decide on it.
  private func isShadowed(_ payment: Int) -> Bool {
    let truth = books.payments[payment]
    return truth.provider != .signed
      && books.payment(truth.provider, named: truth.id, scene.habits) != payment
  }

  /// Lets the record be proven where rows were edited: every edit is noticed then.
  private func proveRecord(_ number: Int) {
    guard !watch.edits.isEmpty, let process = processes[number] else { return }
    // A proof that finds something ends there.
    for _ in 0..<2 { prove(process) }
    for (key, edit) in watch.edits where hasUnnoticedEdit(key) {
      fail(.edited, "nobody noticed what was edited of \(short(edit.intent))")
    }
  }

  // MARK: - One decision

  private func checkEnd(of stored: Intent, _ payment: Int, among ours: [Intent]) throws {
    var intent = stored
    if watch.edits[stored.key]?.intent == stored.id {
      // Where an edited row holds more, that stays until somebody has looked; its events tell what is known.
      let events = try observer.timeline(for: stored.key)
      intent.state =
        events.last { $0.intent == stored.id && $0.state != nil }?.state ?? stored.state
    }
    let movements = books.movements.filter { $0.intent == intent.id.text }
    let words = "\(short(intent.id)) on \(books.payments[payment].id) is \(intent.state.title)"
    switch intent.state {
    case .succeeded:
      if movements.isEmpty, !isCancelledByOther(intent, payment), !hasMovedBefore(intent) {
        fail(.notMoved, words)
      }
    case .ruledDone:
      if movements.isEmpty, !watch.falselyRuled.contains(intent.id) { fail(.notMoved, words) }
    case .declined, .expired, .withdrawn, .discarded, .notSent, .rejected, .failed:
      if movements.contains(where: \.stands) { fail(.movedAnyway, words) }
    case .ruledNotDone:
      let isWrong = watch.falselyRuled.contains(intent.id)
      if movements.contains(where: \.stands), !isWrong { fail(.movedAnyway, words) }
    case .prepared, .sending, .awaitingApproval: fail(.ownerless, words)
    case .pending, .unknown, .needsHuman: break
    }
    try checkCorrection(of: intent, movements, among: ours, words)
  }

  /// Whether another decision cancelled what this one was to cancel: a read tells that it is cancelled, and not by which.
  ///
  /// Only where a record was set back, so that nobody can know any more whether this one was sent.
  private func isCancelledByOther(_ intent: Intent, _ payment: Int) -> Bool {
    watch.accepted != nil && intent.kind == .cancel
      && books.movements(of: payment).contains(where: \.isCancel)
  }

  /// Whether the decision that its token names moved money already, on a record that is gone: the key is the same, so the
  /// provider answers with that refund and makes no second one.
  private func hasMovedBefore(_ intent: Intent) -> Bool {
    guard let token = intent.decisionToken else { return false }
    return books.movements.contains { movement in
      guard let id = movement.intent.flatMap({ IntentID($0) }) else { return false }
      return watch.missing.contains(id) && watch.decisions[id]?.token == token
    }
  }

  /// I9, I17: what the provider shows against the record is a correction beside it.
  ///
  /// Checked where an exact row shows it (the signed provider, by id or tag), and for a lone wrong ruling where the
  /// status does.
  private func checkCorrection(
    of intent: Intent, _ movements: [Movement], among ours: [Intent], _ words: String
  ) throws {
    guard let movement = movements.last else { return }
    let provider = books.payments[movement.payment].provider
    let hasRow =
      provider == .signed
      && (scene.sendsTags || scene.habits.rowsHaveRefundIDs && intent.refundID != nil)
    // What a person stated to have gone back explains the status as well.
    let isStated = try observer.knownRefunds(for: intent.key).contains { $0.statedBy != nil }
    let isAlone =
      !isStated && ours.count == 1 && intent.seen.status == .paid && movement.state == .done
    let isContradicted: Bool =
      switch intent.state {
      case .succeeded, .ruledDone: !movement.stands && hasRow
      case .ruledNotDone: movement.stands && (hasRow || isAlone && provider != .signed)
      case .prepared, .awaitingApproval, .declined, .expired, .withdrawn, .discarded, .sending,
        .notSent, .pending, .rejected, .failed, .unknown, .needsHuman:
        false
      }
    guard isContradicted else { return }
    let events = try observer.timeline(for: intent.key)
    if !events.contains(where: { $0.kind == .corrected && $0.intent == intent.id }) {
      fail(.notFrozen, words)
    } else if let found = try observer.findings().first(where: { $0.intent == intent.id }),
      found.finding.kind.disputes, !intent.holdsAmount
    {
      fail(.notHeld, words)
    }
  }

  /// I27: what the signed provider's rows showed for days was read before anybody asked on the last day.
  private func checkReadAgain() {
    guard scene.sendsTags else { return }
    for movement in books.movements {
      let provider = books.payments[movement.payment].provider
      guard provider == .signed, movement.state == .reversed,
        // The last reads are far apart; and what failed after them is nobody's fault.
        movement.settled - movement.time < 10 * Scene.day,
        movement.settled < scene.end - 12 * Scene.day,
        let id = movement.intent.flatMap({ IntentID($0) }),
        let intent = try? observer.intent(id), intent.state == .succeeded
      else { continue }
      let events = (try? observer.timeline(for: intent.key)) ?? []
      if !events.contains(where: { $0.kind == .corrected && $0.intent == id }) {
        fail(.unnoticed, "\(short(id)) failed at \(movement.settled)")
      }
    }
  }

  // MARK: - All decisions

  /// I3 and I9 at every moment, from the events.
  private func checkTimeline(of key: PaymentKey, _ ours: [Intent]) throws {
    var states: [IntentID: IntentState] = [:]
    for event in try observer.timeline(for: key) {
      if event.kind == .corrected { watch.count(.corrected) }
      guard let id = event.intent, let state = event.state,
        let kind = ours.first(where: { $0.id == id })?.kind
      else { continue }
      if let before = states[id], before.isTerminal, before != state {
        fail(.terminal, "\(short(id)) went from \(before.title) to \(state.title)")
      }
      states[id] = state
      let open = ours.filter { states[$0.id]?.isOpen($0.kind) ?? false }
      if state.isOpen(kind), open.count > 1 {
        fail(.twoOpen, "event \(event.sequence): \(open.map { short($0.id) })")
      }
    }
  }

  /// I21: whatever the credential and the label were, the merchant has one name in the record.
  private func checkMerchant(of key: PaymentKey) throws {
    for intent in try observer.intents(elsewhereThan: key, mode: .live) {
      // Another payment of the same id at another provider is none of it.
      guard intent.key.account.origin == key.account.origin else { continue }
      fail(
        .twoMerchants, "\(short(intent.id)) on \(key.id.safe) is of \(intent.key.account.merchant)")
    }
  }

  private func checkTokens(_ intents: [Intent]) {
    var seen: Set<String> = []
    for token in intents.compactMap(\.decisionToken) where !seen.insert(token).inserted {
      fail(.token, token)
    }
  }

  private func checkKept(_ intents: [Intent]) {
    let known = Set(intents.map(\.id)).union(watch.missing)
    for id in watch.acknowledged.sorted() where !known.contains(id) { fail(.lost, short(id)) }
  }

  private func checkAttention(_ desk: SupportDesk) throws {
    let named = Set(try desk.attention().compactMap { $0.intent?.id })
    for intent in try observer.unresolved() where !named.contains(intent.id) {
      fail(.forgotten, "\(short(intent.id)) is \(intent.state.title)")
    }
  }
}
