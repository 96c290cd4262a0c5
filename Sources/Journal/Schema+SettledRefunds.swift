extension Schema {
  /// Which decision a provider's refund settled.
  static let settledRefundStatements: [String] = []
}
