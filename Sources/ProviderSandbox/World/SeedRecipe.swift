/// What generated rows of one provider look like.
///
/// Ids and references follow from the index and lead back to it, so that a row can be found without
/// a table of all rows.
package protocol SeedRecipe: Sendable {
  /// What tells the stream of this provider's rows from those of others.
  var salt: UInt64 { get }
  /// Whether refunds stand in the books as rows of their own.
  var hasRefundRows: Bool { get }
  /// The status words with their weights.
  var statuses: [(weight: Int64, value: String)] { get }
  /// The currencies with their weights.
  var currencies: [(weight: Int64, value: SandboxCurrency)] { get }
  /// The kinds of rows with their weights.
  var entries: [(weight: Int64, value: SandboxPayment.Entry)] { get }

  /// The id of the row at an index.
  func id(at index: Int) -> String
  /// The index that an id was made from, if it can be one of ours; the caller makes the row and
  /// compares.
  func index(ofID id: String) -> Int?
  /// The reference of the row at an index.
  func reference(at index: Int, prefix: String?) -> String
  /// The index that a reference was made from, if it can be one of ours.
  func index(ofReference reference: String) -> Int?
  /// The id of a refund of the row at an index.
  func refundID(at index: Int, number: Int) -> String
}

/// The number that a text ends with.
func trailingNumber(_ text: String) -> Int? {
  let digits = text.utf8.reversed().prefix { (0x30...0x39).contains($0) }
  return Int(String(decoding: digits.reversed(), as: UTF8.self))
}
