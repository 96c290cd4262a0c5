extension Schema {
  /// Tags of providers' rows that no decision here has; open until the record is accepted.
  static let tagStatements: [String] = [
    """
    CREATE TABLE stray_tag (
      provider TEXT NOT NULL, account_origin TEXT NOT NULL, merchant TEXT NOT NULL,
      tag TEXT NOT NULL, event INTEGER NOT NULL UNIQUE, acceptance INTEGER,
      PRIMARY KEY (provider, account_origin, merchant, tag)) WITHOUT ROWID
    """
  ]
}
