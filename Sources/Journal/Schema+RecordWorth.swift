extension Schema {
  /// What tells how far the record was checked and whether it is the one that was left.
  static let recordWorthStatements: [String] = []
}
