import GRDB

extension Schema {
  /// What tells whether a file is a journal, which journal it is, and how far it was checked.
  ///
  /// The file carries a mark of ours (``StoreFile/Mark``): what does not is never written to. None of these tables is
  /// part of the truth.
  static let recordWorthStatements: [String] = [
    "PRAGMA application_id = \(StoreFile.Mark.journal.rawValue)",
    """
    CREATE TABLE record (
      one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
      id TEXT NOT NULL CHECK (length(id) = 32),
      is_copy INTEGER NOT NULL DEFAULT 0 CHECK (is_copy IN (0, 1)),
      swept INTEGER NOT NULL DEFAULT 0 CHECK (swept IN (0, 1)))
    """,
    """
    CREATE TABLE verification (
      scope TEXT NOT NULL PRIMARY KEY CHECK (scope IN ('chain', 'whole', 'worker', 'finding')),
      sequence INTEGER NOT NULL, hash BLOB, time INTEGER NOT NULL, words TEXT NOT NULL) WITHOUT ROWID
    """,
    "CREATE INDEX event_acceptance ON event (sequence) WHERE kind = 'recordAccepted'",
    "CREATE INDEX event_signatures ON event (sequence) WHERE kind = 'signaturesErased'",
    refuse("record_kept", "BEFORE DELETE ON record", "a journal keeps its name"),
    refuse(
      "record_name", "BEFORE UPDATE OF id ON record", "a journal keeps its name",
      when: "NEW.id IS NOT OLD.id"),
  ]
}
