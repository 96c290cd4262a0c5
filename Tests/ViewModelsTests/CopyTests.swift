import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct CopyTests {
  @Test func `y copies the id, in the list and in the payment`() {
    var desk = Desk.open()
    #expect(desk.press("y") == [.copy("1")])
    desk.press(.enter)
    #expect(desk.press("y") == [.copy("1")])
    desk.send(.copied("Copied to tmux.", at: desk.now))
    #expect(desk.model.said.notice?.level == .success)
  }

  @Test func `marks that another search found are copied too, and that is said`() {
    var desk = Desk.open(5)
    desk.press(" ", " ")
    desk.answer(World.answer(World.rows(2...5)))
    #expect(desk.press("y").contains(.copy("2 1")))
    #expect(desk.notice == "2 ids of marked payments, 1 of them not in this list.")
    desk.answer(World.answer(World.rows(4...5)))
    #expect(desk.press("y").contains(.copy("1 2")))
  }

  private static func menu(_ desk: Desk) -> [String] {
    guard case .copyMenu(let menu) = desk.model.layers.last else { return [] }
    return menu.items.map { "\($0.title): \($0.text)" }
  }

  /// What the menu offers to tell the customer of a payment.
  private static func sentences(_ detail: PaymentDetail) -> [String] {
    var desk = Desk.open(detail: detail)
    desk.press("Y")
    let title = "For the customer: "
    return menu(desk).filter { $0.hasPrefix(title) }.map { String($0.dropFirst(title.count)) }
  }

  @Test func `Y offers every name and figure of the payment, and what to tell the customer`() {
    let intent = World.intent(World.refund(500), state: .succeeded)
    var desk = Desk.open(detail: World.detail("1", status: .partlyRefunded, intents: [intent]))
    desk.press("Y")
    #expect(
      Self.menu(desk) == [
        "Reference: NP-ORDER1", "Transaction: 1", "For the command line: uk-store/1",
        "Amount: 15.99 GBP", "Refunded: 5.00 GBP", "Remaining: 10.99 GBP",
        "Refund of 5.00 GBP: rf_nero_123",
        "For the customer: Of your payment of 15.99 GBP, reference NP-ORDER1, we refunded 5.00 GBP in all.",
        "For the customer: We refunded 5.00 GBP on 22 Apr, reference rf_nero_123; it can take some business days to arrive.",
      ])
    desk.press("j", "j", "k", "k", "k", "G", "j", .up, .up)
    #expect(desk.press(.enter) == [.copy("rf_nero_123")])
    #expect(desk.model.layers.isEmpty)
  }

  @Test(arguments: [
    (
      IntentState.succeeded,
      "We refunded 5.00 GBP on 22 Apr, reference rf_nero_123; it can take some business days to arrive."
    ),
    (
      .pending,
      "We asked for your refund of 5.00 GBP on 22 Apr, reference rf_nero_123; the payment provider has accepted it and not completed it yet."
    ),
    (
      .rejected,
      "We could not refund 5.00 GBP on 22 Apr: the payment provider did not accept it, and no money has moved."
    ),
    (
      .unknown,
      "We asked for your refund of 5.00 GBP on 22 Apr, reference rf_nero_123; we are checking with the payment provider whether it went through."
    ),
  ])
  func `each state of a refund has its own words`(_ state: IntentState, _ sentence: String) {
    let intent = World.intent(World.refund(500), state: state)
    #expect(Self.sentences(World.detail("1", intents: [intent])).last == sentence)
  }

  @Test(arguments: [
    (
      Status.paid, "Nothing was refunded of your payment of 15.99 GBP, reference NP-ORDER1, so far."
    ),
    (.pending, "Your payment of 15.99 GBP, reference NP-ORDER1, is not completed yet."),
    (.cancelled, "Your payment of 15.99 GBP, reference NP-ORDER1, was cancelled."),
    (.failed, "Your payment of 15.99 GBP, reference NP-ORDER1, did not go through."),
  ])
  func `a payment without refunds has words too`(_ status: Status, _ sentence: String) {
    #expect(Self.sentences(World.detail("1", status: status)) == [sentence])
  }

  @Test func `what is not certain is not told of the payment as a whole`() {
    let held = World.intent(World.refund(500), state: .unknown)
    #expect(Self.sentences(World.detail("1", intents: [held])).count == 1)
    // The provider says that all of it went back, and we know of a part.
    let part = World.intent(World.refund(500), state: .succeeded)
    #expect(Self.sentences(World.detail("1", status: .refunded, intents: [part])).count == 1)
    #expect(Self.sentences(World.detail("1", provenance: .indexed(World.start))).isEmpty)
    #expect(
      Self.sentences(World.detail("1", provenance: .offline(World.start, "No answer."))).isEmpty)
    for status in [Status.disputed, .review, .unrecognised, .authorized] {
      #expect(Self.sentences(World.detail("1", status: status)).isEmpty)
    }
  }

  @Test(arguments: IntentState.allCases)
  func `only what succeeded or was ruled done is called refunded or cancelled`(
    _ state: IntentState
  ) {
    let words = CustomerWords(refundDays: 1...14)
    let refund = words.refund(of: World.pounds(500), state, id: nil, on: "22 Apr").text
    let cancel = words.cancel(of: World.pounds(500), state, on: nil).text
    #expect(refund.hasPrefix("We refunded") == state.isDone)
    #expect(cancel.hasPrefix("We cancelled") == state.isDone)
    // Who was never asked cannot have answered.
    let isTold = state.mayHaveBeenSent && state != .ruledNotDone
    #expect(refund.isEmpty == !isTold)
    #expect(cancel.isEmpty == !isTold)
    for promise in ["will arrive", "guarantee", "within"] {
      #expect(!refund.contains(promise))
    }
  }

  @Test func `the days of a refund are named where the provider names them`() {
    let sentence = CustomerWords(refundDays: 1...14)
      .refund(of: World.pounds(500), .succeeded, id: "rf_nero_123", on: "22 Apr")
    #expect(
      sentence
        == "We refunded 5.00 GBP on 22 Apr, reference rf_nero_123; it can take up to 14 business days to arrive."
    )
  }

  @Test func `Y works on a matter too`() {
    var desk = Desk.attending()
    desk.press("Y")
    #expect(Self.menu(desk).first == "Reference: NP-ORDER1")
    #expect(Self.menu(desk).last?.contains("we are checking with the payment provider") == true)
    desk = Desk.attending([])
    desk.press("Y")
    #expect(desk.notice == "Nothing needs you.")
  }

  @Test func `before the read the menu has what the list knows`() {
    var desk = Desk.open()
    desk.press("j", "Y")
    guard case .copyMenu(let menu) = desk.model.layers.last else {
      Issue.record("no menu")
      return
    }
    #expect(menu.items.map(\.text) == ["NP-ORDER2", "2", "uk-store/2", "15.99 GBP"])
  }

  @Test func `nothing is copied where there is nothing to tell`() {
    var desk = Desk.sending()
    desk.ended(.success(World.result(state: .notSent, forCustomer: "")))
    #expect(desk.press("y") == [.schedule(.noticeExpired, milliseconds: 5000)])
    #expect(desk.notice == "There is nothing to tell the customer yet.")
  }
}
