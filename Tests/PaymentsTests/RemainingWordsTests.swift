import Payments
import Testing
import TextSafety

/// The words for what remains, which every front end takes from here.
struct RemainingWordsTests {
  private static let money = Money(minor: 1099, currency: .gbp)
  private static let nothing = Money(minor: 0, currency: .gbp)

  @Test(arguments: [
    (Remaining.reported(money), "10.99 GBP", "10.99 GBP", "10.99 GBP remain"),
    (.computed(money), "10.99 GBP", "10.99 GBP", "10.99 GBP remain"),
    (.computed(nothing), "0.00 GBP", "0.00 GBP", "nothing remains"),
    (.atMost(money), "at most 10.99 GBP", "at most 10.99 GBP", "at most 10.99 GBP remain"),
    (.atMost(nothing), "at most 0.00 GBP", "at most 0.00 GBP", "at most 0.00 GBP remain"),
    (
      .unknown(atMost: money), "not known", "not known, at most 10.99 GBP",
      "not known what remains, at most 10.99 GBP"
    ),
  ])
  func `a figure that is not certain is never told as one`(
    remaining: Remaining, short: String, full: String, clause: String
  ) {
    #expect(remaining.text.text == short)
    #expect(remaining.fullText.text == full)
    #expect(remaining.clause.text == clause)
  }

  @Test func `who is believed is told`() {
    #expect(Remaining.reported(Self.money).basis(of: "Nectar").text.contains("Nectar"))
    #expect(
      Set(
        [
          Remaining.reported(Self.money), .computed(Self.money), .atMost(Self.money),
          .unknown(atMost: Self.money),
        ].map { $0.basis(of: "Nectar") }
      ).count == 4)
  }
}
