extension Schema {
  /// A key stands for one write that may have left.
  ///
  /// One that certainly did not has used nothing up: the same decision may have the same key again, which is what lets a
  /// provider recognise it (I6, I25).
  static let keyStatements = [
    "ALTER TABLE write RENAME TO write_before",
    """
    CREATE TABLE write (
      intent TEXT NOT NULL PRIMARY KEY REFERENCES intent (id), event INTEGER NOT NULL UNIQUE,
      idempotency_key TEXT)
    """,
    "INSERT INTO write SELECT intent, event, idempotency_key FROM write_before",
    "DROP TABLE write_before",
    "CREATE INDEX write_key ON write (idempotency_key) WHERE idempotency_key IS NOT NULL",
    """
    CREATE TRIGGER write_stays BEFORE UPDATE ON write
    BEGIN SELECT RAISE(ABORT, 'write rows never change'); END
    """,
    """
    CREATE TRIGGER write_kept BEFORE DELETE ON write
    BEGIN SELECT RAISE(ABORT, 'write rows are never deleted'); END
    """,
    """
    CREATE TRIGGER write_key_once BEFORE INSERT ON write
    WHEN EXISTS (
      SELECT 1 FROM write AS other JOIN intent ON intent.id = other.intent
      WHERE other.idempotency_key = NEW.idempotency_key
        AND intent.state NOT IN ('notSent', 'discarded'))
    BEGIN SELECT RAISE(ABORT, 'a key stands for one write that may have left'); END
    """,
  ]
}
