import Glibc
import Testing
import TextSafety

/// Agreement with `wcwidth`, which ncurses asks: where the two disagree, everything right of the
/// character would be drawn one column off.
struct CLibraryWidthTests {
  /// The Ahom sign that Unicode 15.1 gave a cell of its own; C libraries differ by their age.
  private static let reclassified: UInt32 = 0x1171E

  private typealias Wcwidth = @convention(c) (wchar_t) -> CInt

  @Test(.enabled(if: hasUTF8Locale()))
  func `every character is as wide as the C library says`() throws {
    let wcwidth = try #require(Self.wcwidth())
    let disagreements = Self.inUTF8Locale {
      (0x20...0x32000).compactMap { (value: UInt32) -> String? in
        guard value != Self.reclassified, let scalar = Unicode.Scalar(value),
          scalar.properties.age != nil,
          let drawn = drawnWidth(of: scalar)
        else { return nil }
        let expected = Int(wcwidth(wchar_t(value)))
        return drawn == expected
          ? nil : "U+\(String(value, radix: 16)) takes \(drawn), not \(expected)"
      }
    }
    #expect(disagreements == [])
  }

  /// The columns that a character adds to a text, or nil when it is not drawn as itself.
  private func drawnWidth(of scalar: Unicode.Scalar) -> Int? {
    for base in ["", "a", "\u{1100}"] {
      let text = base + String(scalar)
      let safe = SafeText(sanitizing: text)
      if safe.text.unicodeScalars.elementsEqual(text.unicodeScalars) {
        return safe.width - SafeText(sanitizing: base).width
      }
    }
    return nil
  }

  /// Looks the function up by name: Swift's Glibc is read without the definition that declares it.
  private static func wcwidth() -> Wcwidth? {
    guard let symbol = unsafe dlsym(nil, "wcwidth") else { return nil }
    return unsafe unsafeBitCast(symbol, to: Wcwidth.self)
  }

  /// Runs the body with this thread's locale set to UTF-8.
  private static func inUTF8Locale<R>(_ body: () -> R) -> R {
    let utf8 = unsafe newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    let previous = unsafe uselocale(utf8)
    defer {
      _ = unsafe uselocale(previous)
      unsafe freelocale(utf8)
    }
    return body()
  }

  private static func hasUTF8Locale() -> Bool {
    guard let utf8 = unsafe newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else { return false }
    unsafe freelocale(utf8)
    return true
  }
}
