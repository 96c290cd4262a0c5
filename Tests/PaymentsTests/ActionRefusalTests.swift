import Payments
import Testing
import TextSafety

struct `A refused action` {
  @Test
  func `says why in one sentence`() throws {
    let amina = Actor("amina")
    let sentences: [(ActionRefusal, SafeText)] = [
      (
        .status(.refund, .failed, providerStatus: "4"),
        "Only a paid payment can be refunded; this one is failed (4)."
      ),
      (
        .status(.refund, .failed, providerStatus: ""),
        "Only a paid payment can be refunded; this one is failed."
      ),
      (
        .status(.refund, .pending, providerStatus: "pending"),
        "A pending payment cannot be refunded; cancel it, or wait until it is paid."
      ),
      (
        .status(.cancel, .partlyRefunded, providerStatus: "x"),
        "Only a pending payment can be cancelled; this one is paid: refund it instead (R)."
      ),
      (
        .exceedsRemaining(asked: try money("13"), remaining: try money("12.99")),
        "13.00 GBP is more than the 12.99 GBP that remain."
      ),
      (
        .openIntent(.unknown, .refund, try money("2"), amina, .noon),
        "Settle the earlier refund of 2.00 GBP by amina first: outcome unknown."
      ),
      (
        .recentRefund(try money("5"), amina, .noon, refundID: "rf_1"),
        "amina already refunded 5.00 GBP (rf_1) a short while ago."
      ),
      (
        .recentRefund(try money("5"), amina, .noon, refundID: nil),
        "amina already refunded 5.00 GBP a short while ago."
      ),
    ]
    for (refusal, sentence) in sentences { #expect(refusal.sentence == sentence) }
  }

  @Test
  func `by a provider shows its words and ours`() {
    let refusal = ProviderRefusal(code: "E1", message: "no\u{1B}[2J", advice: "Check the amount.")
    #expect(refusal.sentence == "no‹U+001B›[2J. Check the amount.")
    #expect(ProviderRefusal(code: nil, message: "", advice: "").sentence == "no reason given.")
  }

  @Test
  func `for want of an ability has a reason`() {
    let none = Capabilities([.list], reasons: [.cancel: "Refund it instead."])
    #expect(none.has(.list) && !none.has(.cancel))
    #expect(none.reason(for: .cancel) == "Refund it instead.")
    #expect(none.reason(for: .refund) == "This provider has no such operation.")
  }

  @Test(arguments: Status.allCases)
  func `names a status in words that fit`(status: Status) {
    #expect(status.shortTitle.text.utf8.count <= 13)
    #expect(!status.title.isEmpty && status.queryWord == status.queryWord.lowercased())
  }
}
