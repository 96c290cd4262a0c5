import Foundation
import Testing
import TextSafety

/// Foreign text in JSON.
struct ForeignTextCodingTests {
  @Test(arguments: ["", "txn_abc123", "e\u{301}", "a\u{1B}\u{202E}\"\\", "😀"])
  func `foreign text is one plain string and comes back unchanged`(raw: String) throws {
    let encoded = try JSONEncoder().encode([ForeignText(raw)])
    let strings = try JSONDecoder().decode([String].self, from: encoded)
    #expect(strings.count == 1)
    #expect(strings.first.map { $0.unicodeScalars.elementsEqual(raw.unicodeScalars) } == true)
    #expect(try JSONDecoder().decode([ForeignText].self, from: encoded) == [ForeignText(raw)])
  }

  @Test func `another type is refused`() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ForeignText].self, from: Data("[1]".utf8))
    }
  }
}
