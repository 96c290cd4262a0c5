import Payments
import Testing
import TextSafety

struct `An account's name` {
  @Test(arguments: ["uk-store", "A", "a.b_c-9", String(repeating: "x", count: 40)])
  func `is 1 to 40 letters, digits, dashes, dots and underscores`(text: String) throws {
    let name = try #require(AccountName(text))
    #expect(name.text == text && name.safe.text == text && name.description == text)
    #expect(try OneValue.decode(AccountName.self, from: text) == name)
    #expect(try OneValue.encode(name) == text)
  }

  @Test(arguments: ["", "a/b", "a b", "é", "uk\u{2011}store", String(repeating: "x", count: 41)])
  func `of other characters does not exist`(text: String) {
    #expect(AccountName(text) == nil)
    #expect(throws: DecodingError.self) { try OneValue.decode(AccountName.self, from: text) }
  }
}

struct `An intent's id` {
  @Test
  func `is 32 lower-case hexadecimal digits`() throws {
    let digits = "0123456789abcdef0123456789abcdef"
    let id = try #require(IntentID(digits))
    #expect(try OneValue.decode(IntentID.self, from: digits) == id)
    #expect(try OneValue.encode(id) == digits)
    for wrong in [
      "", String(digits.dropLast()), digits + "0", digits.uppercased(), "g" + digits.dropLast(),
    ] {
      #expect(IntentID(wrong) == nil)
      #expect(throws: DecodingError.self) { try OneValue.decode(IntentID.self, from: wrong) }
    }
  }

  @Test(arguments: [
    ("00000000", "TD-000000"), ("ffffffff", "TD-ZZZZZZ"), ("00000001", "TD-100000"),
    ("c0000000", "TD-000000"), ("20000000", "TD-00000G"),
  ])
  func `has a tag of its first 30 bits and its code`(prefix: String, tag: SafeText) throws {
    let id = try #require(IntentID(prefix + String(repeating: "0", count: 24)))
    #expect(id.shortTag == tag)
    #expect(id.tag == "\(tag)-0000")
  }
}

struct `A payment's key` {
  @Test
  func `is the merchant and the canonical id, not a label`() {
    let other = AccountIdentity(
      provider: Sample.account.provider, origin: Sample.account.origin, merchant: "m2")
    #expect(PaymentKey(account: Sample.account, id: TransactionID("6636598")) == Sample.key)
    #expect(PaymentKey(account: other, id: TransactionID("6636598")) != Sample.key)
    #expect(PaymentKey(account: Sample.account, id: TransactionID("6636599")) != Sample.key)
  }

  @Test
  func `keeps the id exactly as the provider gave it`() {
    let composed = TransactionID("caf\u{E9}")
    let decomposed = TransactionID("cafe\u{301}")
    #expect(composed != decomposed)
    #expect(TransactionID("a\u{202E}b").raw == "a\u{202E}b")
    #expect(TransactionID("a\u{202E}b").safe == "a‹U+202E›b")
  }

  @Test func `a tag is a word of its own`() throws {
    let id = try #require(IntentID("0123456789abcdef0123456789abcdef"))
    let tag = id.tag.text
    for text in [
      tag, tag.lowercased(), "refund \(tag)", "(\(tag))", "\(tag), \(tag)", "a\n\(tag)\tb",
    ] {
      #expect(id.standing(ofTagIn: ForeignText(text)) == .whole, "\(text)")
    }
    for text in [
      "\(tag)X", "\(tag)9", "X\(tag)", "\(tag)-1", "\(tag)_", "\(tag)\u{301}", "\(tag)\u{200B}",
      "\(tag) \(tag)X",
    ] {
      #expect(id.standing(ofTagIn: ForeignText(text)) == .partOfWord, "\(text)")
    }
    for text in ["", "TD-", String(id.shortTag.text.dropLast())] {
      #expect(id.standing(ofTagIn: ForeignText(text)) == .absent, "\(text)")
    }
  }
}
