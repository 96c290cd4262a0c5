import Payments
import PlainViews
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// A refund from the payment to its result, in lines.
struct RefundTalkTests {
  @Test func `a refund is asked for field by field, reviewed, confirmed and told`() {
    var talk = Talk.opened()
    talk.say("refund")
    #expect(talk.heard() == ["Amount in GBP, up to 15.99, or full: "])
    talk.say("5")
    #expect(
      talk.heard() == [
        "1. requested_by_customer", "2. duplicate", "3. fraudulent", "4. product_not_received",
        "5. other", "Reason, a number or words, Enter keeps requested_by_customer: ",
      ])
    talk.say("2")
    #expect(talk.heard() == ["Ticket, Enter for none: "])
    talk.say("5512")
    #expect(talk.heard() == ["Note, stays here, Enter for none: "])
    talk.say("parcel lost")
    let decision = World.refund(reason: "duplicate", note: "parcel lost", ticket: "5512")
    #expect(talk.heard() == [])
    #expect(
      talk.done().contains { if case .review(_, decision) = $0 { true } else { false } })

    talk.review(.success(World.review(decision)))
    #expect(
      talk.heard() == [
        "Review. test, uk-store, NeroPay. No real money.",
        "Refund 5.00 GBP from payment 1 (“NP-ORDER1”), 15.99 GBP paid 22 Apr 02:37, back",
        "  to the payer.",
        "15.99 GBP remain now, 10.99 GBP will remain after. Sent as amount 5.00. Once",
        "  sent, a refund cannot be taken back.",
        "Transaction 1, reason duplicate, key 01234567….",
      ])
    #expect(talk.isHushed)
    talk.settle()
    #expect(talk.heard() == ["Type 5.00 to send it, or back: "])
    #expect(!talk.isHushed)
    talk.say("5.00")
    #expect(talk.done().hasPrepare)
    talk.prepared(World.intent(decision, state: .prepared))
    #expect(talk.done().hasSend)
    #expect(talk.heard() == [])
    talk.ended(World.result(decision))
    #expect(
      talk.heard() == [
        "Refunded 5.00 GBP (rf_nero_123).", "For the customer: We refunded 5.00 GBP.",
        "Payment, test> ",
      ])
  }

  @Test(arguments: ["5", "5.0", " 5.00", "5.00 ", "500", "yes", "", "5.01", "cancel"])
  func `only the exact amount sends`(_ typed: String) {
    var talk = Talk.reviewed()
    talk.say(typed)
    #expect(!talk.done().hasPrepare)
    #expect(talk.question == "Type 5.00 to send it, or back: ")
    talk.say("5.00")
    #expect(talk.done().hasPrepare)
  }

  @Test func `what is typed before the question counts for nothing, and the quiet begins anew`() {
    var talk = Talk.opened()
    for line in ["refund", "5.00", "", "", ""] { talk.say(line) }
    talk.review(.success(World.review()))
    talk.pass(milliseconds: 200)
    talk.type()
    talk.pass(milliseconds: 200)
    talk.send(.timerFired(.confirmQuiet, at: talk.now))
    #expect(talk.isHushed, "200 ms after a key it is not quiet yet")
    talk.pass(milliseconds: 100)
    talk.send(.timerFired(.confirmQuiet, at: talk.now))
    #expect(!talk.isHushed)
    #expect(talk.question == "Type 5.00 to send it, or back: ")
    // A line that slipped through while nothing was asked is no answer either.
    var early = Talk.opened()
    for line in ["refund", "5.00", "", "", ""] { early.say(line) }
    early.review(.success(World.review()))
    early.say("5.00")
    early.settle()
    #expect(!early.done().hasPrepare)
  }

  @Test
  func
    `an earlier refund is acknowledged in a step of its own, after which typing ahead counts for nothing`()
  {
    let recent = ActionRefusal.recentRefund(
      World.pounds(500), Actor("ben"), World.start, refundID: nil)
    var talk = Talk.reviewed(World.review(recent: recent))
    #expect(!talk.isHushed)
    talk.say("5.00")
    #expect(talk.question == "Type another to go on, or back: ")
    _ = talk.heard()
    talk.say("another")
    let heard = talk.heard()
    #expect(heard.first == "Review. test, uk-store, NeroPay. No real money.")
    #expect(heard.last == "Type 5.00 to send it, or back: ")
    talk.say("5.00")
    #expect(talk.done().hasPrepare)
  }

  @Test func `above the limit the end of the reference is typed too`() {
    var talk = Talk.reviewed(World.review(wantsReference: true))
    talk.say("5.00")
    #expect(!talk.done().hasPrepare)
    #expect(talk.question == "And the last 4 characters of the reference, or back: ")
    talk.say("DER2")
    #expect(!talk.done().hasPrepare)
    talk.say("DER1")
    #expect(talk.done().hasPrepare)
  }

  @Test func `a live decision can be taken back by Enter until its seconds are over`() {
    let decision = World.refund(at: World.live)
    var talk = Talk.reviewed(World.review(decision, at: World.live))
    talk.say("5.00")
    talk.prepared(World.intent(decision, state: .prepared, at: World.live))
    #expect(talk.heard() == ["Goes out in 5 s. Press Enter to take it back."])
    talk.pass(seconds: 2)
    talk.say("")
    #expect(!talk.done().hasSend)
    talk.discarded(World.intent(decision, state: .discarded, at: World.live))
    #expect(
      talk.heard() == [
        "Taken back; nothing was sent. Your draft is here.",
        "Enter reviews again; amount, reason, ticket or note changes it; back leaves.", "Draft: ",
      ])
  }

  @Test func `while a live decision is sent a line says so every few seconds`() {
    let decision = World.refund(at: World.live)
    var talk = Talk.reviewed(World.review(decision, at: World.live))
    talk.say("5.00")
    talk.prepared(World.intent(decision, state: .prepared, at: World.live))
    talk.pass(seconds: 5)
    #expect(talk.done().hasSend)
    _ = talk.heard()
    talk.pass(seconds: 8)
    #expect(
      talk.heard() == [
        "Sent, waiting for NeroPay, 2 s. It cannot be taken back now.",
        "Sent, waiting for NeroPay, 7 s. It cannot be taken back now.",
      ])
    talk.interrupt()
    #expect(talk.heard() == ["Sent, waiting 8 s: what is on its way cannot be taken back."])
  }

  @Test func `a mistake is one line that says what to do, and nothing else is lost`() {
    var talk = Talk.opened()
    talk.say("refund")
    _ = talk.heard()
    talk.say("16.00")
    #expect(
      talk.heard() == [
        "Only 15.99 GBP remain: type at most 15.99.", "Amount in GBP, up to 15.99, or full: ",
      ])
    talk.say("full")
    #expect(talk.desk.model.form?.amount.text == "15.99")
    talk.say("")
    talk.say("4111 1111 1111 1111")
    #expect(talk.question == "Ticket, Enter for none: ")
    #expect(talk.desk.model.form?.ticket.text == "")
    talk.say("back")
    talk.say("")
    #expect(talk.desk.model.form?.amount.text == "15.99")
  }

  @Test func `back and Ctrl-C leave the form with its draft, and the draft comes back`() {
    for leave in [{ $0.say("back") }, { $0.interrupt() }] as [(inout Talk) -> Void] {
      var talk = Talk.opened()
      talk.say("refund")
      talk.say("5.00")
      talk.say("back")
      leave(&talk)
      #expect(talk.question == "Payment, test> ")
      #expect(talk.heard().contains("Draft kept; refund opens it again."))
      talk.say("refund")
      #expect(talk.question == "Amount, Enter keeps 5.00: ")
    }
  }

  @Test func `what was typed is taken away by its word`() {
    var talk = Talk.opened()
    for line in ["refund", "5.00", "2", "5512"] { talk.say(line) }
    _ = talk.heard()
    talk.say("clear")
    #expect(
      talk.heard() == [
        "Cleared; nothing of it is kept.", "Amount in GBP, up to 15.99, or full: ",
      ])
    #expect(talk.desk.model.form?.ticket.isEmpty == true)
  }

  @Test func `a kept draft comes back with the word that clears it`() {
    var talk = Talk.opened()
    let draft = RefundDraft(
      key: World.key("1"), reference: "NP-ORDER1", amount: "5.00", reason: "duplicate",
      ticket: "", note: "", saved: talk.now)
    var memory = DeskMemory()
    memory.isWelcomed = true
    memory.apply(.drafted(draft))
    talk.send(.memoryRead(memory, at: talk.now))
    _ = talk.heard()
    talk.say("refund")
    #expect(talk.heard().first == "Draft of 14:00:00 restored, not sent. clear clears it.")
  }

  @Test func `the payment that is open stays so when a refresh drops it`() {
    var talk = Talk.opened()
    talk.find(World.answer(World.rows(2...3)))
    #expect(
      talk.heard() == [
        "/", "This payment is not in the search any more; it stays open until you leave it.",
        "Payment, test> ",
      ])
    talk.say("refund")
    #expect(talk.desk.model.form?.detail.row.id == World.key("1"))
  }

  @Test func `many things at once are all said, also when old messages go`() {
    var talk = Talk.opened()
    for number in 0..<MessageLog.messagesMax {
      talk.send(.noticed(.note, "Note \(number).", at: talk.now))
    }
    _ = talk.heard()
    let news = (1...5).map { World.news(World.decided($0, on: "\($0)", state: .succeeded)) }
    talk.send(.timerFired(.settlingDue, at: talk.now))
    talk.send(.roundEnded(news, nextDue: nil, at: talk.now))
    let heard = talk.heard()
    for number in 1...5 {
      #expect(heard.contains("5.00 GBP from NP-ORDER\(number): it is succeeded."))
    }
  }

  @Test func `a refusal asks again where it stands, and the confirm question can be left`() {
    var talk = Talk.reviewed()
    talk.interrupt()
    let heard = talk.heard()
    #expect(heard.contains("Nothing was sent."))
    #expect(heard.last == "Draft: ")
    talk.say("amount")
    #expect(talk.question == "Amount, Enter keeps 5.00: ")
    #expect(!talk.done().hasPrepare)
  }

  @Test func `a cancel is confirmed by its word`() {
    var talk = Talk.opened(World.detail("1", status: .pending))
    talk.say("cancel")
    let decision = Decision(
      kind: .cancel, key: World.key("1"), amount: World.pounds(1599),
      seen: World.refund().seen)
    talk.review(.success(World.review(decision)))
    talk.settle()
    #expect(talk.question == "Type cancel to send it, or back: ")
    talk.say("15.99")
    #expect(!talk.done().hasPrepare)
    talk.say("cancel")
    #expect(talk.done().hasPrepare)
  }

  @Test func `the end of input takes back what is not sent and waits for what is`() {
    let decision = World.refund(at: World.live)
    var undoable = Talk.reviewed(World.review(decision, at: World.live))
    undoable.say("5.00")
    undoable.prepared(World.intent(decision, state: .prepared, at: World.live))
    undoable.end()
    let effects = undoable.done()
    #expect(!effects.hasSend)
    #expect(effects.last == .quit)

    var sent = Talk.reviewed()
    sent.say("5.00")
    sent.prepared(World.intent(state: .prepared))
    sent.end()
    #expect(!sent.done().contains(.quit))
    sent.ended(World.result())
    #expect(sent.heard().contains("Refunded 5.00 GBP (rf_nero_123)."))
    #expect(sent.done().contains(.quit))
  }

  @Test func `a live decision says LIVE first, and at every question about the payment`() {
    var talk = Talk.opened(World.detail("1", at: World.live))
    talk.say("timeline")
    talk.send(
      .timelineArrived(
        serial: talk.desk.model.timeline?.serial ?? -1, .success([]), at: talk.now))
    #expect(talk.question == "Payment, LIVE> ")
    for line in ["refund", "5.00", "", "", ""] { talk.say(line) }
    _ = talk.heard()
    talk.review(.success(World.review(World.refund(at: World.live), at: World.live)))
    #expect(talk.heard().first == "Review. LIVE, uk-live, NeroPay.")
  }

  @Test func `after a stop the question is asked again, and what was typed meanwhile is dropped`() {
    var talk = Talk.reviewed()
    let before = talk.listens
    talk.resume()
    #expect(talk.heard() == ["Type 5.00 to send it, or back: "])
    #expect(talk.listens == before + 1)
  }

  @Test func `nothing is said into a question about money`() {
    var talk = Talk.reviewed()
    talk.send(.noticed(.warning, "The journal cannot be watched.", at: talk.now))
    #expect(talk.heard() == [])
    talk.say("back")
    #expect(talk.heard().contains("The journal cannot be watched."))
  }
}
