import FoundationEssentials
import GRDB
import Payments
import TextSafety

/// An intent as its row holds it, with the process that works on it.
struct IntentRow {
  /// The intent.
  var intent: Intent
  /// The owner name of the process that works on it; empty when none does.
  var owner: String

  /// Reads a row of the table `intent`.
  init(_ row: Row) throws {
    guard let id = IntentID(try row.text("id")), let key = try row.paymentKey(),
      let account = AccountName(try row.text("account"))
    else { throw JournalError.corrupt("an intent's name") }
    let amount = Money(
      minor: try row.integer("amount_minor"), currency: try Self.decode(row.text("currency")))
    let kind: IntentKind = try row.word("kind")
    guard kind == .cancel || amount.isPositive else { throw JournalError.corrupt("an amount") }
    intent = Intent(
      id: id, kind: kind, key: key, account: account, mode: try row.word("mode"), amount: amount,
      reason: try row.text("reason"), note: try row.text("note"), ticket: try row.text("ticket"),
      actor: Actor(try row.text("actor")), seen: try Self.decode(row.text("seen")),
      decisionToken: try row.optionalText("decision_token"),
      retryOf: try row.optionalText("retry_of").flatMap { IntentID($0) },
      state: try row.word("state"), created: Instant(milliseconds: try row.integer("created")),
      updated: Instant(milliseconds: try row.integer("updated")),
      refundID: try row.optionalText("refund_id").map { ForeignText($0) },
      message: try row.text("message"),
      reportedRemaining: try row.optionalText("remaining").map { try Self.decode($0) },
      correction: try row.optionalText("correction").map { word in
        guard let correction = Correction(rawValue: word) else {
          throw JournalError.corrupt("a correction")
        }
        return correction
      },
      correctedAt: try row.optionalInteger("corrected_at").map(Instant.init(milliseconds:)),
      statedTotal: try row.optionalText("stated_total").map { try Self.decode($0) })
    owner = try row.text("owner")
  }

  /// A row with how it counts since something turned out otherwise.
  private static let selection = """
    SELECT *,
      (SELECT standing FROM correction WHERE correction.intent = intent.id) AS correction,
      (SELECT event.time FROM correction JOIN event ON event.sequence = correction.event
        WHERE correction.intent = intent.id) AS corrected_at,
      (SELECT json_extract(stated.facts, '$.refundedTotal')
        FROM correction JOIN event AS said ON said.sequence = correction.event
        JOIN event AS stated ON stated.provider = intent.provider
          AND stated.account_origin = intent.account_origin
          AND stated.merchant = intent.merchant AND stated.payment = intent.payment
        WHERE correction.intent = intent.id AND correction.standing = 'void'
          AND (said.kind = 'released'
            OR said.kind = 'resolved' AND json_extract(said.facts, '$.end') <> 'ours')
          AND stated.kind = 'released'
          AND json_extract(stated.facts, '$.refundedTotal') IS NOT NULL
        ORDER BY stated.sequence DESC LIMIT 1) AS stated_total
    FROM intent
    """

  /// One intent by id; `nil` when there is none.
  static func fetch(_ id: IntentID, _ db: Database) throws -> IntentRow? {
    try Row.fetchOne(
      db.cachedStatement(sql: "\(selection) WHERE id = ?"), arguments: [id.text]
    ).map(IntentRow.init)
  }

  /// Intents by a condition and an order.
  static func fetchAll(
    _ db: Database, _ clause: String, _ values: [DatabaseValue] = []
  ) throws -> [IntentRow] {
    try Row.fetchAll(
      db.cachedStatement(sql: "\(selection) \(clause)"),
      arguments: StatementArguments(values)
    ).map(IntentRow.init)
  }

  /// The column values of a new intent, in the order of the table.
  static func values(_ intent: Intent, texts: EventTexts, owner: String) throws -> [DatabaseValue] {
    [intent.id.text.databaseValue, Columns.value(intent.kind.rawValue)]
      + Columns.values(intent.key) + [
        Columns.value(intent.account.text), Columns.value(intent.mode.rawValue),
        intent.amount.minor.databaseValue, Columns.value(try encode(intent.amount.currency)),
        Columns.value(texts.string(.reason)), Columns.value(texts.string(.note)),
        Columns.value(texts.string(.ticket)), Columns.value(intent.actor.name.raw),
        Columns.value(try encode(intent.seen)), Columns.value(intent.decisionToken),
        Columns.value(intent.retryOf?.text), Columns.value(intent.state.rawValue),
        Columns.value(owner), intent.created.milliseconds.databaseValue,
        intent.updated.milliseconds.databaseValue, Columns.value(intent.refundID?.raw),
        Columns.value(texts.string(.message)),
        try intent.reportedRemaining.map { Columns.value(try encode($0)) } ?? .null,
      ]
  }

  /// A value as JSON with sorted keys.
  static func encode(_ value: some Encodable) throws -> String {
    String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static let encoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }()

  private static func decode<Value: Decodable>(_ json: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(json.utf8))
  }
}

extension Intent {
  /// The same decision as it stands in an event: its free text stands beside the chain.
  var withoutText: Intent {
    Intent(
      id: id, kind: kind, key: key, account: account, mode: mode, amount: amount, reason: "",
      note: "", ticket: "", actor: actor, seen: seen, decisionToken: decisionToken,
      retryOf: retryOf, state: state, created: created, updated: updated, refundID: refundID,
      message: "", reportedRemaining: reportedRemaining)
  }

  /// The same decision with the times at which the journal took it.
  func recorded(at time: Instant) -> Intent {
    Intent(
      id: id, kind: kind, key: key, account: account, mode: mode, amount: amount, reason: reason,
      note: note, ticket: ticket, actor: actor, seen: seen, decisionToken: decisionToken,
      retryOf: retryOf, state: state, created: time, updated: time, refundID: refundID,
      message: message, reportedRemaining: reportedRemaining)
  }
}
