import GRDB
import Payments
import TilldeskCrypto

/// The tables of the index.
///
/// Nothing here is a record: a file of another shape is thrown away and filled anew.
enum IndexSchema {
  /// The number in the file's header by which a file of this shape is known.
  ///
  /// It is made from the statements and the words whose order they rest on, so it cannot be
  /// forgotten.
  static let version: Int = {
    let words = Status.allCases.map(\.rawValue) + RefundedPart.allCases.map(\.rawValue)
    let text = (statements + words).joined(separator: "\n")
    let digest = BLAKE2b.hash(Array(text.utf8))
    return digest.prefix(4).reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
  }()

  /// Makes the tables in an empty file.
  static func create(_ db: Database) throws {
    for statement in statements { try db.execute(sql: statement) }
    try db.execute(
      sql:
        "PRAGMA user_version = \(version); PRAGMA application_id = \(StoreFile.Mark.index.rawValue)"
    )
  }

  /// Whether a file has this shape.
  static func isCurrent(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "PRAGMA user_version") == version
  }

  /// Whether all its tables are there: one that somebody took away would fail every command.
  static func isWhole(_ db: Database) throws -> Bool {
    let tables: Set = ["entry", "document", "refund_alias", "annotation", "freshness", "search"]
    return try tables.isSubset(of: FirstLook.tables(db))
  }

  // The row is narrow: a scan must not read what only the visible page shows, which is in the
  // document.
  private static let statements = [
    """
    CREATE TABLE entry (
      id INTEGER PRIMARY KEY, \(keyDefinition), account TEXT NOT NULL, status INTEGER NOT NULL,
      currency TEXT NOT NULL, money_currency TEXT, minor INTEGER, exponent INTEGER,
      amount_major INTEGER, amount_fraction INTEGER, created INTEGER, refunded INTEGER NOT NULL,
      is_unknown INTEGER NOT NULL, is_pending INTEGER NOT NULL, actors TEXT NOT NULL,
      reference_lower TEXT NOT NULL, reference_fold TEXT NOT NULL, id_lower TEXT NOT NULL,
      id_fold TEXT NOT NULL, text_lower TEXT NOT NULL, text_fold TEXT NOT NULL,
      is_payment INTEGER NOT NULL, as_of INTEGER NOT NULL, UNIQUE (\(Schema.keyColumns)))
    """,
    "CREATE TABLE document (id INTEGER PRIMARY KEY REFERENCES entry (id), json TEXT NOT NULL)",
    """
    CREATE TABLE refund_alias (
      entry INTEGER NOT NULL REFERENCES entry (id), lower TEXT NOT NULL, fold TEXT NOT NULL)
    """,
    """
    CREATE TABLE annotation (
      \(keyDefinition), json TEXT NOT NULL, PRIMARY KEY (\(Schema.keyColumns))) WITHOUT ROWID
    """,
    "CREATE TABLE freshness (account TEXT NOT NULL PRIMARY KEY, as_of INTEGER NOT NULL) WITHOUT ROWID",
    // A scan in the usual order finds here all facts about a row and reads the row itself only for
    // its text.
    """
    CREATE INDEX entry_created ON entry (
      created DESC, account, payment, status, currency, money_currency, minor, exponent,
      amount_major, refunded, is_unknown, is_pending, provider)
    """,
    "CREATE INDEX entry_amount ON entry (amount_major, amount_fraction)",
    "CREATE INDEX entry_reference ON entry (reference_lower)",
    "CREATE INDEX entry_id ON entry (id_lower)", "CREATE INDEX entry_status ON entry (status)",
    "CREATE INDEX entry_account ON entry (account)",
    "CREATE INDEX entry_currency ON entry (currency)",
    "CREATE INDEX entry_refunded ON entry (refunded)",
    "CREATE INDEX entry_unknown ON entry (is_unknown) WHERE is_unknown = 1",
    "CREATE INDEX entry_pending ON entry (is_pending) WHERE is_pending = 1",
    "CREATE INDEX entry_actors ON entry (actors) WHERE actors <> ''",
    "CREATE INDEX refund_alias_entry ON refund_alias (entry)",
    "CREATE INDEX refund_alias_lower ON refund_alias (lower)",
    // Positions are not kept: which rows hold a text is checked on the row, and the lists stay
    // short.
    """
    CREATE VIRTUAL TABLE search USING fts5 (
      text_fold, content = 'entry', content_rowid = 'id', detail = 'none',
      tokenize = 'trigram case_sensitive 1')
    """,
    """
    CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN
      INSERT INTO search (rowid, text_fold) VALUES (NEW.id, NEW.text_fold);
    END
    """,
    """
    CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN
      INSERT INTO search (search, rowid, text_fold) VALUES ('delete', OLD.id, OLD.text_fold);
    END
    """,
    """
    CREATE TRIGGER entry_changed AFTER UPDATE OF text_fold ON entry
    WHEN NEW.text_fold IS NOT OLD.text_fold BEGIN
      INSERT INTO search (search, rowid, text_fold) VALUES ('delete', OLD.id, OLD.text_fold);
      INSERT INTO search (rowid, text_fold) VALUES (NEW.id, NEW.text_fold);
    END
    """,
  ]

  private static let keyDefinition = """
    provider TEXT NOT NULL, account_origin TEXT NOT NULL, merchant TEXT NOT NULL,
      payment TEXT NOT NULL
    """
}
