import Testing

@testable import SupportDesk

/// I26: what a provider sends back of a signature is not kept.
struct AnswerRedactionTests {
  private static let hmac = String(repeating: "0a1b2c3d", count: 8)
  private static let ed25519 = String(repeating: "aB3+", count: 21) + "xy=="

  @Test(arguments: [
    (#"{"echo":{"signature":"\#(ed25519)"}}"#, #"{"echo":{"signature":"***"}}"#),
    ("expected \(hmac), got another", "expected ***, got another"),
    (#"{"s":"\#(String(repeating: #"ab\/"#, count: 30))"}"#, #"{"s":"***"}"#),
    (hmac, "***"),
  ])
  func `a signature that was sent back is taken out`(answer: String, kept: String) {
    #expect(redacted(answer) == kept)
  }

  @Test(arguments: [
    #"{"id":"rf_nero_123","amount":5.00,"key":"6f1c2d3e-1111-4222-8333-abcdefabcdef"}"#, "",
    #"{"reference":"TX187-BC6C-D61DC0D0000000AA"}"#, "\u{0}raw",
  ])
  func `everything else stays byte for byte`(answer: String) {
    #expect(redacted(answer) == answer)
  }

  private func redacted(_ text: String) -> String {
    String(decoding: AnswerRedaction.apply(to: Array(text.utf8)), as: UTF8.self)
  }
}
