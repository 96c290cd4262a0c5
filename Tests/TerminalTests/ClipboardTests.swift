import Foundation
import Testing
import TextSafety

@testable import Terminal

struct ClipboardTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("東", "5p2x"), ("\u{3FF}\u{3FF}", "z7/Pvw=="),
  ])
  func `base 64 is that of RFC 4648`(text: String, encoded: String) {
    #expect(String(decoding: ClipboardSequence.base64(Array(text.utf8)), as: UTF8.self) == encoded)
  }

  @Test func `the sequence holds nothing of the text itself`() {
    let bytes = ClipboardSequence.bytes(for: "NP-ORDER1001")
    #expect(bytes == Array("\u{1B}]52;c;TlAtT1JERVIxMDAx\u{7}".utf8))
  }

  @Test(arguments: [(74_993, true), (74_994, true), (74_995, false)])
  func `text that terminals do not take is refused`(count: Int, isSent: Bool) {
    let bytes = ClipboardSequence.bytes(for: SafeText(repeating: "a", count: count))
    #expect((bytes != nil) == isSent)
    #expect(bytes.map { $0.count <= 100_000 } ?? true)
  }

  @Test(arguments: [1, 100, 240, 1000])
  func `GNU screen gets it in pieces that it hands on whole`(count: Int) throws {
    let sequence = try #require(
      ClipboardSequence.bytes(for: SafeText(repeating: "a", count: count)))
    let wrapped = String(decoding: ClipboardSequence.throughScreen(sequence), as: UTF8.self)
    let pieces = wrapped.components(separatedBy: "\u{1B}\\").dropLast().map { $0.utf8.dropFirst(2) }
    #expect(pieces.allSatisfy { (1...ClipboardSequence.screenLimitBytes).contains($0.count) })
    #expect(pieces.flatMap { Array($0) } == sequence)
  }
}
