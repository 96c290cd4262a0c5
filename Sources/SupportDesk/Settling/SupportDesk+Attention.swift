package import Journal
package import Payments
import ProviderClient
import TextSafety
import TilldeskCrypto

// What needs somebody: the record and accounts in doubt, unknown outcomes, stuck pendings, corrections; with the
// evidence.

extension SupportDesk {
  /// Everything that needs attention: what stops all work first, then corrections, then what a person has to rule on,
  /// oldest first in each.
  package func attention() throws(DeskError) -> [AttentionItem] {
    var items = try general() + Self.gathered(try frozen())
    for found in try recorded({ () throws(JournalError) in try journal.findings() }) {
      items.append(try item(for: found))
    }
    for intent in try recorded({ () throws(JournalError) in try journal.unfinished() }) {
      if let item = try item(for: intent) { items.append(item) }
    }
    let order = AttentionItem.Matter.allCases
    return items.sorted { left, right in
      let places = (order.firstIndex(of: left.matter) ?? 0, order.firstIndex(of: right.matter) ?? 0)
      let since = (left.since ?? .distantPast, right.since ?? .distantPast)
      return places.0 == places.1 ? since.0 < since.1 : places.0 < places.1
    }
  }

  /// How many matters need attention.
  package var attentionCount: Int {
    let frozen = (try? journal.frozenPayments().count) ?? 0
    // Many locks of one cause are one matter, which only their words tell.
    guard frozen <= Self.lockLimit else { return (try? attention().count) ?? frozen }
    let found = (try? journal.findings().count) ?? 0
    let unfinished = (try? journal.unfinished()) ?? []
    let general = (try? general().count) ?? 0
    return general + frozen + found + unfinished.count { matter(of: $0) != nil }
  }

  /// Everything known of one matter; `nil` when it is none any more.
  package func dossier(_ id: AttentionItem.ID) throws(DeskError) -> Dossier? {
    switch id {
    case .payment(let key):
      let item = try frozen(key)
      let events = try recorded { () throws(JournalError) in try journal.timeline(for: key) }
      let entries = events.suffix(Self.frozenEntries).map { event in
        Dossier.Entry(
          time: event.time, actor: event.actor, title: event.title, words: event.words, raw: "")
      }
      return Dossier(item: item, request: "", entries: entries, matches: [])
    case .intent(let id):
      guard let item = try item(for: try intentNow(id)) else { return nil }
      return try dossier(of: id, item: item)
    case .finding(let id, let kind, let effect):
      let found = try recorded { () throws(JournalError) in try journal.findings() }.first {
        $0.intent == id && $0.finding.isSame(as: Finding(kind: kind, effect: effect))
      }
      return try found.map { found throws(DeskError) in
        try dossier(of: id, item: try item(for: found))
      }
    case .account: return try gathered(id)
    case .record, .merchant, .tags: return try general(id)
    }
  }

  /// Everything that was recorded about a payment, in order.
  package func timeline(_ key: PaymentKey) throws(DeskError) -> [TimelineEvent] {
    try recorded { () throws(JournalError) in try journal.timeline(for: key) }
  }

  /// The events shown of a frozen payment.
  private static let frozenEntries = 12
  /// The characters shown of a raw answer.
  private static let rawLimit = 400

  // MARK: - Items

  /// What is the matter with a decision; `nil` when nothing is.
  func matter(of intent: Intent) -> AttentionItem.Matter? {
    switch intent.state {
    case .unknown: return .unknown
    case .needsHuman: return .needsPerson
    case .pending:
      let isPolled =
        intent.kind == .cancel
        || (try? connection(for: intent.key.account))?.account.capabilities.has(.listsRefunds)
          ?? false
      let patience = isPolled ? settling.polledPatience : settling.pendingPatience
      return isOlder(intent, than: patience - 1) ? .overdue : nil
    // Recovery settles what a dead process holds; a living one is done with it sooner than this, unless it is stopped.
    case .prepared: return isOlder(intent, than: settling.preparedPatience) ? .stuck : nil
    case .sending: return isOlder(intent, than: settling.longestRequest) ? .stuck : nil
    case .awaitingApproval, .declined, .expired, .withdrawn, .discarded,
      .notSent, .succeeded, .rejected, .failed, .ruledDone, .ruledNotDone:
      return nil
    }
  }

  /// Whether a decision has stood longer than a span by either clock; what was recorded under a clock that was ahead
  /// has, since nobody knows how old it is.
  private func isOlder(_ intent: Intent, than span: Int64) -> Bool {
    guard let change = try? journal.moments(of: intent.id)?.changed else {
      return now().milliseconds(since: intent.updated) > span
    }
    let elapsed = planner.time.mostElapsed(since: change)
    return elapsed > span || elapsed < -SettlingPolicy.minute
  }

  private func item(for intent: Intent) throws(DeskError) -> AttentionItem? {
    guard let matter = matter(of: intent) else { return nil }
    let settling = try? settlingCase(intent.id)
    let plan = settling.flatMap { planner.plan($0) }
    return AttentionItem(
      id: .intent(intent.id), matter: matter, key: intent.key, account: accountWords(of: intent),
      mode: intent.mode, reference: reference(of: intent.key), intent: intent,
      sentence:
        "\(intent.sentence(remaining: nil))\(labelThen(of: intent))\(stuckCheck(of: intent))",
      attempts: settling?.attempts.count ?? 0,
      looks: settling?.looks.count ?? 0, suggestion: suggestion(for: intent),
      plan: plan, since: intent.updated, refusals: refusals(intent, settling),
      gap: lastLook(at: intent.id)?.gap, objection: objection(to: intent))
  }

  /// What was read last says so much against a ruling that a decision did not happen that it would lock the payment.
  private func objection(to intent: Intent) -> SafeText? {
    guard intent.state.after(.ruledNotDone) != nil, lastLook(at: intent.id)?.couldRead == true,
      let connection = try? connection(for: intent.key.account),
      let known = try? index.transaction(intent.key)
    else { return nil }
    let refunds = ((try? journal.knownRefunds(for: intent.key)) ?? []).filter { $0.statedBy == nil }
    let read = LiveRead(transaction: known.transaction, asOf: known.asOf, refunds: refunds)
    return (try? objection(to: intent, in: read, connection: connection)) ?? nil
  }

  /// The last look at a decision that tells anything.
  func lastLook(at id: IntentID) -> StoredLook? {
    ((try? journal.looks(of: id)) ?? []).last { $0.look.tells }?.look
  }

  /// Says that a check of a decision does not go on: its program was stopped.
  private func stuckCheck(of intent: Intent) -> SafeText {
    guard let holder = try? journal.claimHolder(of: intent.id, at: now()),
      let age = holder.milliseconds, age > settling.longestRequest
    else { return "" }
    let patience = settling.longestCheck / SettlingPolicy.minute
    return
      " \(holder.checks) and does not go on: let that program go on, or end it; after \(patience) min another takes over."
  }

  /// What a person may make of the last look that could read the payment; what cannot be read hides no matter.
  private func suggestion(for intent: Intent) -> SafeText? {
    do throws(JournalError) {
      let looks = try journal.looks(of: intent.id).map(\.look)
      let last = looks.last(where: \.tells)
      // What was shown before counts while the provider tells nothing.
      let read = last?.silence == nil ? nil : looks.last(where: \.couldRead)
      let isShown = read.map { !$0.matches.isEmpty || $0.hint == .happened } ?? false
      return (isShown ? read : last)?.suggestion(for: intent)
    } catch {
      return Self.unreadable
    }
  }

  private static let unreadable: SafeText =
    "A part of what was recorded about it cannot be read: what the provider shows counts."

  /// A payment as a person releases it, frozen or not.
  package func frozen(_ key: PaymentKey) throws(DeskError) -> AttentionItem {
    let events = try recorded { () throws(JournalError) in try journal.timeline(for: key) }
    let correction = events.last { $0.isFreeze }
    let found = try recorded { () throws(JournalError) in try journal.findings(on: key) }
    let intents = try recorded { () throws(JournalError) in try journal.intents(for: key) }
    let account = (try? connection(for: key.account))?.account
    var refusals: [AttentionItem.Action: SafeText] = [:]
    for action in AttentionItem.Action.allCases where action != .release && action != .check {
      refusals[action] = "The payment is frozen: look at what happened, then release it."
    }
    return AttentionItem(
      id: .payment(key), matter: .frozen, key: key,
      account: (account?.name ?? intents.last?.account)?.safe
        ?? SafeText(sanitizing: key.account.merchant),
      mode: account?.mode ?? intents.last?.mode ?? .live, reference: reference(of: key),
      intent: correction?.intent.flatMap { id in intents.first { $0.id == id } },
      sentence: correction?.words ?? "", attempts: 0, looks: 0, suggestion: nil, plan: nil,
      since: correction?.time ?? now(), refusals: refusals,
      finding: found.last { $0.finding.locks && $0.intent == correction?.intent }?.finding,
      currency: intents.last?.amount.currency
        ?? (try? index.transaction(key))?.transaction.amount.money?.currency)
  }

  /// What was found about a decision, with the answers that fit.
  private func item(for found: RecordedFinding) throws(DeskError) -> AttentionItem {
    let intent = try intentNow(found.intent)
    let settling = try? settlingCase(found.intent)
    var refusals: [AttentionItem.Action: SafeText] = [:]
    for (action, end) in [
      (AttentionItem.Action.ours, FindingEnd.ours), (.elsewhere, .elsewhere),
      (.notThisOne, .notThisOne),
    ] {
      refusals[action] = found.finding.refusal(of: end, of: intent)
    }
    if found.finding.kind == .movedAnyway, intent.refundID?.raw == found.finding.effect {
      refusals[.notThisOne] =
        "The provider lists it under this decision's own name: say that it is ours, or who made it elsewhere."
    }
    for action in [AttentionItem.Action.replay, .ruleHappened, .ruleNotHappened, .release] {
      refusals[action] =
        "Its outcome is on record and the provider shows another: say which of the two counts."
    }
    if settling == nil {
      for action in [AttentionItem.Action.check, .ours, .elsewhere, .notThisOne] {
        refusals[action] = "Its account is not in the configuration any more."
      }
    }
    return AttentionItem(
      id: .finding(found.intent, found.finding.kind, effect: found.finding.effect),
      matter: .init(found.finding.kind), key: found.key, account: accountWords(of: intent),
      mode: intent.mode, reference: reference(of: found.key), intent: intent,
      sentence: SafeText(sanitizing: found.words), attempts: settling?.attempts.count ?? 0,
      looks: settling?.looks.count ?? 0, suggestion: nil,
      plan: settling.flatMap { planner.plan($0) }, since: found.time, refusals: refusals,
      finding: found.finding)
  }

  private func reference(of key: PaymentKey) -> SafeText {
    let reference = (try? index.transaction(key))?.transaction.reference.safe ?? ""
    return reference.isEmpty ? key.id.safe : reference
  }

  private func refusals(
    _ intent: Intent, _ settling: SettlingCase?
  ) -> [AttentionItem.Action: SafeText] {
    var refusals: [AttentionItem.Action: SafeText] = [
      .release: "The payment is not frozen."
    ]
    for action in [AttentionItem.Action.ours, .elsewhere, .notThisOne] {
      refusals[action] = "Nothing turned out otherwise than recorded."
    }
    guard let settling else {
      for action in [AttentionItem.Action.check, .replay, .ruleHappened, .ruleNotHappened] {
        refusals[action] = Self.leftMerchant
      }
      return refusals
    }
    if settling.intent.state == .sending || settling.intent.state == .prepared {
      let holder = (try? journal.holder(of: intent.id)).map { " (process \($0))" as SafeText } ?? ""
      for action in AttentionItem.Action.allCases where action != .release {
        refusals[action] =
          "The program that holds it\(holder) is still there: let it go on, or end it; then Tilldesk finds out."
      }
      return refusals
    }
    refusals[.replay] = planner.replayRefusal(settling)
    if let wait = rulingWait(settling) { refusals[.ruleNotHappened] = wait }
    return refusals
  }

  /// I17: how long a person still has to wait before ruling that nothing happened.
  private func rulingWait(_ settling: SettlingCase) -> SafeText? {
    guard let end = settling.lastEnd(planner.policy) else { return nil }
    let time = planner.time
    let waited = max(
      time.elapsed(since: end),
      time.boot.provenSince(end, looks: settling.looks.map(\.moment)))
    let wait = Journal.rulingPatienceMilliseconds - waited
    guard wait > 0 else { return nil }
    let minutes = (wait + SettlingPolicy.minute - 1) / SettlingPolicy.minute
    return "Too early: it may still be carried out. Possible in \(minutes) min."
  }

  // MARK: - Evidence

  private func dossier(of id: IntentID, item: AttentionItem) throws(DeskError) -> Dossier {
    let write = readable { () throws(JournalError) in try journal.write(of: id) }
    let attempts = readable { () throws(JournalError) in try journal.attempts(of: id) }
    let looks = readable { () throws(JournalError) in try journal.looks(of: id) }
    var entries: [(event: Int64, entry: Dossier.Entry)] = []
    for attempt in attempts ?? [] {
      entries += Self.entries(of: attempt, around: write??.body ?? [], by: item.intent?.actor)
    }
    for look in looks ?? [] {
      entries.append(
        (
          look.moment.event,
          Dossier.Entry(
            time: look.moment.wall, actor: look.actor, title: "asked again", words: look.words,
            raw: "")
        ))
    }
    var told = entries.sorted { $0.event < $1.event }.map(\.entry)
    if write == nil || attempts == nil || looks == nil {
      told.append(
        Dossier.Entry(
          time: now(), actor: Journal.desk, title: "record", words: Self.unreadable, raw: ""))
    }
    return Dossier(
      item: item, request: (write ?? nil).map(Self.line) ?? "", entries: told,
      matches: looks?.last { $0.look.couldRead }?.look.matches ?? [])
  }

  /// What can be read in a record that a person took as it is; `nil` for what is lost.
  private func readable<Value>(_ read: () throws(JournalError) -> Value) -> Value? { try? read() }

  private static func entries(
    of attempt: RecordedAttempt, around body: [UInt8], by actor: Actor?
  ) -> [(event: Int64, entry: Dossier.Entry)] {
    let sender = attempt.number == 1 ? actor ?? Journal.desk : Journal.desk
    let sent = Dossier.Entry(
      time: attempt.begun.wall, actor: sender,
      title: attempt.number == 1 ? "sent" : "sent again, same key and bytes",
      words: "attempt \(attempt.number), body \(digest(body))", raw: "")
    guard let answer = attempt.answer, let answered = attempt.answered else {
      return [(attempt.begun.event, sent)]
    }
    let status: SafeText = answer.httpStatus.map { "HTTP \($0)" } ?? "no answer"
    let failure = SafeText(sanitizing: answer.failure)
    let came = Dossier.Entry(
      time: answer.ended, actor: sender, title: "answered",
      words: failure.isEmpty ? status : "\(status): \(failure)",
      raw: SafeText(sanitizing: String(decoding: answer.body, as: UTF8.self), limit: rawLimit))
    return [(attempt.begun.event, sent), (answered.event, came)]
  }

  private static func line(_ write: StoredWrite) -> SafeText {
    let key = write.idempotencyKey.map { ", key \($0.prefix(8))…" } ?? ""
    let amount = write.wireAmount.isEmpty ? "" : ", amount \(write.wireAmount)"
    let request = "\(write.method) \(write.origin)\(write.path)\(amount)\(key)"
    return SafeText(sanitizing: "\(request), body \(digest(write.body))")
  }

  /// The beginning of the hash of a body: whether two attempts sent the same bytes can be read off it.
  private static func digest(_ body: [UInt8]) -> String { String(BLAKE2b.hex(body).prefix(12)) }
}

extension ClaimHolder {
  /// That it checks a decision, and for how long it has.
  var checks: SafeText {
    guard let milliseconds else { return "Process \(process) is checking it right now" }
    let seconds = max(0, milliseconds) / SettlingPolicy.second
    let span: SafeText = seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min"
    return "Process \(process) has been checking it for \(span)"
  }

  /// Why nobody else does now.
  var sentence: SafeText { "\(checks); wait a moment, or end that program if it hangs." }
}

extension StoredLook {
  /// What a person may make of a look.
  func suggestion(for intent: Intent) -> SafeText {
    if !matches.isEmpty {
      return
        "\(matches.count) refund\(matches.count == 1 ? "" : "s") at the provider may be this one: compare, then rule."
    }
    if let gap { return gap }
    switch hint {
    case .happened: return "It looks as if it happened."
    case .nothingSeen: return "Nothing of it shows at the provider; that proves nothing."
    case .silent: return "The provider's status would be the same either way."
    }
  }
}
