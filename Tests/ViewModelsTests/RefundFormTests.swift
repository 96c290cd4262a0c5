import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct RefundFormTests {
  private static func form(_ detail: PaymentDetail? = nil) -> Desk {
    var desk = Desk.open(detail: detail)
    desk.press("R")
    return desk
  }

  @Test func `Tab goes through the fields in both directions and round the ends`() {
    var desk = Self.form()
    var fields: [RefundFormModel.Field] = []
    for _ in 0..<6 {
      desk.press(.tab)
      fields.append(desk.model.form?.field ?? .amount)
    }
    #expect(fields == [.all, .reason, .ticket, .note, .review, .amount])
    desk.press(.backTab)
    #expect(desk.model.form?.field == .review)
    desk.press(.up, .down)
    #expect(desk.model.form?.field == .review)
  }

  @Test(arguments: [
    ("12", "12.00", nil), ("12.3", "12.30", nil), ("full", "15.99", nil), ("FULL", "15.99", nil),
    ("15.99", "15.99", nil), ("0.01", "0.01", nil),
    ("16", "16", "Only 15.99 GBP remain: type at most 15.99."),
    ("12,30", "12,30", "A comma does not mark decimals: type 12.30."),
    ("0", "0", "Type an amount above zero."),
    ("12.345", "12.345", "GBP has 2 decimals: type no more digits after the point."),
  ])
  func `an amount is checked as it is typed and echoed in full`(
    _ typed: String, _ echoed: String, _ mistake: String?
  ) {
    var desk = Self.form()
    desk.type(typed)
    #expect(desk.model.form?.mistakes[.amount]?.text == mistake)
    desk.press(.tab)
    #expect(desk.model.form?.amount.text == echoed)
  }

  @Test
  func `Enter in the amount stays at a mistake and passes over the button that would replace it`() {
    var desk = Self.form()
    desk.press(.enter)
    #expect(desk.model.form?.field == .all)
    desk.press(.backTab)
    desk.type("99")
    desk.press(.enter)
    #expect(desk.model.form?.field == .amount)
    desk.press(.control("u"))
    desk.type("9.99")
    desk.press(.enter)
    #expect(desk.model.form?.field == .reason)
  }

  @Test func `All fills in what remains`() {
    var desk = Self.form()
    desk.press(.tab, .enter)
    #expect(desk.model.form?.amount.text == "15.99")
    #expect(desk.model.form?.field == .reason)
  }

  @Test func `All says no where what remains is not known`() {
    let earlier = PaymentFingerprint(
      World.transaction("1", status: .partlyRefunded), refunds: [])
    var seen = World.refund(100)
    seen.seen = earlier
    let intent = World.intent(seen, state: .succeeded)
    var desk = Self.form(World.detail("1", status: .partlyRefunded, intents: [intent]))
    desk.press(.tab, .enter)
    #expect(desk.model.form?.field == .all)
    #expect(
      desk.model.form?.mistakes[.amount]
        == "What remains is not known exactly: type the amount instead of full.")
  }

  @Test func `arrows choose the reason, typing begins one or finds one`() {
    var desk = Self.form()
    desk.press(.tab, .tab)
    #expect(desk.model.form?.reason.text == "requested_by_customer")
    desk.press(.right)
    #expect(desk.model.form?.reason.text == "duplicate")
    desk.press(.left, .left)
    #expect(desk.model.form?.reason.text == "other")
    desk.type("frau")
    #expect(desk.model.form?.reason.text == "frau")
    desk.press(.enter)
    #expect(desk.model.form?.reason.text == "fraudulent")
    desk.press(.backTab, .control("u"))
    desk.type("goodwill gesture")
    desk.press(.tab)
    #expect(desk.model.form?.reason.text == "goodwill gesture")
    desk.press(.backTab, .right)
    #expect(desk.model.form?.reason.text == "requested_by_customer")
    desk.press(.control("u"), .tab)
    #expect(desk.model.form?.reason.text == "requested_by_customer")
  }

  @Test func `a paste into a field is text and submits nothing`() {
    var desk = Self.form()
    #expect(desk.paste("5.00\n\n") == [.schedule(.draftRested, milliseconds: 500)])
    #expect(desk.model.form?.amount.text == "5.00")
    #expect(desk.model.form?.field == .amount)
    desk.press(.tab)
    desk.paste("5.00\n")
    #expect(desk.notice == "Paste into a field; this is a button.")
    #expect(desk.model.form?.field == .all)
  }

  @Test(arguments: [3, 4])
  func `what looks like a card number is refused in ticket and note`(_ tabs: Int) {
    var desk = Self.form()
    desk.type("5.00")
    for _ in 0..<tabs { desk.press(.tab) }
    let field = desk.model.form?.field ?? .amount
    desk.type("4111 1111 1111 1111")
    let sentence: SafeText = "That looks like a card number; it is not stored. Take it out."
    #expect(desk.model.form?.mistakes == [field: sentence])
    while desk.model.form?.field != .review { desk.press(.tab) }
    #expect(desk.press(.enter) == [])
    #expect(desk.model.form?.field == field)
  }

  @Test func `Esc keeps the draft, R brings it back, for its own payment only`() {
    var desk = Self.form()
    desk.type("5.0")
    desk.press(.tab, .tab, .tab)
    desk.type("5512")
    desk.press(.escape)
    #expect(desk.model.layers.isEmpty)
    #expect(desk.notice == "Draft kept; R opens it again.")
    #expect(Set(desk.model.drafts.refunds.keys) == [World.key("1")])

    desk.press("j")
    desk.fire(.cursorRested)
    desk.read(World.detail("2"))
    desk.press("R")
    #expect(desk.model.form?.amount.isEmpty == true)
    desk.press(.escape)
    #expect(Set(desk.model.drafts.refunds.keys) == [World.key("1")])

    desk.press("k")
    desk.fire(.cursorRested)
    desk.read(World.detail("1"))
    desk.press("R")
    #expect(desk.model.form?.amount.text == "5.00")
    #expect(desk.model.form?.ticket.text == "5512")
    #expect(desk.notice == "Your draft is back; nothing of it was sent.")
    #expect(desk.model.drafts.refunds.isEmpty)
  }

  @Test func `a draft that came back is checked against what remains now`() {
    var desk = Self.form()
    desk.type("15.00")
    desk.press(.escape, .control("r"))
    let other = World.intent(World.refund(1000), state: .succeeded)
    desk.read(World.detail("1", status: .partlyRefunded, intents: [other]))
    desk.press("R")
    #expect(desk.model.form?.mistakes[.amount] == "Only 5.99 GBP remain: type at most 5.99.")
  }

  @Test func `an edit or Esc makes a review under way stale`() {
    var desk = Self.form()
    desk.type("5.00")
    desk.press(.backTab, .enter)
    let serial = desk.model.form?.reviewSerial ?? -1
    desk.press(.enter)
    #expect(desk.notice == "Reading the payment again; a moment. Esc goes back.")
    desk.press(.tab)
    desk.type("1")
    #expect(desk.model.form?.reviewSerial == nil)
    let review = DeskEvent.reviewArrived(
      serial: serial, .success(World.review()), at: desk.now)
    #expect(desk.send(review) == [])
    #expect(desk.model.confirm == nil)
    desk.press(.escape)
    #expect(desk.send(review) == [])
    #expect(desk.model.layers.isEmpty)
  }

  @Test(arguments: [
    (ActionRefusal.nothingLeft, RefundFormModel.Field.amount, true),
    (.sameAmountPending(World.pounds(500)), .amount, true), (.cardNumber, .note, false),
    (.configuration("Set amount_unit first."), .review, false),
    (.changed("the status is now refunded."), .review, true),
  ])
  func `a refusal of the desk stands where it belongs`(
    _ refusal: ActionRefusal, _ field: RefundFormModel.Field, _ readsAgain: Bool
  ) {
    var desk = Self.form()
    desk.type("5.00")
    desk.press(.backTab, .enter)
    let effects = desk.review(.failure(.refused(refusal)))
    #expect(desk.model.form?.mistakes == [field: refusal.sentence])
    #expect(desk.model.form?.field == field)
    #expect(desk.model.said.notice?.level == .error)
    let opens = effects.filter { if case .open = $0 { true } else { false } }
    #expect(opens.isEmpty == !readsAgain)
  }

  @Test func `letters on a button are explained, and q keeps the draft`() {
    var desk = Self.form()
    desk.type("5")
    desk.press(.tab, "x")
    #expect(desk.notice == "x does nothing here; ? lists the keys.")
    desk.press("?")
    #expect(desk.model.place == .help)
    desk.press("q", "q")
    #expect(desk.model.layers.isEmpty)
    #expect(desk.model.drafts.refunds.count == 1)
  }
}
