import Payments

extension Schema {
  private static let terminal = IntentState.allCases.filter(\.isTerminal)
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")

  /// What later reads showed otherwise than recorded, and how decisions count since.
  static let aftercareStatements = [
    """
    CREATE TABLE finding (
      intent TEXT NOT NULL REFERENCES intent (id), kind TEXT NOT NULL, effect TEXT NOT NULL,
      event INTEGER NOT NULL UNIQUE, PRIMARY KEY (intent, kind, effect)) WITHOUT ROWID
    """,
    """
    CREATE TABLE correction (
      intent TEXT NOT NULL PRIMARY KEY REFERENCES intent (id), standing TEXT NOT NULL
        CHECK (standing IN (\(Correction.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")))),
      event INTEGER NOT NULL) WITHOUT ROWID
    """,
    // What froze a payment in the first journals, and nobody has released yet, is held again.
    """
    INSERT INTO correction (intent, standing, event)
    SELECT intent, 'disputed', max(sequence) FROM event
    WHERE kind = 'corrected' AND intent IN (
      SELECT id FROM intent WHERE state IN (\(terminal))) AND NOT EXISTS (
      SELECT 1 FROM event AS later
      WHERE later.kind = 'released' AND later.sequence > event.sequence
        AND later.provider = event.provider AND later.account_origin = event.account_origin
        AND later.merchant = event.merchant AND later.payment = event.payment)
    GROUP BY intent
    """,
    // I28: the refunds of the last days, over all accounts.
    "CREATE INDEX intent_created ON intent (created)",
  ]
}
