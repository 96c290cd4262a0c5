import Testing
import TextSafety

@testable import Terminal

struct LineBufferTests {
  @Test(arguments: [
    ("", []), ("5.00", []), ("5.00\n", ["5.00"]), ("5.00\r\n", ["5.00"]),
    ("a\n\nb\n", ["a", "", "b"]), (" 5.00 \n", [" 5.00 "]),
  ])
  func `a line counts once it is ended, and is kept as it was typed`(
    _ text: String, _ lines: [String]
  ) {
    var buffer = LineBuffer()
    for byte in text.utf8 { buffer.feed([byte]) }
    for line in lines { #expect(buffer.next() == ForeignText(line)) }
    #expect(buffer.next() == nil)
  }

  @Test func `what is dropped does not come back, not even its beginning`() {
    var buffer = LineBuffer()
    buffer.feed("5.00\n5.".utf8)
    buffer.drop()
    buffer.feed("00\n".utf8)
    #expect(buffer.next() == "00")
    #expect(buffer.next() == nil)
  }

  @Test func `a line without end takes no more than its room`() {
    var buffer = LineBuffer()
    for _ in 0..<10 { buffer.feed([UInt8](repeating: UInt8(ascii: "x"), count: 1000)) }
    buffer.feed("\n".utf8)
    #expect(buffer.next()?.raw.utf8.count == LineBuffer.lineLimit)
  }

  @Test(arguments: [
    ("5.00 GBP · key 0123…", "5.00 GBP * key 0123..."), ("\u{2013} caf\u{E9}", "- caf?"),
  ])
  func `without UTF-8 a text is ASCII`(_ text: String, _ ascii: String) {
    #expect(ASCIIForm.words(SafeText(sanitizing: text)) == ascii)
  }
}
