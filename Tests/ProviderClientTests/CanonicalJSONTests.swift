import JSON
import ProviderClient
import Testing

/// RFC 8785 form: one text for one value.
struct CanonicalJSONTests {
  private func text(_ members: [String: CanonicalJSON.Value]) -> String {
    String(decoding: CanonicalJSON.object(members), as: UTF8.self)
  }

  @Test func `names are in ascending order without spaces`() {
    #expect(text([:]) == "{}")
    #expect(
      text(["page": .integer(1), "limit": .integer(20), "a": .string("b")])
        == #"{"a":"b","limit":20,"page":1}"#)
  }

  @Test func `names are ordered by UTF-16 units and not by scalars`() {
    // U+1F600 is D83D DE00 in UTF-16, which comes before U+FB33; by scalars it comes after.
    #expect(
      text(["\u{FB33}": .integer(1), "\u{1F600}": .integer(2), "\r": .integer(3)])
        == "{\"\\r\":3,\"\u{1F600}\":2,\"\u{FB33}\":1}")
  }

  @Test(arguments: [
    ("Té/x \"q\"", #"Té/x \"q\""#), ("a\\b", #"a\\b"#), ("\u{8}\t\n\u{C}\r", #"\b\t\n\f\r"#),
    ("\0\u{1}\u{1F}", #"\u0000\u0001\u001f"#), ("\u{7F}\u{2028}😀</", "\u{7F}\u{2028}😀</"),
  ])
  func `only what must be escaped is escaped`(value: String, expected: String) {
    #expect(text(["x": .string(value)]) == "{\"x\":\"\(expected)\"}")
  }

  @Test(arguments: ["1.00", "37.00", "1000", "1.250", "0.5", "-3"])
  func `a number is written digit by digit as given`(token: String) {
    #expect(text(["amount": .number(token)]) == "{\"amount\":\(token)}")
  }

  @Test func `written bytes are spliced in untouched`() {
    #expect(text(["data": .written(Array(#"{"z":1, "a":2}"#.utf8))]) == #"{"data":{"z":1, "a":2}}"#)
  }

  @Test func `what is no number stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = CanonicalJSON.object(["amount": .number("1,00")])
    }
  }

  @Test(arguments: ["a b", "x", "1 ", "", "1.0.0", "\"1\"", "01"])
  func `only whole number tokens are numbers`(text: String) {
    #expect(!JSONReader.isNumber(text))
    #expect(JSONReader.isNumber("1.00"))
  }
}
