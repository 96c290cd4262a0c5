import Testing
import TextSafety

/// Card numbers are never stored.
struct CardNumberTests {
  @Test(arguments: [
    "4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "4111 - 1111 - 1111 - 1111",
    "4111\u{A0}1111\u{2011}1111\u{2013}1111", "card 5500005555555559.", "378282246310005",
    "3782 822463 10005", "4222222222222", "6304000000000000000", "４１１１１１１１１１１１１１１１",
    "order 12 4111 1111 1111 1111", "4111 1111 1111 1111 exp 12", "x4111111111111111x",
    "1 4111111111111111 2", "ref 77, card 4111111111111111",
  ])
  func `this looks like a card number`(text: String) {
    #expect(looksLikeCardNumber(text))
  }

  @Test(arguments: [
    "", "4111111111111112", "411111111111111", "NP-ORDER1001", "6636598", "2026-04-22 02:37:11",
    "422222222222", "63040000000000000000", "4111x1111x1111x1111", "4111    1111 1111 1111",
    "parcel lost, called twice", "- - - - - -",
  ])
  func `this does not`(text: String) {
    #expect(!looksLikeCardNumber(text))
  }

  @Test(arguments: [(12, false), (13, true), (19, true), (20, false)])
  func `13 to 19 digits count`(length: Int, expected: Bool) {
    // Zeros have a valid check digit at any length.
    #expect(looksLikeCardNumber(String(repeating: "0", count: length)) == expected)
  }

  @Test(arguments: [
    ("", ""), ("parcel lost", "parcel lost"), ("4111111111111112", "4111111111111112"),
    ("card 4111 1111 1111 1111 exp 12/29", "card [card number] exp 12/29"),
    ("x4111111111111111x", "x[card number]x"),
    ("4111111111111111, 5500-0055-5555-5559.", "[card number], [card number]."),
    ("ref 12 4111111111111111", "ref 12 [card number]"),
    ("４１１１１１１１１１１１１１１１é", "[card number]é"),
  ])
  func `what looks like one is taken out and nothing else`(text: String, expected: String) {
    #expect(redactingCardNumbers(text) == expected)
  }

  @Test func `nothing that looks like one is left`() {
    for text in ["1 4111111111111111 2", "4111 1111 1111 1111 1111", "0000000000000 0000000000000"]
    {
      #expect(!looksLikeCardNumber(redactingCardNumbers(text)), "\(text)")
    }
  }
}
