import SupportDesk

/// The list as it was written, so that its numbers mean the same payments until another one is.
struct PlainPages: Hashable {
  /// The rows, the first of which has number 1.
  var rows: [PaymentRow] = []
  /// How many of them were written.
  var writtenCount = 0

  /// How many are written at a time.
  static let size = 10

  /// The row of a number that was written.
  func row(_ number: Int) -> PaymentRow? {
    (1...max(1, writtenCount)).contains(number) && number <= rows.count ? rows[number - 1] : nil
  }

  /// The place in a list of what was typed as its number, from 1; `nil` for what is no such number.
  static func index(ofNumber text: String) -> Int? {
    Int(text).flatMap { $0 >= 1 ? $0 - 1 : nil }
  }

  /// The next rows with their numbers.
  mutating func next() -> [(number: Int, row: PaymentRow)] {
    let begin = writtenCount
    writtenCount = min(rows.count, begin + Self.size)
    return rows[begin..<writtenCount].enumerated().map { (begin + $0.offset + 1, $0.element) }
  }
}
