import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// A dispute written down and lifted, and what is asked because of it.
struct DisputeTests {
  private static let hold = DisputeHold(
    id: 7, time: World.start, actor: Actor("ben"), reference: "CB-2201", date: "2026-04-21",
    note: "")

  private static var held: PaymentDetail {
    var detail = World.detail("1")
    detail.notes = [PaymentNote(hold)]
    return detail
  }

  private static func opened(_ detail: PaymentDetail? = nil) -> Desk {
    var desk = Desk.open(detail: detail)
    desk.command("dispute")
    return desk
  }

  @Test func `the command opens a form on the payment in view, with today as its day`() {
    let desk = Self.opened()
    let dispute = desk.model.dispute
    #expect(dispute?.key == World.key("1"))
    #expect(dispute?.hold == nil)
    #expect(dispute?.field == .reference)
    #expect(dispute?.date.text == "2026-04-22")
    #expect(desk.model.place == .formText)
    #expect(desk.model.layers.count == 1)
  }

  @Test func `without a payment it says so on the line`() {
    var desk = Desk()
    desk.send(.started(columns: 80, rows: 24, at: desk.now))
    desk.answer(World.answer([]))
    desk.command("dispute")
    #expect(desk.model.dispute == nil)
    #expect(desk.model.commandLine?.remark == "No payment is selected.")
  }

  @Test func `Enter goes through the fields, and the button writes it down`() {
    var desk = Self.opened()
    desk.type(" CB-2201 ")
    desk.press(.enter, .enter)
    desk.type("letter of the bank")
    desk.press(.enter)
    #expect(desk.model.place == .formButton)
    let draft = DisputeDraft(
      reference: "CB-2201", date: "2026-04-22", note: "letter of the bank")
    let serial = desk.model.session.serial + 1
    #expect(
      desk.press(.enter).contains(.note(serial: serial, World.key("1"), .hold(draft))))
    // Once: what is being written is neither changed nor written again.
    #expect(!desk.press(.enter, "x").contains { if case .note = $0 { true } else { false } })
    let effects = desk.send(
      .noted(serial: serial, .success(PaymentNote(Self.hold)), at: desk.now))
    #expect(desk.model.layers.isEmpty)
    #expect(
      effects.contains { if case .open(_, World.key("1"), live: true) = $0 { true } else { false } }
    )
    #expect(
      desk.notice == "NP-ORDER1 is held for the dispute: refunds and cancels ask first.")
  }

  @Test(arguments: [
    ("", "Say which dispute: the bank's or the provider's reference."),
    ("--", "That is no reference."),
    ("4111 1111 1111 1111", "That looks like a card number; it is not stored. Take it out."),
  ])
  func `a reference that is none stays in its field with one sentence`(
    _ text: String, _ sentence: String
  ) {
    var desk = Self.opened()
    desk.type(text)
    desk.press(.enter)
    #expect(desk.model.dispute?.field == .reference)
    #expect(desk.model.dispute?.mistakes[.reference]?.text == sentence)
  }

  @Test func `a day to come is refused, a paste is text on one line`() {
    var desk = Self.opened()
    desk.paste("CB\u{1B}[2J\n2201")
    #expect(desk.model.dispute?.reference.text == "CB[2J 2201")
    desk.press(.enter, .control("u"))
    desk.type("2026-04-23")
    desk.press(.enter)
    #expect(
      desk.model.dispute?.mistakes[.date]
        == "2026-04-23 has not come yet: write the day of the dispute.")
    desk.press(.backspace)
    #expect(desk.model.dispute?.mistakes[.date] == nil)
  }

  @Test func `what the record refuses is said under the button, and the text stays`() {
    var desk = Self.opened()
    desk.type("CB-1")
    desk.press(.enter, .enter, .enter, .enter)
    let serial = desk.model.session.serial
    let full = DeskError.journal("The disk is full: make room.", mayHaveMoved: false)
    desk.send(.noted(serial: serial, .failure(full), at: desk.now))
    #expect(desk.model.dispute?.mistakes[.save] == "The disk is full: make room.")
    #expect(desk.model.dispute?.reference.text == "CB-1")
    #expect(desk.model.dispute?.serial == nil)
  }

  @Test func `on a held payment it shows the hold and lifts that one`() {
    var desk = Self.opened(Self.held)
    #expect(desk.model.dispute?.hold == Self.hold)
    #expect(desk.model.dispute?.fields == [.note, .save])
    desk.press(.enter)
    #expect(desk.model.dispute?.mistakes[.note] == "Say why it is over, for whoever asks.")
    desk.type("the bank gave in")
    desk.press(.enter)
    let serial = desk.model.session.serial + 1
    #expect(
      desk.press(.enter).contains(
        .note(serial: serial, World.key("1"), .lift(7, note: "the bank gave in"))))
    let note = PaymentNote(time: desk.now, actor: Actor("amina"), words: "the bank gave in")
    desk.send(.noted(serial: serial, .success(note), at: desk.now))
    #expect(desk.notice == "NP-ORDER1 is no longer held for the dispute.")
  }

  @Test func `Esc changes nothing, and waits for what is being written`() {
    var desk = Self.opened()
    desk.type("CB-1")
    desk.press(.escape)
    #expect(desk.model.layers.isEmpty)
    #expect(desk.notice == "Nothing was held.")
    desk.command("dispute")
    desk.type("CB-1")
    desk.press(.enter, .enter, .enter, .enter, .escape)
    #expect(desk.model.dispute != nil)
    #expect(desk.notice == "It is being written; a moment.")
  }

  @Test func `a refund of a held payment asks first, then for the amount`() {
    var review = World.review()
    review.dispute = Self.hold
    var desk = Desk.listening(review)
    #expect(desk.model.confirm?.wantedWord == "despite")
    for word in ["5.00", "another", "Despite"] {
      desk.type(word)
      #expect(desk.press(.enter) == [])
      #expect(desk.model.confirm?.mistake == "That is not despite; nothing was sent.")
      desk.press(.control("u"))
    }
    desk.type("despite")
    desk.press(.enter)
    #expect(desk.model.confirm?.wantedWord == "5.00")
    desk.type("5.00")
    let effects = desk.press(.enter)
    var told = review
    told.decision.another = true
    #expect(effects.contains(.prepare(serial: desk.model.confirm?.serial ?? -1, told)))
  }

  @Test func `the dispute is told first, and a recent refund with it`() throws {
    var review = World.review(
      recent: .recentRefund(World.pounds(500), Actor("sefa"), World.start, refundID: nil))
    review.dispute = Self.hold
    let desk = Desk.listening(review)
    let words = ConfirmWords(
      try #require(desk.model.confirm), context: World.context, now: desk.now)
    #expect(words.title == "Disputed")
    #expect(
      words.sentences.map(\.text) == [
        "Dispute: Held by ben for dispute CB-2201 of 2026-04-21. The bank may already have taken this money; a refund would pay twice.",
        "Recent: sefa already refunded 5.00 GBP a short while ago.",
        "Refund another 5.00 GBP from payment 1 (“NP-ORDER1”) all the same?",
      ])
  }
}
