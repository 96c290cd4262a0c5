/// What generated rows of one provider look like.
///
/// Ids and references follow from the index and lead back to it, so that a row can be found without
/// a table of all rows.
protocol SeedRecipe: Sendable {
  var provider: SandboxProvider { get }
  /// Whether refunds stand in the books as rows of their own.
  var hasRefundRows: Bool { get }
  var statuses: [(weight: Int64, value: String)] { get }
  var currencies: [(weight: Int64, value: SandboxCurrency)] { get }
  var entries: [(weight: Int64, value: SandboxPayment.Entry)] { get }

  func id(at index: Int) -> String
  /// The index that an id was made from, if it can be one of ours; the caller makes the row and
  /// compares.
  func index(ofID id: String) -> Int?
  func reference(at index: Int, prefix: String?) -> String
  func index(ofReference reference: String) -> Int?
  func refundID(at index: Int, number: Int) -> String
}

/// The number that a text ends with.
func trailingNumber(_ text: String) -> Int? {
  let digits = text.utf8.reversed().prefix { (0x30...0x39).contains($0) }
  return Int(String(decoding: digits.reversed(), as: UTF8.self))
}
