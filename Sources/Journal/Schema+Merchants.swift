extension Schema {
  /// Which names a merchant has, by whose word.
  static let merchantStatements: [String] = []
}
