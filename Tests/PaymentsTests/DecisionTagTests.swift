import Payments
import Testing
import TextSafety

/// Tags as they stand in texts from outside: whose they are, and which decision they name.
struct DecisionTagTests {
  private func code() throws -> TagCode { try #require(TagCode("4FX2")) }

  private func id(_ digits: String = "0123456789abcdef0123456789abcdef") throws -> IntentID {
    try #require(IntentID(digits, code: code()))
  }

  @Test func `a code is 20 bits in four characters, and goes into an id and comes back`() throws {
    for bits in [UInt32(0), 1, 31, 32, 0x12345, 0xFFFFF] {
      let code = TagCode(bits: bits)
      #expect(TagCode(code.text) == code)
      let id = try #require(IntentID(String(repeating: "9", count: 32), code: code))
      #expect(id.tagCode == code)
      #expect(id.tag.text.hasSuffix("-\(code.text)"))
    }
    #expect(TagCode(bits: 0xFFFFF) == TagCode(bits: 0xFFFF_FFFF))
    for wrong in ["", "4FX", "4FX22", "4FXI", "4fx2", "4FX\u{301}"] {
      #expect(TagCode(wrong) == nil, "\(wrong)")
    }
  }

  @Test func `a code changes nothing else of an id`() throws {
    let plain = try #require(IntentID("0123456789abcdef0123456789abcdef"))
    let coded = try id()
    #expect(coded.shortTag == plain.shortTag)
    #expect(coded.text.prefix(8) == plain.text.prefix(8))
    #expect(coded.text.suffix(19) == plain.text.suffix(19))
    #expect(try IntentID("0123", code: code()) == nil)
  }

  @Test
  func `a decision is named by its tag with the code, and without as earlier versions sent it`()
    throws
  {
    let id = try id()
    for text in ["\(id.tag)", "\(id.shortTag)", "Refund \(id.tag).", "(\(id.shortTag))"] {
      #expect(id.standing(ofTagIn: ForeignText(text)) == .whole, "\(text)")
    }
    for text in [
      "\(id.shortTag)-9ZK7", "\(id.tag)X", "\(id.tag)-1", "X\(id.tag)", "\(id.tag.text.dropLast())",
      "\(id.tag) \(id.shortTag)-9ZK7",
    ] {
      #expect(id.standing(ofTagIn: ForeignText(text)) == .partOfWord, "\(text)")
    }
    #expect(id.standing(ofTagIn: "TD-000000-4FX2") == .absent)
  }

  @Test func `its letters may have been made small, and no more than a few are read`() throws {
    let small = DecisionTag.all(in: "refund td-7q3k9m-4fx2")
    #expect(small.map(\.text) == ["TD-7Q3K9M-4FX2"])
    let id = try id()
    #expect(
      IntentID.beginnings(ofTagsIn: id.tag.text.lowercased()).contains(String(id.text.prefix(8))))
    var words = ""
    for number in 0..<20_000 {
      let digits = String(number, radix: 16)
      let padded = String(repeating: "0", count: 32 - digits.count) + digits
      words += " \(try #require(IntentID(String(padded.reversed()))).tag.text)"
    }
    #expect(DecisionTag.all(in: ForeignText(words)).count == 16)
    #expect(IntentID.beginnings(ofTagsIn: words).count <= 64)
  }

  @Test func `its words are found in any text, each once`() throws {
    let id = try id()
    let found = DecisionTag.all(
      in: ForeignText("INV-7 \(id.tag), TD-7Q3K9M; (\(id.tag)) TD-M2Q8C4-9ZK7\nTD-"))
    #expect(found.map(\.text) == [id.tag, "TD-7Q3K9M", "TD-M2Q8C4-9ZK7"])
    #expect(found.map(\.code?.text) == ["4FX2", nil, "9ZK7"])
  }

  @Test(arguments: [
    "", "TD-", "TD-7Q3K9", "TD-7Q3K9M0", "TD-7Q3K9M-", "TD-7Q3K9M-4FX", "TD-7Q3K9M-4FX22",
    "TD-7Q3K9M-4FXI", "TD-7Q3K9L-4FX2", "TD-7Q3K9M-4FX2-1", "XTD-7Q3K9M-4FX2",
    "TD-7Q3K9M_4FX2", "TD-7Q3K9M-4FX2\u{301}", "TD-7Q3K9M-4FX2é", "TD‑7Q3K9M‑4FX2",
  ])
  func `what is only like a tag is none`(_ text: String) {
    #expect(DecisionTag(text) == nil)
    #expect(DecisionTag.all(in: ForeignText(text)).isEmpty)
  }

  @Test func `it tells how the id of its decision begins`() throws {
    for digits in ["0123456789abcdef0123456789abcdef", "ffffffffffffffffffffffffffffffff"] {
      let id = try id(digits)
      let coded = try #require(DecisionTag(id.tag.text))
      let short = try #require(DecisionTag(id.shortTag.text))
      #expect(coded.beginnings.count { id.text.hasPrefix($0) } == 1)
      #expect(short.beginnings.count { id.text.hasPrefix($0) } == 1)
      let other = try #require(IntentID(digits, code: TagCode(bits: 7)))
      #expect(!coded.beginnings.contains { other.text.hasPrefix($0) })
      #expect(short.beginnings.contains { other.text.hasPrefix($0) })
    }
  }

  @Test func `a long text from outside is read in one go`() {
    let text = String(repeating: "TD-7Q3K9M-4FX2 ", count: 20_000)
    #expect(DecisionTag.all(in: ForeignText(text)).count == 1)
  }
}
