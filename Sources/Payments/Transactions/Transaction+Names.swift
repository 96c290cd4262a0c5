import TextSafety

extension Transaction {
  /// Whether this is a payment that people may call by a text: its id or a reference, in any case.
  public func mayBeCalled(_ text: String) -> Bool {
    guard kind == .payment else { return false }
    let wanted = SearchFold.lower(text)
    return otherNames.contains { SearchFold.lower($0) == wanted }
  }

  private var otherNames: [String] {
    [id.raw, reference.raw]
      + facts.filter { $0.label == Fact.paymentReference }.map(\.value.raw)
  }
}

extension Transaction.Fact {
  /// The label of a further reference of the same payment.
  public static let paymentReference = "Payment reference"
}
