import Payments
import PlainViews
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// What needs somebody, in lines.
struct AttentionTalkTests {
  private static let unknown = World.item(World.decided(1))

  /// A conversation in the evidence of one matter.
  private func chosen(
    _ item: AttentionItem = unknown, matches: [ReportedRefund] = []
  ) -> Talk {
    var talk = Talk.begun(matters: [item])
    talk.say("attention")
    talk.send(
      .attentionArrived(
        serial: talk.desk.model.attention.itemsSerial, .success([item]), at: talk.now))
    talk.say("1")
    talk.send(
      .dossierArrived(
        serial: talk.desk.model.attention.dossierSerial,
        .success(World.dossier(item, matches: matches)), at: talk.now))
    return talk
  }

  @Test func `matters are numbered, and a number tells what is known and what can be done`() {
    var talk = chosen()
    #expect(
      talk.heard() == [
        "1. outcome unknown, refund of 5.00 GBP from NP-ORDER1, uk-store test, by amina,",
        "    since 14:00:00", "Type 1 for what is known of it.", "Attention> ",
        "Matter: outcome unknown, NP-ORDER1, uk-store, test", "What: Outcome unknown.",
        "Next: Tilldesk does nothing more by itself: it waits for a person.",
        "Decided: refund of 5.00 GBP by amina 14:00:00", "Request: POST /refunds",
        "You can: check, replay, rule, payment, timeline, back.", "Matter, test> ",
      ])
  }

  @Test func `it opens on what needs somebody when something happened meanwhile`() {
    var talk = Talk.begun([World.news(World.decided(1), matter: .unknown)], matters: [Self.unknown])
    #expect(talk.desk.model.attention.isOpen)
    talk.say("back")
    #expect(talk.question == "Search> ")
  }

  @Test func `a check asks the provider and says what it told`() {
    var talk = chosen()
    _ = talk.heard()
    talk.say("check")
    let intent = World.decided(1, state: .succeeded)
    guard
      case .settle(let serial, intent.id, replaying: false) = talk.done().first(where: {
        if case .settle = $0 { true } else { false }
      })
    else {
      Issue.record("nothing was asked")
      return
    }
    #expect(!talk.desk.takesLine)
    talk.pass(seconds: 3)
    #expect(talk.heard() == ["Asking the provider again, 2 s."])
    talk.send(.settled(serial: serial, .success(World.news(intent)), at: talk.now))
    #expect(
      talk.heard() == ["5.00 GBP from NP-ORDER1: it is succeeded.", "Matter, test> "])
  }

  @Test func `a request is sent again by a word, after what it does was read`() {
    var talk = chosen()
    _ = talk.heard()
    talk.say("replay")
    #expect(talk.isHushed)
    #expect(
      talk.heard() == [
        "Review. test, uk-store, NeroPay. No real money.",
        "Send the refund of 5.00 GBP by amina 14:00:00 from payment NP-ORDER1 (1) again:",
        "  the same request under the same key.",
        "The provider carries out one key once at most. If it has, nothing more happens;",
        "  if not, 5.00 GBP go to the payer now. It cannot be taken back.", "POST /refunds.",
      ])
    talk.settle()
    #expect(talk.heard() == ["Type resend to send it again, or back: "])
    talk.say("yes")
    talk.say("back")
    #expect(talk.heard().contains("Nothing was sent."))
    #expect(!talk.done().hasReplay)
    talk.say("replay")
    talk.settle()
    talk.say("resend")
    #expect(talk.done().hasReplay)
    #expect(!talk.desk.takesLine)
    let work = talk.desk.model.settling.work[World.decided(1).id]
    talk.send(
      .settled(
        serial: work?.serial ?? -1, .success(World.news(World.decided(1, state: .succeeded))),
        at: talk.now))
    #expect(talk.heard().contains("5.00 GBP from NP-ORDER1: it is succeeded."))
    #expect(talk.question == "Matter, test> " || talk.desk.takesLine)
  }

  @Test func `the payment of a matter that is not found leads back to the list, and says so`() {
    var talk = chosen()
    _ = talk.heard()
    talk.say("payment")
    talk.find(World.answer([World.row("11")], progress: [World.uk.name: .waiting]))
    #expect(!talk.desk.takesLine)
    talk.find(
      World.answer(
        [World.row("11")], progress: [World.uk.name: .answered(talk.now, incomplete: nil)]))
    let heard = talk.heard()
    #expect(heard.contains("The payment that was to be opened was not found."))
    #expect(heard.last == "Search> ")
  }

  @Test(arguments: [
    "-9223372036854775808", "9223372036854775807", "99999999999999999999", "0", "-1", "٣",
  ])
  func `a number that nothing has is told so, whatever its size`(_ typed: String) {
    var talk = Talk.begun(matters: [Self.unknown])
    for line in ["attention", typed, "back", typed] { talk.say(line) }
    var ruling = chosen(matches: [World.match("rf_1")])
    for line in ["rule", "1"] { ruling.say(line) }
    _ = ruling.heard()
    ruling.say(typed)
    #expect(ruling.heard().first == "Type a number from 1 to 1, none, or back.")
    var refund = Talk.opened()
    for line in ["refund", "5.00", typed] { refund.say(line) }
    #expect(refund.desk.model.form?.reason.text == typed)
  }

  @Test func `a ruling is a verdict, a row, the evidence and a word`() {
    var talk = chosen(matches: [World.match("rf_1"), World.match("rf_2")])
    _ = talk.heard()
    talk.say("rule")
    #expect(
      talk.heard() == ["1. It happened.", "2. It did not happen.", "Which, 1 or 2: "])
    talk.say("1")
    let heard = talk.heard()
    #expect(heard.contains("1. rf_1, 5.00 GBP, no time, completed"))
    #expect(heard.last == "Which was it, a number or none: ")
    talk.say("3")
    #expect(talk.heard().first == "Type a number from 1 to 2, none, or back.")
    talk.say("2")
    #expect(talk.heard() == ["Evidence, what you saw and where: "])
    talk.say("-")
    #expect(
      talk.heard().first
        == "Say what you saw and where, so that another person can check it.")
    talk.say("dashboard, rf_2 on 22 Apr")
    #expect(talk.isHushed)
    #expect(
      talk.heard().contains(
        "It was rf_2, 5.00 GBP, no time, completed. A ruling cannot be taken back."))
    talk.settle()
    #expect(talk.heard() == ["Type 5.00 to rule so, or back: "])
    talk.say("5.00")
    #expect(
      talk.done().contains { effect in
        guard case .rule(_, _, let ruling, let evidence) = effect else { return false }
        return ruling == .happened(refundID: "rf_2") && evidence == "dashboard, rf_2 on 22 Apr"
      })
  }

  @Test func `a verdict that cannot be given yet says so where it is chosen`() {
    let item = World.item(
      World.decided(1),
      refusals: [.ruleNotHappened: "Too early: it may still be carried out."])
    var talk = chosen(item)
    #expect(talk.heard().contains("You can: check, replay, rule, payment, timeline, back."))
    talk.say("rule")
    #expect(
      talk.heard() == [
        "1. It happened.",
        "2. It did not happen. Not now: Too early: it may still be carried out.",
        "Which, 1 or 2: ",
      ])
    talk.say("2")
    #expect(
      talk.heard() == ["Too early: it may still be carried out.", "Matter, test> "])
    #expect(talk.desk.model.ruling == nil)
  }

  @Test func `a frozen payment is released by its word`() {
    var talk = chosen(World.frozen())
    talk.say("release")
    #expect(talk.question == "How much went back of it in all, 0 for nothing: ")
    talk.say("0")
    talk.say("statement of 22 Apr")
    talk.settle()
    #expect(talk.question == "Type release to release it, or back: ")
    talk.say("release")
    #expect(talk.done().contains { if case .release = $0 { true } else { false } })
  }

  @Test func `a matter that needs nobody any more is left`() {
    var talk = chosen()
    _ = talk.heard()
    talk.send(
      .attentionArrived(
        serial: talk.desk.model.attention.itemsSerial, .success([]), at: talk.now))
    #expect(
      talk.heard() == [
        "/", "It needs nobody any more.", "Nothing needs you. back goes back.", "Attention> ",
      ])
  }
}

extension [DeskEffect] {
  /// Whether a request would be sent again.
  fileprivate var hasReplay: Bool {
    contains { if case .settle(_, _, replaying: true) = $0 { true } else { false } }
  }
}
