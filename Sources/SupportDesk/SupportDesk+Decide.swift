import Journal
package import Payments
import ProviderClient
package import TextSafety
import TilldeskCrypto

extension SupportDesk {
  /// Checks a decision against a fresh read and says what would be sent; nothing is recorded yet.
  ///
  /// Throws when the payment is not what the agent saw (I11), when it bars the decision, or when it cannot be read.
  package func review(_ decision: Decision) async throws(DeskError) -> Review {
    try refuseCardNumbers(in: decision)
    let connection = try connection(for: decision.key.account)
    let (detail, skew) = try await openMeasured(decision.key)
    try refuseSkew(skew, connection: connection)
    let difference = detail.fingerprint.difference(from: decision.seen)
    if let difference { throw .refused(.changed(difference)) }
    if let refusal = try refusal(of: decision, in: detail) { throw .refused(refusal) }
    guard let intent = IntentID(random.hex32(), code: journal.tagCode) else {
      throw .journal("The source of randomness failed; nothing was sent.", mayHaveMoved: false)
    }
    let write = try write(
      for: decision, intent: intent, transaction: detail.transaction, connection: connection)
    let reference = detail.transaction.reference.safe
    let alike = try claims(like: decision, of: detail.transaction, mode: connection.account.mode)
    let missing =
      decision.kind == .refund ? try missingDecisions(in: detail, token: decision.token) : nil
    var asked = decision
    // "Another" answers nothing about a dispute that the person was not told of.
    if detail.dispute != nil, !decision.despiteDispute { asked.another = false }
    let stated = decision.kind == .refund ? policy.stated(detail.ledger) : nil
    return Review(
      intent: intent, decision: asked, account: connection.account,
      reference: reference.isEmpty ? detail.transaction.id.safe : reference,
      transaction: detail.transaction, before: detail.ledger?.remaining,
      after: remainingAfter(decision, detail: detail),
      wireAmount: SafeText(sanitizing: write.wireAmount),
      keyPrefix: write.idempotencyKey.map { SafeText(sanitizing: $0.prefix(8)) },
      recent: try recent(decision, in: detail) ?? alike.first?.refusal ?? missing ?? stated,
      dispute: detail.dispute,
      alike: Set(alike.map(\.intent.id)),
      wantsReference: policy.wantsReference(decision.amount), clockWarning: detail.clockWarning)
  }

  /// Makes a confirmed decision durable with its exact bytes (I1, I2); nothing is sent yet.
  package func prepare(_ review: Review) throws(DeskError) -> Intent {
    let decision = review.decision
    let connection = try connection(for: decision.key.account)
    if review.recent != nil, !decision.another, let recent = review.recent {
      throw .refused(recent)
    }
    // On the screen both are asked about at once.
    let knowsDispute = decision.despiteDispute || decision.another
    let write = try write(
      for: decision, intent: review.intent, transaction: review.transaction,
      connection: connection)
    let time = now()
    let intent = Intent(
      id: review.intent, kind: decision.kind, key: decision.key,
      account: connection.account.name, mode: connection.account.mode, amount: decision.amount,
      reason: decision.reason, note: decision.note, ticket: decision.ticket, actor: actor,
      seen: decision.seen, decisionToken: decision.token, retryOf: nil, state: .prepared,
      created: time, updated: time)
    let prepared: Intent
    do throws(JournalError) {
      prepared = try journal.prepare(
        intent, write: StoredWrite(write),
        claim: ClaimNames(of: review.transaction, ticket: decision.ticket),
        acknowledged: decision.another ? review.alike : [],
        despite: knowsDispute ? review.dispute?.id : nil, at: time)
    } catch {
      throw DeskError(error, before: decision.kind, during: .preparing)
    }
    annotate(intent.key)
    return prepared
  }

  /// Takes a prepared decision back; afterwards it can never be sent.
  package func discard(_ id: IntentID, cause: String = "taken back") throws(DeskError) -> Intent {
    let intent = try recorded { () throws(JournalError) in
      try journal.apply(
        .discarded, to: id, actor: actor, cause: cause,
        settlement: Settlement(message: "Not sent; your draft is kept."), at: now())
    }
    annotate(intent.key)
    return intent
  }

  /// Sends a prepared decision, once, and records what came of it.
  ///
  /// The payment is read again immediately before (I11). From the moment the attempt is durable the result is never
  /// an error that hides a sent request: it is a state of the intent, `unknown` where nothing better is proven.
  ///
  /// - Parameter mayStillSend: Asked at the last moment; when it says no, for example because the program is asked to
  ///   end, the decision is discarded.
  package func send(
    _ id: IntentID, mayStillSend: @Sendable () -> Bool = { true }
  ) async throws(DeskError) -> DecisionResult {
    let (intent, unsent, confirmed) = try prepared(id)
    let connection = try connection(for: intent.key.account)
    if let obstacle = connection.account.writeObstacle {
      _ = try discard(id, cause: "the merchant is in doubt")
      throw .refused(.configuration(obstacle))
    }
    let read = try await checkAgain(intent, connection: connection)
    var write = unsent
    write.before = try refundsBefore(intent)
    guard mayStillSend() else {
      let intent = try discard(id, cause: "the program was asked to end")
      return DecisionResult(
        intent: intent, sentence: intent.sentence(remaining: nil), forCustomer: "")
    }
    let sealed: SealedWrite
    do throws(ProviderError) { sealed = try connection.provider.seal(write) } catch {
      _ = try discard(id, cause: "could not be signed")
      throw .provider(connection.account.name, "\(error.sentence) Nothing was sent.")
    }
    let stored = StoredAttempt(sealed)
    let begun = moment()
    let attempt: Int
    do throws(JournalError) {
      attempt = try journal.beginAttempt(id, sealed: stored, at: begun.wall)
    } catch {
      // Nothing may be sent now (I1); where even that cannot be written, the next recovery does it.
      _ = try? discard(id, cause: "the attempt could not be recorded")
      guard case .disputed = error else {
        throw .journal(error.sentence(during: .beginningAttempt), mayHaveMoved: false)
      }
      throw DeskError(error, before: intent.kind, during: .beginningAttempt)
    }
    let terms = LastCheck.Terms(
      intent: id, attempt: attempt, begun: begun, confirmed: confirmed, firstBegun: nil)
    let check = lastCheck(terms, read: read) { () async throws(DeskError) in
      try await self.readAgain(intent, connection: connection)
    }
    var reply = await transmit(sealed, for: write, over: connection, check: check)
    if case .notSent = reply.outcome, let hold = try? journal.disputeHold(since: id) {
      reply.outcome = .notSent(hold.warning(before: intent.kind))
    }
    let ended = try record(
      reply, event: reply.outcome.event, attempt: attempt, of: intent, by: intent.actor)
    return DecisionResult(
      intent: ended, sentence: ended.sentence(remaining: remaining(of: ended)),
      forCustomer: connection.account.customerWords.sentence(ended))
  }

  /// The recorded outcome of a decision token, when the token was used before (I16).
  ///
  /// Throws when it was used for another decision.
  ///
  /// - Parameters:
  ///   - token: The token; `nil` has no earlier result.
  ///   - kind: What is decided now.
  ///   - key: The payment.
  ///   - amount: The amount decided now; `nil` for "all that remains", which was another amount then.
  package func earlierResult(
    token: String?, kind: IntentKind, key: PaymentKey, amount: Money?
  ) throws(DeskError) -> DecisionResult? {
    guard let intent = try decision(named: token) else { return nil }
    guard intent.kind == kind, intent.key == key, amount == nil || intent.amount == amount else {
      throw .refused(.decisionTokenReused)
    }
    return repeated(intent)
  }

  /// The decision that a token names; `nil` when it names none yet.
  package func decision(named token: String?) throws(DeskError) -> Intent? {
    guard let token else { return nil }
    return try recorded { () throws(JournalError) in
      try journal.decision(token: token, at: now())
    }
  }

  /// What a decision came to, for whoever gives its token again.
  package func repeated(_ intent: Intent) -> DecisionResult {
    let account = accounts.first { $0.identity == intent.key.account }
    let words = account?.customerWords ?? CustomerWords(refundDays: nil)
    return DecisionResult(
      intent: intent, sentence: intent.sentence(remaining: remaining(of: intent)),
      forCustomer: words.sentence(intent), isRepeat: true)
  }

  /// The recorded outcome of a decision that another process, or another task, may be carrying out this moment.
  ///
  /// What is prepared or on its way is waited for, as long as a request may take; what it is then is returned as it is.
  ///
  /// - Parameters:
  ///   - earlier: What ``earlierResult(token:kind:key:amount:)`` found.
  ///   - rest: Waits so many milliseconds; returns whether to go on waiting.
  package func settledResult(
    of earlier: DecisionResult, rest: (_ milliseconds: Int64) async -> Bool
  ) async throws(DeskError) -> DecisionResult {
    let begun = moment()
    var result = earlier
    while result.intent.isUnderWay,
      planner.time.mostElapsed(since: begun) < settling.longestRequest,
      await rest(settling.repeatPause)
    {
      _ = try recover()
      result.intent = try intentNow(result.intent.id)
    }
    let words = accounts.first { $0.identity == result.intent.key.account }?.customerWords
    result.sentence = result.intent.sentence(remaining: remaining(of: result.intent))
    result.forCustomer = (words ?? CustomerWords(refundDays: nil)).sentence(result.intent)
    return result
  }

  // MARK: - One claim, several payments

  /// The refunds that a decision may repeat, of other payments or for the same ticket (I28).
  private func claims(
    like decision: Decision, of transaction: Transaction, mode: Mode
  ) throws(DeskError) -> [RecordedClaim] {
    guard decision.kind == .refund else { return [] }
    return try recorded { () throws(JournalError) in
      try journal.claims(
        like: decision.amount, named: ClaimNames(of: transaction, ticket: decision.ticket),
        besides: decision.key, mode: mode, at: now())
    }
  }

  // MARK: - Steps

  /// What was done of late that makes the desk ask again (I15).
  private func recent(
    _ decision: Decision, in detail: PaymentDetail
  ) throws(DeskError) -> ActionRefusal? {
    if decision.kind == .refund, let disputed = try disputed(detail) { return disputed }
    // What the payment's own history does not show comes before what it does.
    if let elsewhere = try decidedElsewhere(decision.key, mode: detail.row.mode) {
      return elsewhere
    }
    if let changed = otherAmount(decision, in: detail) { return changed }
    if let shared = try sharedEntry(decision, in: detail) { return shared }
    if decision.kind == .refund,
      let recent = policy.recentRefund(
        like: decision.amount, intents: detail.intents, age: leastAge)
    {
      return recent
    }
    if let before = refundedBefore(decision, in: detail) { return before }
    return try sameReference(decision, in: detail)
  }

  /// The least time that has passed since a decision was made, or since it failed, by either clock, in milliseconds.
  func leastAge(of intent: Intent) -> Int64 {
    let moments = (try? journal.moments(of: intent.id)) ?? nil
    let since = intent.countsAs == .failed ? moments?.changed : moments?.created
    let wall = intent.countsAs == .failed ? intent.updated : intent.created
    return since.map(planner.time.leastElapsed) ?? now().milliseconds(since: wall)
  }

  /// What was paid is not what it was at the last decision: the provider, or a unit in the configuration, changed.
  private func otherAmount(_ decision: Decision, in detail: PaymentDetail) -> ActionRefusal? {
    let last = detail.intents.last { $0.state.mayHaveBeenSent }
    guard decision.kind == .refund, let last,
      last.seen.amount.money != decision.seen.amount.money
    else { return nil }
    return .paidChanged(decision.seen.amount.label, before: last.seen.amount.label, last.created)
  }

  /// What went back of the payment elsewhere and may have been for the same claim: a refund of the same amount, or one
  /// that the provider's status tells of and nobody lists.
  private func refundedBefore(
    _ decision: Decision, in detail: PaymentDetail
  ) -> ActionRefusal? {
    guard decision.kind == .refund else { return nil }
    let entries = detail.ledger?.entries ?? []
    let elsewhere = entries.filter { entry in
      if case .ours = entry.source { return false }
      return entry.state != .failed
    }
    if let same = elsewhere.last(where: { $0.amount == decision.amount }) {
      return .refundedElsewhere(same.amount, same.refundID?.safe ?? "")
    }
    let isExplained = !elsewhere.isEmpty || detail.intents.contains { $0.holdsAmount }
    return decision.seen.status == .partlyRefunded && !isExplained ? .partRefundedBefore : nil
  }

  /// A decision whose end is not known on another payment of the account with the same reference: a provider may know one
  /// payment by two names (I28).
  private func sameReference(
    _ decision: Decision, in detail: PaymentDetail
  ) throws(DeskError) -> ActionRefusal? {
    let reference = detail.transaction.reference.raw
    guard !reference.isEmpty else { return nil }
    let open = try recorded { () throws(JournalError) in
      try journal.open(underReference: reference, at: decision.key.account)
    }
    return open.last { $0.key != decision.key }.map { intent in
      .openReference(
        intent.state, intent.kind, intent.amount, intent.actor, intent.created,
        payment: intent.key.id.safe)
    }
  }

  /// A decision of the payment that the provider contradicts; `nil` where somebody has said of each what it was.
  private func disputed(_ detail: PaymentDetail) throws(DeskError) -> ActionRefusal? {
    let open = try openFindings(on: detail.row.id).filter(\.finding.kind.disputes)
    return policy.disputed(detail.intents, besides: Set(open.map(\.intent)))
  }

  private func refusal(
    of decision: Decision, in detail: PaymentDetail
  ) throws(DeskError)
    -> ActionRefusal?
  {
    switch decision.kind {
    case .cancel: return detail.cancelRefusal
    case .refund:
      if let refusal = detail.refundRefusal { return refusal }
      guard let ledger = detail.ledger else {
        return .amountNotExact(detail.transaction.amount.label)
      }
      return policy.amountRefusal(decision.amount, ledger: ledger, intents: detail.intents)
    }
  }

  private func refuseCardNumbers(in decision: Decision) throws(DeskError) {
    for text in [decision.reason, decision.note, decision.ticket] where looksLikeCardNumber(text) {
      throw .refused(.cardNumber)
    }
  }

  private func remainingAfter(_ decision: Decision, detail: PaymentDetail) -> Money? {
    guard decision.kind == .refund, let before = detail.ledger?.remaining.bound else { return nil }
    return try? before.subtracting(decision.amount)
  }

  private func write(
    for decision: Decision, intent: IntentID, transaction: Transaction, connection: Connection
  ) throws(DeskError) -> PreparedWrite {
    let key = try idempotencyKey(of: decision, intent: intent)
    do throws(ProviderError) {
      switch decision.kind {
      case .refund:
        return try connection.provider.prepareRefund(
          RefundOrder(
            transaction: transaction, amount: decision.amount, reason: decision.reason,
            intent: intent, idempotencyKey: key))
      case .cancel:
        return try connection.provider.prepareCancel(
          CancelOrder(transaction: transaction, intent: intent, idempotencyKey: key))
      }
    } catch {
      throw .refused(.unsupported(error.sentence))
    }
  }

  /// Made from the token where there is one, so that a lost record changes no key (I25); else from the intent.
  private func idempotencyKey(
    of decision: Decision, intent: IntentID
  ) throws(DeskError) -> IdempotencyKey {
    guard let token = decision.token else { return IdempotencyKey(of: intent) }
    let noes = try recorded { () throws(JournalError) in
      try journal.certainNoes(decisionToken: token)
    }
    return IdempotencyKey(
      token: token, kind: decision.kind, payment: decision.key, amount: decision.amount,
      reason: decision.reason, certainNoes: noes)
  }

  /// What is sent, as it was made durable, and when.
  private func prepared(
    _ id: IntentID
  ) throws(DeskError) -> (Intent, PreparedWrite, confirmed: RecordedMoment) {
    let found = try recorded { () throws(JournalError) in
      (try journal.history(of: id), try journal.write(of: id))
    }
    guard let history = found.0, let stored = found.1, history.intent.state == .prepared else {
      throw .journal("This decision is no longer waiting to be sent.", mayHaveMoved: false)
    }
    let intent = history.intent
    guard planner.time.mostElapsed(since: history.change) < settling.preparedPatience else {
      _ = try discard(id, cause: "not sent in time")
      throw .journal(
        "Not sent: it was confirmed more than 10 minutes ago. Your draft is kept.",
        mayHaveMoved: false)
    }
    return (intent, PreparedWrite(stored, for: intent), history.change)
  }

  /// The refunds that were there before a decision is sent, by which its answer is judged (I23).
  private func refundsBefore(_ intent: Intent) throws(DeskError) -> RefundsBefore {
    try recorded { () throws(JournalError) in
      let known = try journal.knownRefunds(for: intent.key).compactMap(\.id)
      let ours = try journal.intents(for: intent.key).compactMap(\.refundID)
      return RefundsBefore(ids: Set(known + ours), seen: intent.seen)
    }
  }

  /// Reads the payment again and discards the decision when it is not what the agent saw (I11).
  ///
  /// Returns when its answer came.
  private func checkAgain(
    _ intent: Intent, connection: Connection
  ) async throws(DeskError) -> RecordedMoment {
    let again: (read: RecordedMoment, difference: SafeText?)
    do throws(DeskError) { again = try await readAgain(intent, connection: connection) } catch {
      if case .refused = error {
        _ = try discard(intent.id, cause: "the clock is wrong")
        throw error
      }
      _ = try discard(intent.id, cause: "could not be read again")
      let reason = if case .provider(_, let words) = error { words } else { error.sentence }
      throw .provider(
        connection.account.name, "\(reason) Nothing was sent; your draft is kept.")
    }
    guard let difference = again.difference else { return again.read }
    _ = try discard(intent.id, cause: "changed before sending")
    throw .refused(.changed(difference))
  }

  /// When the payment was just read, and what differs from what the agent saw; throws `refused` for a wrong clock only.
  private func readAgain(
    _ intent: Intent, connection: Connection
  ) async throws(DeskError) -> (read: RecordedMoment, difference: SafeText?) {
    let (detail, skew) = try await openMeasured(intent.key)
    let read = moment(of: detail.row.asOf)
    try refuseSkew(skew, connection: connection)
    let hold = try recorded { () throws(JournalError) in
      try journal.disputeHold(since: intent.id)
    }
    return (
      read,
      hold?.warning(before: intent.kind)
        ?? detail.fingerprint.excluding(intent.id).difference(from: intent.seen)
    )
  }

  /// What remains after an intent, from the records alone.
  func remaining(of intent: Intent) -> Remaining? {
    guard let detail = try? openLocal(intent.key) else { return nil }
    return detail.ledger?.remaining
  }
}

extension PaymentFingerprint {
  /// What differs from what an agent saw, in words; `nil` when nothing does.
  package func difference(from seen: PaymentFingerprint) -> SafeText? {
    if providerStatus != seen.providerStatus {
      return "the status is now \(providerStatus), it was \(seen.providerStatus). Look again."
    }
    if amount != seen.amount {
      return "the amount is now \(amount.label), it was \(seen.amount.label). Look again."
    }
    if refunds != seen.refunds {
      return "its refunds changed since you looked. Look again."
    }
    return nil
  }
}

extension Intent {
  /// Whether a process is about to send it, or waits for its answer.
  package var isUnderWay: Bool { state == .prepared || state == .sending }
}

extension ClaimNames {
  /// The names of a payment's refund.
  init(of transaction: Transaction, ticket: String) {
    self.init(
      ticket: ticket, reference: transaction.reference.raw,
      customer: transaction.customer?.raw ?? "")
  }
}

extension RecordedClaim {
  /// Why it asks before another refund.
  var refusal: ActionRefusal {
    let reference = names.reference.isEmpty ? intent.key.id.safe : ForeignText(names.reference).safe
    return .sameClaim(
      intent.countsAs, intent.amount, intent.actor, intent.created, payment: reference,
      account: intent.account.safe, link)
  }
}
