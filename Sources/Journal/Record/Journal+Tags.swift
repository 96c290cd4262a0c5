import GRDB
package import Payments
import Synchronization
import TextSafety
import TilldeskCrypto

// Whose record has a decision: the code in the tags that providers show (I25).

extension Journal {
  /// The code in the tags of the decisions that are made in this journal now.
  ///
  /// It is made from the journal's own name, so it stays when the file is moved, copied or restored. A person who accepts
  /// a copy, or a record that is not as it was left, gives it a new one: others may go on with the original, and the two
  /// must be told apart. The former ones stay known as this journal's.
  package var tagCode: TagCode { standing.withLock(\.codes).present }

  /// Records the tags that name no decision here and were not found before.
  ///
  /// Nothing is settled or freed by that. A tag of an earlier version has no code and says nothing of whose it is.
  ///
  /// - Parameter key: The payment that was read.
  package func noteStrayTags(
    among seen: [SeenTag], on key: PaymentKey, at time: Instant
  ) throws(JournalError) {
    let coded = seen.filter { $0.tag.code != nil }
    guard !coded.isEmpty else { return }
    guard try !read({ db in try strays(among: coded, at: key.account, db) }).isEmpty else { return }
    try change { db in
      for stray in try strays(among: coded, at: key.account, db) {
        guard let code = stray.seen.tag.code else { continue }
        var draft = EventDraft(kind: .tagFound, actor: Self.desk, time: time)
        draft.cause = stray.isOurs ? "no decision here has it" : "another journal's"
        var refund = stray.seen.refund
        refund.details = nil
        refund.reference = nil
        draft.facts.tag = EventFacts.TagFact(
          account: key.account, tag: stray.seen.tag.text.text, code: code, isOurs: stray.isOurs,
          payment: key.id, refund: refund)
        try append(draft, db)
      }
    }
  }

  /// The tags of a merchant's rows that named no decision here when they were read, accepted ones too, oldest first.
  package func strayTags(of account: AccountIdentity) throws(JournalError) -> [StrayTag] {
    try read { db in
      try Self.strays(
        "WHERE provider = ? AND account_origin = ? AND merchant = ?", Columns.values(account), db)
    }
  }

  /// What tags say is the matter, and nobody has accepted yet: at most two matters for each merchant.
  package func tagMatters() throws(JournalError) -> [TagMatter] {
    let code = tagCode
    let open = try read { db in try Self.strays("WHERE acceptance IS NULL", [], db) }
    return [true, false].flatMap { isOurs in
      Dictionary(grouping: open.filter { $0.isOurs == isOurs }, by: \.account).values
        .map { TagMatter(tags: $0, code: code) }
    }.sorted { $0.since < $1.since }
  }

  // MARK: - Steps

  private func strays(
    among seen: [SeenTag], at account: AccountIdentity, _ db: Database
  ) throws -> [(seen: SeenTag, isOurs: Bool)] {
    let known = try Self.strays(
      "WHERE provider = ? AND account_origin = ? AND merchant = ?", Columns.values(account), db)
    let codes = try TagCodes(of: Self.recordID(db), db)
    var tags = Set(known.map(\.tag))
    var others = Set(known.filter { !$0.isOurs }.map(\.code))
    var open = (
      ours: known.count { $0.isOurs && !$0.isAccepted },
      others: known.count { !$0.isOurs && !$0.isAccepted }
    )
    var found: [(seen: SeenTag, isOurs: Bool)] = []
    for one in seen where !tags.contains(one.tag.text) {
      guard let code = one.tag.code else { continue }
      let isOurs = codes.all.contains(code)
      let isNews =
        isOurs
        ? open.ours < StrayTag.oursMax && !codes.explain(one.refund)
        : open.others < StrayTag.othersMax && !others.contains(code)
      guard isNews, try !Self.isNamed(one.tag, db) else { continue }
      found.append((one, isOurs))
      tags.insert(one.tag.text)
      if isOurs {
        open.ours += 1
      } else {
        open.others += 1
        others.insert(code)
      }
    }
    return found
  }

  /// Whether a decision of this journal has a tag, on whichever payment.
  private static func isNamed(_ tag: DecisionTag, _ db: Database) throws -> Bool {
    try tag.beginnings.contains { beginning in
      try Row.fetchOne(
        db.cachedStatement(sql: "SELECT 1 FROM intent WHERE id BETWEEN ? AND ?"),
        arguments: [beginning, beginning + "g"]) != nil
    }
  }

  private static func strays(
    _ clause: String, _ values: [DatabaseValue], _ db: Database
  ) throws -> [StrayTag] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT event, acceptance FROM stray_tag \(clause) ORDER BY event"),
      arguments: StatementArguments(values))
    return try rows.compactMap { row in
      let event = try EventLog(db: db).event(row.integer("event"))
      guard let fact = try EventFacts(json: event.facts).tag else { return nil }
      return StrayTag(
        account: fact.account, tag: SafeText(sanitizing: fact.tag), code: fact.code,
        isOurs: fact.isOurs, payment: fact.payment, refund: fact.refund, found: event.time,
        isAccepted: try row.optionalInteger("acceptance") != nil)
    }
  }
}

/// The codes that a journal's tags have, and had.
struct TagCodes: Hashable, Sendable {
  /// The one of decisions that are made now.
  var present: TagCode
  /// All that are this journal's: the present one, former ones, and those of journals that it took the place of.
  var all: Set<TagCode>
  /// When a person last accepted the record although decisions may be missing; `nil` for never.
  private var accepted: Instant?

  /// The codes of a journal of which nothing more than the name is known.
  init(of id: String) {
    present = Self.code(id)
    all = [present]
  }

  /// The codes of a journal by its acceptances.
  init(of id: String, _ db: Database) throws {
    self.init(of: id)
    for (event, facts) in try EventCheck.acceptances(db) where facts.isWhole {
      present = Self.code(id + Hex.encode(event.hash))
      all.insert(present)
      all.formUnion(facts.marks.map { Self.code($0.journal) })
      accepted = event.time
    }
  }

  /// Whether a row is of a time of which a person said that decisions may be missing.
  func explain(_ refund: ReportedRefund) -> Bool {
    accepted.map { refund.isBefore($0) } ?? false
  }

  private static func code(_ name: String) -> TagCode {
    let hash = BLAKE2b.hash(Array("tilldesk tag \(name)".utf8))
    return TagCode(bits: hash.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
  }
}
