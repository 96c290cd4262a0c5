/// Bytes in which every part is preceded by its length, so that no two lists of parts give the
/// same.
struct CanonicalBytes {
  /// What was appended so far.
  private(set) var bytes: [UInt8] = []

  /// Appends bytes.
  mutating func append(_ part: [UInt8]) {
    append(Int64(part.count))
    bytes += part
  }

  /// Appends text as UTF-8.
  mutating func append(_ text: String) { append(Array(text.utf8)) }

  /// Appends text that may be absent, which differs from an empty one.
  mutating func append(_ text: String?) {
    guard let text else { return append(Int64(-1)) }
    append(text)
  }

  /// Appends a number, eight bytes, the largest first.
  mutating func append(_ number: Int64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
    }
  }
}
