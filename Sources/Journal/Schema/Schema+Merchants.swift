import Payments

extension Schema {
  /// Which names a merchant has, by whose word.
  ///
  /// Identities that earlier versions recorded stay as they are: they get their names at the first
  /// start, when the configuration says whose they are.
  static let merchantStatements: [String] = [
    """
    CREATE TABLE merchant_name (
      provider TEXT NOT NULL, mode TEXT NOT NULL CHECK (mode IN (\(modes))),
      origin TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN (\(list(MerchantName.Kind.allCases)))),
      name TEXT NOT NULL, event INTEGER NOT NULL, account_origin TEXT NOT NULL,
      merchant TEXT NOT NULL,
      PRIMARY KEY (provider, mode, origin, kind, name)) WITHOUT ROWID
    """,
    """
    CREATE TABLE merchant_doubt (
      account TEXT NOT NULL PRIMARY KEY, event INTEGER NOT NULL, told TEXT NOT NULL) WITHOUT ROWID
    """,
    // Labels bound by earlier versions say nothing of their mode.
    "ALTER TABLE account ADD COLUMN mode TEXT CHECK (mode IN (\(modes)))",
    // The same payment under another identity: journals that a changed key once split.
    "CREATE INDEX intent_anywhere ON intent (provider, payment)",
  ]
}
