extension StringProtocol {
  /// Whether it is one word of printable ASCII, without spaces and not empty: what may stand in a
  /// header, and has one spelling only.
  package var isPlainWord: Bool {
    !isEmpty && utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
