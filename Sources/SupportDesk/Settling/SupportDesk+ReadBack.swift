import Journal
import Payments
import ProviderClient
import TextSafety

// What a live read proves about our own decisions.

extension SupportDesk {
  /// The same; `nil` where the provider does not name the payment any more, about which a person still has to decide.
  func readIfThere(
    _ key: PaymentKey, connection: Connection
  ) async throws(DeskError) -> LiveRead? {
    do throws(ProviderError) { return try await liveRead(key, connection: connection) } catch {
      if error.saysThatNothingIsThere { return nil }
      await askAgain(after: error, reading: connection)
      throw .provider(connection.account.name, error.sentence)
    }
  }

  /// Reads a payment live with the refunds that its provider lists, and keeps what was read.
  func readLive(_ key: PaymentKey, connection: Connection) async throws(DeskError) -> LiveRead {
    do throws(ProviderError) { return try await liveRead(key, connection: connection) } catch {
      await askAgain(after: error, reading: connection)
      throw .provider(connection.account.name, error.sentence)
    }
  }

  /// Reads a payment for a look, which notes why a provider that answers tells nothing of it.
  func read(
    _ key: PaymentKey, connection: Connection, noting look: inout StoredLook
  ) async throws(DeskError) -> LiveRead {
    do throws(ProviderError) { return try await liveRead(key, connection: connection) } catch {
      switch error {
      case .notFound: look.isGone = true
      case .notShown: look.silence = .notAmongRows
      case .unauthorised: look.silence = .keyRefused
      case .forbidden: look.silence = .notAllowed
      default: break
      }
      if look.isGone != true { await askAgain(after: error, reading: connection) }
      throw .provider(connection.account.name, error.sentence)
    }
  }

  private func liveRead(
    _ key: PaymentKey, connection: Connection
  ) async throws(ProviderError) -> LiveRead {
    let known = try? index.transaction(key)
    let locator = TransactionLocator(
      key.id.raw, createdAround: known?.transaction.created?.instant)
    let read = try await connection.provider.retrieve(locator)
    guard read.transaction.key == key else {
      throw .badReply("it names another payment than the one asked for")
    }
    return try await completed(read, connection: connection)
  }

  /// A payment just read with the refunds that its provider lists; what it proves about our decisions is settled.
  func completed(
    _ read: LiveRead, connection: Connection
  ) async throws(ProviderError) -> LiveRead {
    var read = read
    if connection.account.capabilities.has(.listsRefunds) {
      let list = try await connection.provider.refunds(of: dated(read.transaction))
      read.add(list)
      // It is as old as its last answer (I24): the payment's own came before pages of others.
      read.asOf = max(read.asOf, list.asOf ?? read.asOf)
    } else if read.transaction.hasRemaining {
      read.add(await entries(of: read.transaction, connection: connection))
    }
    return try settled(read, connection: connection)
  }

  /// A payment that was made no later than our first decision on it, whatever its provider dates it now: rows are asked
  /// for, and taken, from then on.
  private func dated(_ payment: Transaction) -> Transaction {
    guard let created = payment.created?.instant,
      let first = (try? journal.intents(for: payment.key))?.first?.created, first < created
    else { return payment }
    var payment = payment
    payment.created = ProviderTime(of: first)
    return payment
  }

  /// Keeps a live read in the index, marks rows that are exactly ours, and settles decisions that they settle.
  private func settled(_ read: LiveRead, connection: Connection) throws(ProviderError) -> LiveRead {
    do throws(DeskError) {
      let before = (try? index.transaction(read.transaction.key))?.transaction.status
      try keep([read.transaction], of: connection, asOf: read.asOf)
      let intents = try recorded { () throws(JournalError) in
        try journal.intents(for: read.transaction.key)
      }
      var marked = read
      marked.refunds = read.refunds.listedOnce
      marked.listing.unreadable = []
      for row in read.listing.unreadable
      where try mayBe(row, of: dated(read.transaction), intents: intents) {
        marked.listing.unreadable.append(row)
      }
      let matches = RowMatch.all(
        intents, among: marked.refunds, unreadable: marked.listing.unreadable)
      var doubts: [Doubt] = []
      for match in matches {
        let doubt = try doubt(about: match, of: read.transaction)
        if let doubt {
          doubts.append(doubt)
        } else if let row = match.settling {
          try settle(match.intent, by: row)
        }
        // While a person still has to compare them, they stay what they may be.
        if doubt == nil || match.intent.state.isTerminal { marked.refunds.link(match.rows) }
      }
      for intent in intents where intent.kind == .cancel {
        try booked { () throws(DeskError) in try settleCancel(intent, by: read.transaction) }
      }
      marked = try sortedOut(marked, matches: matches, intents: intents)
      let ours = matches.compactMap { match in
        (match.telling ?? match.settling).map { (intent: match.intent, row: $0) }
      }
      try booked { () throws(DeskError) in
        try lock(doubts, on: read.transaction.key)
        try noteTags(in: marked.refunds, of: read.transaction)
      }
      marked.refunds = try attributed(
        marked.refunds, to: dated(read.transaction), intents: intents)
      if !marked.listing.isComplete, let paid = read.transaction.amount.money {
        marked.refunds.append(.lacking(in: paid.currency))
      }
      let known = try recorded { () throws(JournalError) in
        try journal.knownRefunds(for: read.transaction.key)
      }
      let told = try doubtsAboutTold(
        known, of: read.transaction, intents: intents, besides: marked.refunds)
      // What an answer told of our own is as good as the last read that shows it.
      let others = marked.refunds.filter { row in
        !matches.contains { $0.rows.contains(where: row.isSame) }
          || known.contains(where: row.isSame)
      }
      try booked { () throws(DeskError) in
        try lock(told, on: read.transaction.key)
        try recorded { () throws(JournalError) in
          // Entries are looked for by the reference: what stood under another one is not seen any more, and still there.
          let isSameReference = try journal.references(of: read.transaction.key).allSatisfy {
            $0 == Array(read.transaction.reference.raw.utf8)
          }
          try journal.saveKnownRefunds(
            others, isComplete: marked.listing.isComplete && isSameReference,
            for: read.transaction.key, at: now())
        }
        try compare(
          read.transaction, named: ours, indexed: before,
          isComplete: marked.listing.isComplete, connection: connection)
      }
      return marked
    } catch {
      throw .notRecorded(error.sentence)
    }
  }

  /// A read without the rows of another currency, which no sum of the payment can hold.
  ///
  /// Those that name a decision or the payment, or carry a tag, are rows of which nobody knows the amount.
  private func sortedOut(
    _ read: LiveRead, matches: [RowMatch], intents: [Intent]
  ) throws(DeskError) -> LiveRead {
    guard let currency = read.transaction.amount.money?.currency else { return read }
    var read = read
    let payment = dated(read.transaction)
    for row in read.refunds where row.amount.currency != currency {
      let unreadable = UnreadableRefund(
        id: row.id, details: row.details, reference: row.reference, time: row.time)
      let isOurs = matches.contains { $0.rows.contains(row) || $0.near.contains(row) }
      guard isOurs || row.saysMore(of: payment) else { continue }
      let counts = isOurs ? true : try mayBe(unreadable, of: payment, intents: intents)
      if counts { read.listing.unreadable.append(unreadable) }
    }
    read.refunds.removeAll { $0.amount.currency != currency }
    return read
  }

  /// Why a person has to compare what answers told of decisions at their end, where a read shows nothing of it.
  func doubtsAboutTold(
    _ known: [ReportedRefund], of payment: Transaction, intents: [Intent],
    besides listed: [ReportedRefund]
  ) throws(DeskError) -> [Doubt] {
    var doubts: [Doubt] = []
    let rows = known.filter { old in !listed.contains(where: old.isSame) }
    for match in RowMatch.told(of: intents, by: rows) {
      if let doubt = try doubt(about: match, of: payment) { doubts.append(doubt) }
    }
    return doubts
  }

  /// Locks the payment of decisions whose rows say more than one thing, once for each.
  func lock(_ doubts: [Doubt], on key: PaymentKey) throws(DeskError) {
    guard !doubts.isEmpty else { return }
    let known = try recorded { () throws(JournalError) in try journal.timeline(for: key) }
      .filter { $0.kind == .corrected }.map(\.words)
    for doubt in doubts where !known.contains(doubt.sentence) {
      try recorded { () throws(JournalError) in
        try journal.correction(
          doubt.sentence.text, on: key, intent: doubt.intent.id, actor: Journal.desk, at: now())
      }
    }
  }

  /// Why a person has to compare the rows that name a decision; `nil` where they say one thing.
  private func doubt(
    about match: RowMatch, of payment: Transaction
  ) throws(DeskError) -> Doubt? {
    var words = match.doubt
    if words == nil, let reference = match.settling?.reference,
      try isAnothersReference(reference, than: payment)
    {
      words =
        "The provider lists the refund of \(match.intent.amount.text) under \(reference.safe), which is another payment's reference: compare it, then rule."
    }
    if words == nil, let row = match.settling, let id = row.id {
      let other = try recorded { () throws(JournalError) in
        try journal.decision(
          settledBy: id, at: match.intent.key.account, besides: match.intent.id)
      }
      if let other {
        words =
          "The provider lists the refund of \(match.intent.amount.text) as \(id), which is the \(other.kind.rawValue) of \(other.amount.text) decided by \(other.actor.safe)."
      }
    }
    return words.map { Doubt(intent: match.intent, sentence: $0) }
  }

  private func settle(_ intent: Intent, by row: ReportedRefund) throws(DeskError) {
    let event: IntentEvent
    switch (intent.state, row.progress) {
    case (.pending, .succeeded), (.unknown, .succeeded), (.needsHuman, .succeeded):
      event = .succeeded
    case (.pending, .failed), (.unknown, .failed), (.needsHuman, .failed): event = .failed
    case (.unknown, .pending), (.needsHuman, .pending), (.unknown, .unrecognised),
      (.needsHuman, .unrecognised):
      event = .accepted
    default: return
    }
    let settlement = Settlement(
      message: "The provider lists it as \(row.providerStatus.safe).", refundID: row.id,
      reportedRemaining: nil, knownRefunds: [])
    try booked { () throws(DeskError) in try settle(intent, as: event, settlement) }
  }

  /// The read-back decides a cancel (`MoneySafety.md` §5): cancelled is done, paid is a no.
  private func settleCancel(_ intent: Intent, by payment: Transaction) throws(DeskError) {
    guard [.unknown, .needsHuman, .pending].contains(intent.state) else { return }
    switch payment.status {
    case .cancelled:
      try settle(
        intent, as: .succeeded,
        Settlement(message: "The provider says \(payment.providerStatus.safe)."))
    case .paid, .partlyRefunded:
      try settle(
        intent, as: .rejected, Settlement(message: "It was paid meanwhile: refund it instead."))
    case .refunded:
      try settle(
        intent, as: .rejected,
        Settlement(message: "It was paid meanwhile, and refunded: nothing is left to do."))
    case .disputed:
      try settle(
        intent, as: .rejected,
        Settlement(message: "It was paid meanwhile, and the payer disputes it."))
    case .failed:
      try settle(
        intent, as: .rejected,
        Settlement(message: "It ended by itself: the provider says it \(payment.status.title)."))
    case .pending, .authorized, .review, .unrecognised: break
    }
  }

  private func settle(
    _ intent: Intent, as event: IntentEvent, _ settlement: Settlement
  ) throws(DeskError) {
    do throws(JournalError) {
      _ = try journal.apply(
        event, to: intent.id, actor: Journal.desk, cause: "read back", settlement: settlement,
        at: now())
    } catch {
      // Another process was faster, or is sending it again this moment: its word counts.
      switch error {
      case .impossible, .notOwner, .refundTaken: return
      default: throw DeskError(error)
      }
    }
    annotate(intent.key)
  }

  /// The rows worth keeping with a payment.
  ///
  /// AIIC Pay lists the refunds of the whole account without saying which payment each belongs to (`Providers.md` §3.3.1).
  /// What is certainly ours of another payment goes, and what has the reference of another; what names this one stays as
  /// possible; of the rest those stay that may be a decision of ours whose end is not known, or that was refused, and one
  /// more, because a refund made elsewhere can then not be ruled out.
  private func attributed(
    _ rows: [ReportedRefund], to payment: Transaction, intents: [Intent]
  ) throws(DeskError) -> [ReportedRefund] {
    let uncertain = intents.filter { !$0.state.isTerminal || $0.state == .rejected }
    var kept: [ReportedRefund] = []
    var nameless: ReportedRefund?
    for var row in rows {
      var belongs = row.link == .exact || row.link == .sameReference
      if !belongs, row.names(payment) {
        belongs = try !isAnothersReference(row.reference, than: payment)
      }
      guard !belongs else {
        kept.append(row)
        continue
      }
      let mayBeOurs = uncertain.contains { intent in
        intent.mayBe(row) && (intent.state != .rejected || !row.isBefore(intent))
      }
      guard mayBeOurs || nameless == nil, row.couldBe(of: payment),
        try !isAnothers(row, than: payment)
      else { continue }
      row.link = .unattributed
      if mayBeOurs {
        kept.append(row)
      } else {
        nameless = row
      }
    }
    return kept + (nameless.map { [$0] } ?? [])
  }

  /// Whether a row that cannot be read may be a refund of a payment: it names it or a decision on it, or it says nothing
  /// that makes it another's.
  private func mayBe(
    _ row: UnreadableRefund, of payment: Transaction, intents: [Intent]
  ) throws(DeskError) -> Bool {
    guard let currency = payment.amount.money?.currency else { return false }
    let words = row.words(in: currency)
    if words.names(payment) || intents.contains(where: { $0.isMentioned(by: words) }) {
      return true
    }
    guard row.isRefund else { return false }
    if let time = row.time, let created = payment.created?.instant, time.instant < created {
      return false
    }
    let account = payment.key.account
    let named = try recorded { () throws(JournalError) in
      try journal.intents(namedBy: words, account: account)
    }
    if named.contains(where: { $0.isNamed(by: words) }) { return false }
    guard let reference = row.reference, !reference.isEmpty else { return true }
    return try transactions(called: reference, at: account)
      .allSatisfy { $0.key == payment.key || $0.kind != .payment }
  }

  /// Whether a reference is that of another payment of the account, and not of this one.
  private func isAnothersReference(
    _ reference: ForeignText?, than payment: Transaction
  ) throws(DeskError) -> Bool {
    guard let reference, !reference.isEmpty, reference != payment.reference else { return false }
    return try transactions(called: reference, at: payment.key.account).contains {
      $0.kind == .payment && $0.reference == reference && $0.key != payment.key
    }
  }

  /// Whether a row is one of ours on another payment, or has the reference of another that it can belong to.
  private func isAnothers(
    _ row: ReportedRefund, than payment: Transaction
  ) throws(DeskError) -> Bool {
    let account = payment.key.account
    let named = try recorded { () throws(JournalError) in
      try journal.intents(namedBy: row, account: account)
    }
    if named.contains(where: { $0.isNamed(by: row) && row.amount == $0.amount }) { return true }
    guard let reference = row.reference, !reference.isEmpty else { return false }
    return try transactions(called: reference, at: account)
      .contains { $0.key != payment.key && row.couldBe(of: $0) }
  }

  /// What the index knows of an account under a name.
  func transactions(
    called name: ForeignText, at account: AccountIdentity
  ) throws(DeskError) -> [Transaction] {
    let label = try connection(for: account).account.name
    return try recorded { () throws(JournalError) in
      try index.lookup(account: label, text: name.raw)
    }.map(\.transaction)
  }
}

/// A decision that rows of the provider name and do not settle, with the reason.
struct Doubt {
  let intent: Intent
  let sentence: SafeText
}

extension LiveRead {
  /// Adds what the provider lists beside the payment.
  fileprivate mutating func add(_ list: RefundList) {
    refunds += list.rows
    listing = listing.joined(with: list.listing)
  }
}

extension [ReportedRefund] {
  /// Marks rows as certainly belonging to the payment.
  fileprivate mutating func link(_ rows: [ReportedRefund]) {
    for position in indices where rows.contains(self[position]) { self[position].link = .exact }
  }
}

extension ReportedRefund {
  /// Whether it can be a refund of a payment at all: of its currency, at most its amount, not before it, not failed.
  func couldBe(of payment: Transaction) -> Bool {
    guard progress != .failed, let paid = payment.amount.money, amount.currency == paid.currency,
      amount.minor <= paid.minor
    else { return false }
    guard let time = time?.instant, let created = payment.created?.instant else { return true }
    return time >= created
  }

  /// Whether its words or its reference name a payment's reference or id.
  func names(_ payment: Transaction) -> Bool {
    let name = payment.reference.raw
    return [details?.raw, reference?.raw].compactMap(\.self).contains { words in
      words.has(payment.id.raw) || !name.isEmpty && words.has(name)
    }
  }

  /// Whether it names a payment, or its words hold something like a tag.
  fileprivate func saysMore(of payment: Transaction) -> Bool {
    names(payment) || !IntentID.beginnings(ofTagsIn: details?.raw ?? "").isEmpty
  }
}

extension String {
  /// Whether a name stands in the text by itself: "Inv 4" does not stand in "Inv 45".
  fileprivate func has(_ name: String) -> Bool {
    guard !name.isEmpty else { return false }
    return ranges(of: name).contains { range in
      let before = range.lowerBound > startIndex ? self[index(before: range.lowerBound)] : " "
      let after = range.upperBound < endIndex ? self[range.upperBound] : " "
      return !before.isPartOfName && !after.isPartOfName
    }
  }
}

extension Character {
  fileprivate var isPartOfName: Bool { isLetter || isNumber }
}
