import Journal
import Payments
import TextSafety

/// Something that the provider now says otherwise than the record (I9, I17, I27).
struct Contradiction: Hashable {
  /// The decision whose recorded end is contradicted.
  var intent: Intent
  /// What was found.
  var finding: Finding
  /// The same in one sentence.
  var sentence: SafeText

  init(
    _ kind: Finding.Kind, of intent: Intent, effect: String, amount: Money? = nil,
    locks: Bool = false, _ sentence: SafeText
  ) {
    self.intent = intent
    finding = Finding(kind: kind, effect: effect, amount: amount, locks: locks)
    self.sentence = sentence
  }
}

/// What one live read of a payment is compared with: every decision on it, and what was found before.
///
/// Pure: the same read against the same record finds the same.
struct Comparison {
  /// The payment as just read.
  var transaction: Transaction
  /// All decisions on it, as they stand after what the read settled.
  var intents: [Intent]
  /// The provider's refunds that are certainly one of ours, with the decision each is.
  var named: [(intent: Intent, row: ReportedRefund)]
  /// The other refunds that the provider tells of, and those that people stated.
  var others: [ReportedRefund]
  /// What was found before, settled or not.
  var known: [RecordedFinding]
  /// What the payment's status was before this read, by each source that tells; empty where nothing is on record.
  var statusesBefore: [Status]
  /// Whether the status `refunded` means that everything went back.
  var refundedMeansAll: Bool

  /// Everything that is new.
  func contradictions() -> [Contradiction] {
    new(
      among: byRefunds + byFailedEntry() + byUnexplainedStatus() + intents.compactMap(cancelled)
        + statusWentBack() + unknownStatus())
  }

  /// Everything new that refunds of the payment say, whatever its status is by now.
  func contradictionsByRefunds() -> [Contradiction] { new(among: byRefunds) }

  private var byRefunds: [Contradiction] {
    named.compactMap { byRow($0.intent, $0.row) } + bySurplus() + byNamelessRow()
  }

  private func new(among found: [Contradiction]) -> [Contradiction] {
    let new = found.filter { !isTold($0) }
    return exceedsPaid(with: new) ? new.map(locking) : new
  }

  /// Whether it was brought up already: what had passed and is back is told again, and so is what turned round since;
  /// what a person put aside is not.
  private func isTold(_ contradiction: Contradiction) -> Bool {
    let finding = contradiction.finding
    let last = known.last { old in
      guard old.intent == contradiction.intent.id else { return false }
      let isTurn =
        old.finding.kind.disputes && finding.kind.disputes
        && (old.finding.effect.utf8.elementsEqual(finding.effect.utf8)
          || contradiction.intent.kind == .cancel)
      return isTurn || old.finding.isSame(as: finding)
    }
    return last.map { $0.finding.isSame(as: finding) && $0.end != .passed } ?? false
  }

  /// Whether an effect was brought up already for a decision, or for another one while this one was there.
  ///
  /// That it is not another one's says nothing of this one, and what was seen to go is told when it comes back.
  private func wasFound(_ effect: String, for intent: Intent) -> Bool {
    known.contains { old in
      guard old.finding.kind == .movedAnyway, old.end != .passed,
        old.finding.effect.utf8.elementsEqual(effect.utf8)
      else { return false }
      return old.intent == intent.id || old.end != .notThisOne && intent.created <= old.time
    }
  }

  // MARK: - Rows of ours

  private func byRow(_ intent: Intent, _ row: ReportedRefund) -> Contradiction? {
    let id: SafeText = row.id.map { " (\($0))" } ?? ""
    let isFreed = intent.correction == .void && intent.state.isDone
    let record: SafeText =
      isFreed
      ? "Nothing of the refund of \(intent.amount.text)\(id) counts any more"
      : "The refund of \(intent.amount.text)\(id) is recorded as \(intent.state.title)"
    if row.progress == .unrecognised, intent.isDone || intent.state == .pending {
      return Contradiction(
        .unknownWord, of: intent, effect: row.providerStatus.raw,
        "\(record), and the provider now calls it \"\(row.providerStatus)\", a word that nobody here knows."
      )
    }
    let effect = row.effectName
    if intent.isDone, row.progress == .failed {
      return Contradiction(
        .failedLate, of: intent, effect: effect, amount: intent.amount,
        "\(record), and the provider now says that it failed: the payer has not got the money.")
    }
    // A lock of the same read disputes it already; the money that moved is told beside it.
    let isFree = !intent.holdsAmount || intent.correction == .disputed && !intent.state.holdsAmount
    guard isFree, row.progress != .failed, !isStated(row) else { return nil }
    return Contradiction(
      .movedAnyway, of: intent, effect: effect, amount: row.amount,
      "\(record), and the provider now lists it: the money moves.")
  }

  /// Whether what people stated to have gone back has a row of ours in it already.
  private func isStated(_ row: ReportedRefund) -> Bool {
    guard others.contains(where: { $0.statedBy != nil }) else { return false }
    let rows = named.map(\.row)
    // What is in it already adds nothing.
    return sum(others + rows) <= sum(others + rows.filter { !$0.isSame(as: row) })
  }

  /// What certainly went back besides our own decisions by some rows.
  private func sum(_ rows: [ReportedRefund]) -> Int128 {
    RefundLedger.external(rows, beside: intents).filter {
      $0.progress != .failed && ($0.link == .exact || $0.link == .sameReference)
    }.reduce(Int128(0)) { $0 + Int128($1.amount.minor) }
  }

  // MARK: - Effects that nothing explains

  /// Refunds of this payment that no decision of ours and no person's word stands for.
  private var surplus: [ReportedRefund] {
    var rest = others.filter {
      $0.link != .unattributed && $0.progress != .failed && $0.statedBy == nil
    }
    for stated in others where stated.statedBy != nil {
      guard stated.isTotal == true else {
        if let index = rest.firstIndex(where: stated.states) { rest.remove(at: index) }
        continue
      }
      var left = stated.amount.minor
      while let index = rest.earliestIndex(where: { stated.covers($0) && $0.amount.minor <= left })
      {
        left -= rest.remove(at: index).amount.minor
      }
    }
    for intent in unnamed {
      if let index = rest.earliestIndex(where: { intent.canBe($0) }) { rest.remove(at: index) }
    }
    return rest
  }

  /// Our refunds that went back or may have, and that no row of the provider names, oldest first.
  private var unnamed: [Intent] {
    let namedIntents = Set(named.map(\.intent.id))
    return intents.filter {
      $0.kind == .refund && $0.holdsAmount && $0.state.mayHaveBeenSent
        && !namedIntents.contains($0.id)
    }.sorted { $0.created < $1.created }
  }

  /// The provider's own entries under the payment's reference.
  private var entries: [ReportedRefund] {
    others.filter { $0.link == .sameReference && $0.statedBy == nil }
  }

  /// Decisions recorded as not done that something at the provider can be after all.
  private func notDone(_ isWanted: (Intent) -> Bool) -> [Intent] {
    intents.filter { intent in
      intent.kind == .refund && intent.state.wantsAftercare && !intent.holdsAmount
        && isWanted(intent)
    }
  }

  private func bySurplus() -> [Contradiction] {
    surplus.compactMap { row in
      let effect = row.effectName
      let candidates = notDone { $0.canBe(row) && !wasFound(effect, for: $0) }
      guard let latest = candidates.max(by: { $0.created < $1.created }) else { return nil }
      let id: SafeText = row.id.map { " (\($0))" } ?? ""
      return Contradiction(
        .movedAnyway, of: latest, effect: effect, amount: row.amount,
        locks: candidates.count > 1,
        "The refund of \(latest.amount.text) is recorded as \(latest.state.title), and the provider lists one of that amount\(id) that no other decision explains."
      )
    }
  }

  /// Rows that name no payment, one of which a refund that was refused may be after all: one for each decision until a
  /// person said what it was.
  private func byNamelessRow() -> [Contradiction] {
    var rest = others.filter {
      $0.link == .unattributed && $0.isGone != true && $0.id?.isEmpty == false
        && $0.progress != .failed && $0.statedBy == nil
    }
    for intent in unnamed {
      if let index = rest.earliestIndex(where: { intent.canBe($0) }) { rest.remove(at: index) }
    }
    return notDone { $0.state == .rejected }.compactMap { intent in
      let isOpen = known.contains {
        $0.intent == intent.id && $0.end == nil && $0.finding.kind == .movedAnyway
      }
      let index = rest.earliestIndex {
        intent.canBe($0) && !wasFound($0.effectName, for: intent)
      }
      guard !isOpen, let index else { return nil }
      let row = rest.remove(at: index)
      return Contradiction(
        .movedAnyway, of: intent, effect: row.effectName, amount: row.amount,
        "The refund of \(intent.amount.text) is recorded as \(intent.state.title), and the provider lists one of that amount (\(row.id?.safe ?? "no id")) of which it does not say from which payment: it may be this one."
      )
    }
  }

  /// Entries under the payment's reference that failed and can only be a refund of ours that counts as done: none of
  /// those that went through can be it.
  private func byFailedEntry() -> [Contradiction] {
    let entries = entries
    var moving = entries.filter { $0.progress != .failed }
    var failed = entries.filter { $0.progress == .failed }
    var found: [Contradiction] = []
    for intent in unnamed {
      if let index = moving.earliestIndex(where: { intent.canBe($0) }) {
        moving.remove(at: index)
      } else if intent.isDone, let index = failed.earliestIndex(where: { intent.canBe($0) }) {
        found.append(
          Contradiction(
            .failedLate, of: intent, effect: failed.remove(at: index).effectName,
            amount: intent.amount,
            "The refund of \(intent.amount.text) is recorded as \(intent.state.title), and the provider lists one of that amount that failed and none that went through."
          ))
      }
    }
    return found
  }

  /// Whether more entries of a decision's amount went through under the reference than other refunds of ours account for.
  private func hasEntry(for intent: Intent) -> Bool {
    let moving = entries.count { $0.progress != .failed && intent.canBe($0) }
    let accounted = unnamed.count { $0.id != intent.id && $0.amount == intent.amount }
    return moving > accounted
  }

  /// A status that says more went back than anything explains, where the provider lists no refunds.
  private func byUnexplainedStatus() -> [Contradiction] {
    let status = transaction.status
    guard status == .partlyRefunded || status == .refunded, !isExplained else { return [] }
    let effect = transaction.providerStatus.raw
    let candidates = notDone { $0.seen.status != status && !wasFound(effect, for: $0) }
    guard let latest = candidates.max(by: { $0.created < $1.created }) else { return [] }
    return [
      Contradiction(
        .movedAnyway, of: latest, effect: effect, locks: candidates.count > 1,
        "The refund of \(latest.amount.text) is recorded as \(latest.state.title), and the provider now says \(status.title)."
      )
    ]
  }

  /// Whether what is on record can be what the status says.
  private var isExplained: Bool {
    let holding = intents.filter { $0.kind == .refund && $0.holdsAmount && $0.mayHaveArrived }
    // A row that may be one of ours is not counted beside it.
    let rows = RefundLedger.external(others, beside: holding).filter {
      $0.link != .unattributed && $0.progress != .failed
    }
    guard !(rows.isEmpty && holding.isEmpty) else { return false }
    guard transaction.status == .refunded, refundedMeansAll, let paid = transaction.amount.money
    else { return true }
    let sum = (holding.map(\.amount) + rows.map(\.amount))
      .reduce(Int128(0)) { $0 + Int128($1.minor) }
    return sum >= paid.minor
  }

  // MARK: - Cancels

  private func cancelled(_ intent: Intent) -> Contradiction? {
    guard intent.kind == .cancel, intent.state.wantsAftercare, intent.correction != .disputed else {
      return nil
    }
    let effect = transaction.providerStatus.raw
    switch (intent.isDone, transaction.status) {
    case (true, .paid), (true, .partlyRefunded), (true, .refunded), (true, .disputed):
      return Contradiction(
        .failedLate, of: intent, effect: effect,
        "The cancel is recorded as \(intent.state.title), and the provider now says that it was paid."
      )
    case (true, .pending), (true, .authorized):
      return Contradiction(
        .wentBack, of: intent, effect: effect,
        "The cancel is recorded as \(intent.state.title), and the provider now says \(transaction.status.title)."
      )
    case (false, .cancelled):
      let isExplained = intents.contains {
        $0.kind == .cancel && $0.holdsAmount && $0.state.mayHaveBeenSent
      }
      guard !isExplained else { return nil }
      return Contradiction(
        .movedAnyway, of: intent, effect: effect,
        "The cancel is recorded as \(intent.state.title), and the provider now says cancelled.")
    case (_, .cancelled), (_, .failed), (_, .review), (_, .unrecognised), (false, _): return nil
    }
  }

  // MARK: - Statuses

  /// The decision that a change of the payment concerns: the last that went out.
  private var lastSent: Intent? {
    intents.filter(\.state.mayHaveBeenSent).max { $0.created < $1.created }
  }

  private func statusWentBack() -> [Contradiction] {
    guard let lastSent, lastSent.kind == .refund else { return [] }
    let statuses = statusesBefore.isEmpty ? [lastSent.seen.status] : statusesBefore
    guard let before = statuses.first(where: { transaction.status.isBack(from: $0) }) else {
      return []
    }
    // What never counted as done cannot have been undone: then it is about the payment itself, or about none of ours.
    let done = intents.filter { $0.kind == .refund && $0.isDone }.max { $0.created < $1.created }
    guard let last = done ?? (before == .paid ? lastSent : nil) else { return [] }
    return [
      Contradiction(
        .wentBack, of: last, effect: transaction.providerStatus.raw,
        "The payment was \(before.title), and the provider now says \(transaction.status.title) (\(transaction.providerStatus)): look at what became of the refund of \(last.amount.text)."
      )
    ]
  }

  private func unknownStatus() -> [Contradiction] {
    guard transaction.status == .unrecognised, let last = lastSent else { return [] }
    return [
      Contradiction(
        .unknownWord, of: last, effect: transaction.providerStatus.raw,
        "The provider calls the payment \"\(transaction.providerStatus)\", a word that nobody here knows."
      )
    ]
  }

  /// Of what was found before, what the provider shows no more; nothing that is held goes by itself.
  func hasPassed(_ old: RecordedFinding) -> Bool {
    let (finding, id) = (old.finding, old.intent)
    switch finding.kind {
    case .movedAnyway: return false
    case .failedLate:
      guard let intent = intents.first(where: { $0.id == id }), intent.state.isDone else {
        return false
      }
      guard intent.kind == .refund else { return transaction.status == .cancelled }
      if hasEntry(for: intent) { return true }
      // Its row moves again: it went back as recorded.
      return named.contains { pair in
        pair.intent.id == id
          && (pair.row.progress == .succeeded || pair.row.progress == .pending)
      }
    case .wentBack:
      return transaction.providerStatus.raw != finding.effect
        && transaction.status != .unrecognised && !isExplained(besides: id, since: old.time)
    case .unknownWord:
      let words = [transaction.providerStatus.raw] + named.map(\.row.providerStatus.raw)
      return !words.contains(finding.effect)
    }
  }

  /// What people put aside and this read does not show any more, each once: when it comes back, it is told again.
  var gone: [RecordedFinding] {
    var gone: [RecordedFinding] = []
    for old in known where old.end == .notThisOne && isGone(old) {
      let isThere = gone.contains { $0.intent == old.intent && $0.finding.isSame(as: old.finding) }
      if !isThere { gone.append(old) }
    }
    return gone
  }

  private func isGone(_ old: RecordedFinding) -> Bool {
    switch old.finding.kind {
    case .failedLate, .unknownWord: return hasPassed(old)
    case .wentBack:
      return transaction.providerStatus.raw != old.finding.effect
        && transaction.status != .unrecognised
    case .movedAnyway:
      let moving = (named.map(\.row) + others).filter { $0.progress != .failed }
      return transaction.providerStatus.raw != old.finding.effect
        && !moving.contains { $0.effectName == old.finding.effect }
    }
  }

  /// Whether another refund made since can be what the status says, so that it says nothing of this one.
  private func isExplained(besides id: IntentID, since time: Instant) -> Bool {
    guard transaction.status == .partlyRefunded || transaction.status == .refunded else {
      return false
    }
    let isOurs = intents.contains { intent in
      intent.id != id && intent.kind == .refund && intent.holdsAmount
        && intent.mayHaveArrived && intent.updated >= time
    }
    return isOurs
      || others.contains { row in
        row.progress != .failed && row.time.map { $0.instant >= time } ?? true
      }
  }

  // MARK: - Sums

  private func locking(_ contradiction: Contradiction) -> Contradiction {
    var contradiction = contradiction
    if contradiction.finding.kind.disputes { contradiction.finding.locks = true }
    return contradiction
  }

  /// Whether all that may have gone back is more than was paid.
  private func exceedsPaid(with new: [Contradiction]) -> Bool {
    let disputed = new.filter(\.finding.kind.disputes)
    guard !disputed.isEmpty, let paid = transaction.amount.money else { return false }
    let ids = Set(disputed.map(\.intent.id))
    let held = intents.filter { $0.kind == .refund && ($0.holdsAmount || ids.contains($0.id)) }
      .map { intent in
        var intent = intent
        if ids.contains(intent.id) { intent.correction = .disputed }
        return intent
      }
    let elsewhere = RefundLedger.external(others + named.map(\.row), beside: held)
      .filter { $0.link == .exact && $0.progress != .failed }
    let sum = (held.map(\.amount) + elsewhere.map(\.amount))
      .reduce(Int128(0)) { $0 + Int128($1.minor) }
    return sum > paid.minor
  }
}

extension ReportedRefund {
  /// What names it in a finding: its id, else its amount and time.
  fileprivate var effectName: String {
    if let id, !id.isEmpty { return id.raw }
    return [amount.text.text, time?.original.raw ?? ""].joined(separator: " ")
  }
}

extension Intent {
  /// Whether a refund at the provider can be this one: its amount, not dated before, not known before, not under the
  /// tag of another.
  fileprivate func canBe(_ row: ReportedRefund) -> Bool {
    row.amount == amount && !row.isBefore(self) && !seen.knew(row) && !row.isAnothers(than: self)
  }
}

extension Status {
  /// Whether a payment that was in another status can only be here if something was undone.
  fileprivate func isBack(from before: Status) -> Bool {
    switch before {
    case .paid: [.pending, .cancelled, .failed].contains(self)
    case .partlyRefunded, .refunded:
      [.pending, .authorized, .paid, .cancelled, .failed].contains(self)
    case .cancelled: [.pending, .authorized, .paid].contains(self)
    case .pending, .authorized, .failed, .disputed, .review, .unrecognised: false
    }
  }
}
