import GRDB
import Payments

/// The tables of the journal.
///
/// Events are the truth; every other table is made from them.
enum Schema {
  /// Every step from an empty file to the present schema.
  static func migrator() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 events and intents") { db in
      for statement in tables + indexes + rules { try db.execute(sql: statement) }
    }
    migrator.registerMigration("2 looks, claims and what was told") { db in
      for statement in settlingTables { try db.execute(sql: statement) }
      // The words of a step come from the vocabulary, which has grown.
      for statement in ["DROP TRIGGER IF EXISTS intent_steps", stepsRule] + settlingRules {
        try db.execute(sql: statement)
      }
    }
    migrator.registerMigration("3 merchants, settled refunds and the record's worth") { db in
      for statement in ["DROP TRIGGER IF EXISTS intent_steps", stepsRule] + keyStatements
        + merchantStatements + settledRefundStatements + recordWorthStatements + tagStatements
      {
        try db.execute(sql: statement)
      }
      for statement in aftercareStatements { try db.execute(sql: statement) }
      try db.execute(sql: claimIndex)
      try settleRefundsOnRecord(db)
    }
    return migrator
  }

  /// The tables that are made from events.
  static let projections = [
    Projected(table: "intent", order: "id", rows: .ofPayment),
    Projected(table: "write", order: "intent", rows: .ofIntent),
    Projected(table: "attempt", order: "intent, number", rows: .ofIntent),
    Projected(table: "answer", order: "intent, attempt", rows: .ofIntent),
    Projected(table: "known_refunds", order: keyColumns, rows: .ofPayment),
    Projected(table: "freeze", order: keyColumns, rows: .ofPayment),
    Projected(table: "account", order: "name", rows: .ofRecord),
    Projected(table: "look", order: "intent, number", rows: .ofIntent),
    Projected(
      table: "settled_refund", order: "provider, account_origin, merchant, refund_id",
      rows: .ofIntent, crossesPayments: true),
    Projected(table: "duplicate_refund", order: "intent", rows: .ofIntent, crossesPayments: true),
    Projected(
      table: "merchant_name", order: "provider, mode, origin, kind, name", rows: .ofRecord),
    Projected(table: "merchant_doubt", order: "account", rows: .ofRecord),
    Projected(table: "finding", order: "intent, kind, effect", rows: .ofIntent),
    Projected(table: "correction", order: "intent", rows: .ofIntent),
    Projected(
      table: "stray_tag", order: "provider, account_origin, merchant, tag", rows: .ofRecord),
  ]

  /// A table that is made from events.
  struct Projected {
    /// What one of its rows belongs to.
    enum Belonging { case ofPayment, ofIntent, ofRecord }

    let table: String
    /// The columns that order its rows.
    let order: String
    let rows: Belonging
    /// Whether one payment's rows depend on another's: it is compared as a whole only.
    var crossesPayments = false
  }

  static let keyColumns = "provider, account_origin, merchant, payment"

  // The words come from the vocabulary, so that schema and code cannot name different states. A
  // word that is added later needs a migration that makes these rules anew.
  private static let states = list(IntentState.allCases)
  private static let terminalStates = list(IntentState.allCases.filter(\.isTerminal))
  private static let kinds = list(IntentKind.allCases)
  static let modes = list(Mode.allCases)

  private static let keyDefinition = """
    provider TEXT NOT NULL, account_origin TEXT NOT NULL, merchant TEXT NOT NULL,
      payment TEXT NOT NULL
    """

  private static let tables = [
    """
    CREATE TABLE event (
      sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
      previous BLOB NOT NULL CHECK (length(previous) = 32),
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      time INTEGER NOT NULL, boot_id TEXT NOT NULL, boot_time INTEGER NOT NULL,
      process TEXT NOT NULL, actor TEXT NOT NULL, origin TEXT NOT NULL,
      provider TEXT, account_origin TEXT, merchant TEXT, payment TEXT,
      intent TEXT, attempt INTEGER, kind TEXT NOT NULL, cause TEXT NOT NULL,
      result TEXT CHECK (result IN (\(states))),
      facts TEXT NOT NULL CHECK (json_valid(facts)), text_hashes TEXT NOT NULL)
    """,
    """
    CREATE TABLE event_text (
      event INTEGER NOT NULL REFERENCES event (sequence), field TEXT NOT NULL,
      salt BLOB, content BLOB, CHECK ((salt IS NULL) = (content IS NULL)),
      PRIMARY KEY (event, field)) WITHOUT ROWID
    """,
    """
    CREATE TABLE intent (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
      kind TEXT NOT NULL CHECK (kind IN (\(kinds))), \(keyDefinition),
      account TEXT NOT NULL, mode TEXT NOT NULL CHECK (mode IN (\(modes))),
      amount_minor INTEGER NOT NULL CHECK (typeof(amount_minor) = 'integer'),
      currency TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL, ticket TEXT NOT NULL,
      actor TEXT NOT NULL, seen TEXT NOT NULL, decision_token TEXT,
      retry_of TEXT REFERENCES intent (id),
      state TEXT NOT NULL CHECK (state IN (\(states))), owner TEXT NOT NULL,
      created INTEGER NOT NULL, updated INTEGER NOT NULL, refund_id TEXT, message TEXT NOT NULL,
      remaining TEXT,
      CHECK (kind = 'cancel' OR amount_minor > 0),
      CHECK ((state IN ('prepared', 'sending')) <= (owner <> '')))
    """,
    """
    CREATE TABLE write (
      intent TEXT NOT NULL PRIMARY KEY REFERENCES intent (id), event INTEGER NOT NULL UNIQUE,
      idempotency_key TEXT UNIQUE)
    """,
    """
    CREATE TABLE attempt (
      intent TEXT NOT NULL REFERENCES intent (id), number INTEGER NOT NULL CHECK (number > 0),
      event INTEGER NOT NULL UNIQUE, process TEXT NOT NULL, nonce TEXT UNIQUE,
      PRIMARY KEY (intent, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE answer (
      intent TEXT NOT NULL, attempt INTEGER NOT NULL, event INTEGER NOT NULL UNIQUE,
      PRIMARY KEY (intent, attempt),
      FOREIGN KEY (intent, attempt) REFERENCES attempt (intent, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE known_refunds (
      \(keyDefinition), event INTEGER NOT NULL, PRIMARY KEY (\(keyColumns))) WITHOUT ROWID
    """,
    """
    CREATE TABLE freeze (
      \(keyDefinition), event INTEGER NOT NULL, PRIMARY KEY (\(keyColumns))) WITHOUT ROWID
    """,
    """
    CREATE TABLE account (
      name TEXT NOT NULL PRIMARY KEY, event INTEGER NOT NULL, provider TEXT NOT NULL,
      account_origin TEXT NOT NULL, merchant TEXT NOT NULL) WITHOUT ROWID
    """,
  ]

  /// What the settling of uncertain outcomes needs: looks are made from events; claims and what was told are not
  /// part of the truth, only of who does what now.
  private static let settlingTables = [
    """
    CREATE TABLE look (
      intent TEXT NOT NULL REFERENCES intent (id), number INTEGER NOT NULL CHECK (number > 0),
      event INTEGER NOT NULL UNIQUE, could_read INTEGER NOT NULL CHECK (could_read IN (0, 1)),
      PRIMARY KEY (intent, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE claim (
      intent TEXT NOT NULL PRIMARY KEY REFERENCES intent (id), process TEXT NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE TABLE told (
      intent TEXT NOT NULL PRIMARY KEY REFERENCES intent (id), event INTEGER NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE INDEX intent_refund ON intent (provider, account_origin, merchant, refund_id)
    WHERE refund_id IS NOT NULL
    """,
  ]

  private static let indexes = [
    // I3: at most one open intent for a payment, whatever processes there are.
    "CREATE UNIQUE INDEX intent_open ON intent (\(keyColumns)) WHERE \(isOpen)",
    // I16: a decision token names one decision.
    """
    CREATE UNIQUE INDEX intent_token ON intent (decision_token) WHERE decision_token IS NOT NULL
    """,
    "CREATE INDEX intent_payment ON intent (\(keyColumns), created)",
    "CREATE INDEX intent_state ON intent (state)",
    "CREATE INDEX intent_updated ON intent (updated)",
    "CREATE INDEX intent_actor ON intent (actor, created)",
    "CREATE INDEX event_payment ON event (\(keyColumns), sequence)",
    "CREATE INDEX event_intent ON event (intent, sequence)",
  ]

  /// I28: the refunds of one amount, newest last.
  private static let claimIndex = """
    CREATE INDEX intent_claim ON intent (amount_minor, mode, created) WHERE kind = 'refund'
    """

  /// The condition under which an intent bars every other on its payment.
  private static var isOpen: String {
    IntentKind.allCases.map { kind in
      let open = list(IntentState.allCases.filter { $0.isOpen(kind) })
      return "(kind = '\(kind.rawValue)' AND state IN (\(open)))"
    }.joined(separator: " OR ")
  }

  private static var rules: [String] {
    appendOnlyRules + intentRules
  }

  private static let appendOnlyRules =
    ["event", "write", "attempt", "answer"].map { table in
      refuse("\(table)_stays", "BEFORE UPDATE ON \(table)", "\(table) rows never change")
    }
    + ["event", "event_text", "intent", "write", "attempt", "answer"].map { table in
      refuse("\(table)_kept", "BEFORE DELETE ON \(table)", "\(table) rows are never deleted")
    }
    + [
      refuse(
        "event_in_order", "BEFORE INSERT ON event", "an event continues the chain",
        when: """
          NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM event)
            OR NEW.previous IS NOT coalesce(
              (SELECT hash FROM event ORDER BY sequence DESC LIMIT 1), zeroblob(32))
          """),
      refuse(
        "event_text_only_erased", "BEFORE UPDATE ON event_text", "free text is only ever erased",
        when: """
          NEW.content IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.event IS NOT OLD.event
            OR NEW.field IS NOT OLD.field
          """),
    ]

  private static let stepsRule = refuse(
    "intent_steps", "BEFORE UPDATE OF state ON intent", "no such step in an intent's life",
    when: "OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN (\(steps))")

  private static let settlingRules = [
    refuse("look_stays", "BEFORE UPDATE ON look", "look rows never change"),
    refuse("look_kept", "BEFORE DELETE ON look", "look rows are never deleted"),
  ]

  private static let intentRules = [
    refuse(
      "intent_begins", "BEFORE INSERT ON intent", "an intent begins as prepared",
      when: "NEW.state <> 'prepared'"),
    // I3: two pending refunds of one amount could not be told apart.
    refuse(
      "intent_same_amount", "BEFORE INSERT ON intent", "a refund of this amount is pending",
      when: """
        NEW.kind = 'refund' AND EXISTS (
          SELECT 1 FROM intent AS other
          WHERE other.kind = 'refund' AND other.state = 'pending'
            AND other.amount_minor = NEW.amount_minor AND other.currency = NEW.currency
            AND other.provider = NEW.provider AND other.account_origin = NEW.account_origin
            AND other.merchant = NEW.merchant AND other.payment = NEW.payment)
        """),
    refuse(
      "intent_frozen", "BEFORE INSERT ON intent", "the payment is frozen",
      when: """
        EXISTS (
          SELECT 1 FROM freeze AS other
          WHERE other.provider = NEW.provider AND other.account_origin = NEW.account_origin
            AND other.merchant = NEW.merchant AND other.payment = NEW.payment)
        """),
    // I9: a terminal state is immutable, with all that belongs to it.
    refuse(
      "intent_terminal", "BEFORE UPDATE ON intent", "a terminal state never changes",
      when: """
        OLD.state IN (\(terminalStates)) AND (
          \(differs("state", "owner", "updated", "refund_id", "remaining"))
          OR (NEW.message IS NOT OLD.message AND NEW.message <> ''))
        """),
    refuse(
      "intent_decision", "BEFORE UPDATE ON intent", "a decision never changes",
      when: """
        \(differs(
          "id", "kind", "provider", "account_origin", "merchant", "payment", "account", "mode",
          "amount_minor", "currency", "actor", "seen", "decision_token", "retry_of", "created"))
          OR (NEW.reason IS NOT OLD.reason AND NEW.reason <> '')
          OR (NEW.note IS NOT OLD.note AND NEW.note <> '')
          OR (NEW.ticket IS NOT OLD.ticket AND NEW.ticket <> '')
        """),
    // I1: what is being sent has a durable attempt that waits for its answer.
    refuse(
      "intent_sending", "BEFORE UPDATE OF state ON intent", "sending needs a durable attempt",
      when: """
        OLD.state <> NEW.state AND NEW.state = 'sending' AND NOT EXISTS (
          SELECT 1 FROM attempt WHERE attempt.intent = NEW.id AND NOT EXISTS (
            SELECT 1 FROM answer
            WHERE answer.intent = NEW.id AND answer.attempt = attempt.number))
        """),
  ]

  /// Every step that the transition function knows.
  private static var steps: String {
    var steps: Set<String> = []
    for state in IntentState.allCases {
      for event in IntentEvent.allCases {
        if let next = state.after(event) { steps.insert("'\(state.rawValue)>\(next.rawValue)'") }
      }
    }
    return steps.sorted().joined(separator: ", ")
  }

  static func refuse(
    _ name: String, _ occasion: String, _ message: String, when condition: String = "1"
  ) -> String {
    """
    CREATE TRIGGER \(name) \(occasion) WHEN \(condition)
    BEGIN SELECT RAISE(ABORT, '\(message.replacing("'", with: "''"))'); END
    """
  }

  private static func differs(_ columns: String...) -> String {
    columns.map { "NEW.\($0) IS NOT OLD.\($0)" }.joined(separator: " OR ")
  }

  static func list<Word: RawRepresentable<String>>(_ words: [Word]) -> String {
    words.map { "'\($0.rawValue)'" }.joined(separator: ", ")
  }
}
