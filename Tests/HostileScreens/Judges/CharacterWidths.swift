import Glibc

/// The widths of the C library, found by name: Swift's Glibc is read without their declaration.
package struct CharacterWidths: Sendable {
  private typealias Wcwidth = @convention(c) (wchar_t) -> CInt
  private let wcwidth: Wcwidth

  /// Finds the function; `nil` where the library has none.
  package init?() {
    guard let symbol = unsafe dlsym(nil, "wcwidth") else { return nil }
    wcwidth = unsafe unsafeBitCast(symbol, to: Wcwidth.self)
  }

  /// The columns of a character; negative for what is not drawn.
  package func of(_ scalar: Unicode.Scalar) -> Int { Int(wcwidth(wchar_t(scalar.value))) }
}
