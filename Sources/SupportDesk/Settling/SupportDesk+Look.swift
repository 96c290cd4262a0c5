import Journal
import Payments
import ProviderClient
import TextSafety

extension SupportDesk {
  /// What a look at the provider came to.
  struct LookResult {
    /// The decision afterwards.
    var intent: Intent
    /// Whether the payment could be read.
    var couldRead: Bool
    /// Whether the provider answered and told nothing of the payment.
    var isSilent = false
    /// What was read, where it counts.
    var read: MeasuredRead?
    /// Why what it does not show may be there all the same; `nil` where nothing keeps it from showing.
    var gap: SafeText?
    /// The provider's refunds that may be the decision.
    var matches: [ReportedRefund] = []
    /// Why nobody can rule on what was read that it did not happen; `nil` where they can, and where nobody wants to.
    var objection: SafeText?
  }

  /// Reads the payment live, which settles what it proves, and records what it shows of a decision that it does not.
  ///
  /// - Parameter ruling: What a person wants to rule on it; `nil` where nobody does.
  func look(
    at intent: Intent, by actor: Actor, before ruling: Ruling? = nil
  ) async throws(DeskError) -> LookResult {
    let connection = try connection(for: intent.key.account)
    var look = StoredLook(providerStatus: nil, hint: .silent)
    var words: SafeText
    var measured: MeasuredRead?
    var objection: SafeText?
    do throws(DeskError) {
      let read = try await read(intent.key, connection: connection, noting: &look)
      var found = look
      found.providerStatus = read.transaction.providerStatus
      found.hint = intent.hint(from: read.transaction)
      found.status = read.transaction.status
      found.matches = try matches(among: read.refunds, for: intent)
      if intent.kind == .refund {
        // Where a provider lists no refunds, what its other lists lack says nothing of one.
        let isListed = connection.account.capabilities.has(.listsRefunds)
        found.isPartial = isListed && !read.listing.isWhole ? true : nil
        let unreadable = read.listing.unreadable.filter {
          !$0.words(in: intent.amount.currency).isBefore(intent)
        }
        if !unreadable.isEmpty { found.unreadable = unreadable.map { $0.id ?? "" } }
        if found.gap != nil, found.hint == .nothingSeen { found.hint = .silent }
      }
      words = found.words(
        for: intent, status: read.transaction.status,
        isListed: read.refunds.contains { intent.standing(ofTagIn: $0) != .absent })
      if ruling?.isNo == true {
        objection = try self.objection(to: intent, in: read, connection: connection)
      }
      // Where the same bytes would go out again, a clock that cannot sign counts as not having looked.
      if let obstacle = clockObstacle(read.clockSkewMilliseconds, to: intent, over: connection) {
        words += " This look does not count: \(obstacle)"
      } else {
        look = found
        measured = MeasuredRead(read, moment: moment(of: read.asOf))
      }
    } catch {
      // Whoever gave up waiting learnt nothing, which is no failure of the provider's.
      if Task.isCancelled { throw error }
      words = "Could not be read again. \(error.sentence)"
    }
    try recordForOthers(look, besides: intent)
    let fresh = try intentNow(intent.id)
    // What the read settled speaks for itself.
    guard fresh.state == intent.state else { return LookResult(intent: fresh, couldRead: true) }
    try recorded { () throws(JournalError) in
      try journal.record(look, words: words.text, of: intent.id, actor: actor, at: now())
    }
    return LookResult(
      intent: try intentNow(intent.id), couldRead: look.couldRead,
      isSilent: look.silence != nil, read: measured, gap: look.gap, matches: look.matches,
      objection: objection)
  }

  /// What a read would say at once against a ruling that a decision did not happen; `nil` for nothing.
  func objection(
    to intent: Intent, in read: LiveRead, connection: Connection
  ) throws(DeskError) -> SafeText? {
    let recorded = try recorded { () throws(JournalError) in try journal.intents(for: intent.key) }
    let intents = recorded.map { one in
      guard one.id == intent.id, one.state.after(.ruledNotDone) != nil else { return one }
      var ruled = one
      ruled.state = .ruledNotDone
      return ruled
    }
    let matches = RowMatch.all(intents, among: read.refunds)
    if let doubt = matches.first(where: { $0.intent.id == intent.id })?.doubt { return doubt }
    let named = matches.compactMap { match in
      match.telling.map { (intent: match.intent, row: $0) }
    }
    let comparison = try comparison(
      read.transaction, intents: intents, named: named, connection: connection)
    let found = comparison.contradictions()
      .first { $0.intent.id == intent.id && $0.finding.kind.disputes }
    // Nothing of the kind is recorded yet.
    let ruled: SafeText = "is recorded as \(IntentState.ruledNotDone.title)"
    return found.map {
      SafeText(
        sanitizing: $0.sentence.text.replacing(ruled.text, with: "would count as not done"))
    }
  }

  /// The rows that may be this refund: what refunds of ours from this payment account for is not among them.
  private func matches(
    among rows: [ReportedRefund], for intent: Intent
  ) throws(DeskError) -> [ReportedRefund] {
    let others = try recorded { () throws(JournalError) in try journal.intents(for: intent.key) }
      .filter { $0.kind == .refund && $0.id != intent.id }
    return RefundLedger.external(rows, beside: others).filter { intent.mayBe($0) }
  }

  /// One read serves every certain outcome of its payment that is to be read again now (I27).
  private func recordForOthers(_ look: StoredLook, besides intent: Intent) throws(DeskError) {
    let others = try recorded { () throws(JournalError) in try journal.intents(for: intent.key) }
    for other in others where other.id != intent.id && other.state.wantsAftercare {
      guard let plan = plan(for: other.id), plan.step == .look, plan.due <= now() else { continue }
      var same = look
      same.matches = []
      try recorded { () throws(JournalError) in
        try journal.record(same, words: "", of: other.id, actor: Journal.desk, at: now())
      }
    }
  }

  /// Why the clock keeps a decision from being sent once more; `nil` when it does not.
  private func clockObstacle(
    _ skew: Int64?, to intent: Intent, over connection: Connection
  ) -> SafeText? {
    guard intent.state == .unknown, connection.account.capabilities.has(.idempotentWrites) else {
      return nil
    }
    do throws(DeskError) { try refuseSkew(skew, connection: connection) } catch {
      return error.sentence
    }
    return nil
  }

  func intentNow(_ id: IntentID) throws(DeskError) -> Intent {
    let found = try recorded { () throws(JournalError) in try journal.intent(id) }
    guard let found else { throw DeskError(.noSuchIntent(id)) }
    return found
  }
}

extension Intent {
  /// What the payment's status suggests about this decision; evidence, never proof (`MoneySafety.md` §5).
  func hint(from transaction: Transaction) -> StoredLook.Hint {
    switch kind {
    case .cancel:
      switch transaction.status {
      case .cancelled: return .happened
      case .pending, .authorized: return .nothingSeen
      case .paid, .partlyRefunded, .refunded, .failed, .disputed, .review, .unrecognised:
        return .silent
      }
    case .refund:
      let showsRefund = transaction.status == .partlyRefunded || transaction.status == .refunded
      if seen.status == .partlyRefunded || seen.status == .refunded {
        // Part of it had gone back before; only the last part would change the word.
        return transaction.status == .refunded && seen.status == .partlyRefunded
          ? .happened : .silent
      }
      return showsRefund ? .happened : .nothingSeen
    }
  }

  /// Whether a provider's row may be this refund: the same amount, not known before, not somebody else's.
  func mayBe(_ row: ReportedRefund) -> Bool {
    kind == .refund && row.progress != .failed && row.amount == amount && row.statedBy == nil
      && !seen.knew(row) && !row.isAnothers(than: self)
  }
}

extension StoredLook {
  /// What a look showed, in one sentence.
  fileprivate func words(for intent: Intent, status: Status, isListed: Bool) -> SafeText {
    let word: SafeText = "The provider says \(status.title)"
    var rows: SafeText =
      matches.isEmpty
      ? (isListed ? " A refund that it lists names this one: a person has to compare them." : "")
      : " \(matches.count) of its refunds may be this one: a person has to compare them."
    if let gap { rows += " \(gap)" }
    switch hint {
    case .happened where intent.kind == .refund:
      return
        "\(word), which it did not when this was decided; it looks as if the refund happened.\(rows)"
    case .happened: return "\(word)."
    case .nothingSeen where !rows.isEmpty: return "\(word).\(rows)"
    case .nothingSeen:
      return "\(word); nothing of it shows, which proves nothing."
    case .silent where gap != nil: return "\(word).\(rows)"
    case .silent: return "\(word), which says nothing either way.\(rows)"
    }
  }
}
