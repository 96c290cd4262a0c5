import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct CancelTests {
  private static let pending = World.detail("1", status: .pending)
  private static let decision = Decision(
    kind: .cancel, key: World.key("1"), amount: World.pounds(1599),
    seen: PaymentFingerprint(World.transaction("1", status: .pending), refunds: []))

  @Test func `a pending payment is cancelled by typing the word`() {
    var desk = Desk.open(detail: Self.pending)
    #expect(
      desk.press("X") == [
        .review(serial: 4, Self.decision), .schedule(.secondPassed, milliseconds: 1000),
      ])
    let review = World.review(Self.decision)
    desk.review(.success(review))
    desk.settle()
    desk.type("15.99")
    #expect(desk.press(.enter) == [])
    #expect(desk.model.confirm?.mistake == "That is not cancel; nothing was sent.")
    desk.press(.control("u"))
    desk.type("cancel")
    #expect(desk.press(.enter).first == .prepare(serial: 5, review))
    desk.prepared(.success(World.intent(Self.decision, state: .prepared)))
    desk.ended(.success(World.result(Self.decision)))
    #expect(desk.model.layers == [.result(World.result(Self.decision))])
  }

  @Test func `where a payment cannot be cancelled the key says why and what to do`() {
    var desk = Desk.open()
    #expect(desk.press("X") == [.schedule(.noticeExpired, milliseconds: 5000)])
    #expect(
      desk.notice
        == "Only a pending payment can be cancelled; this one is paid: refund it instead (R).")
    let reason: SafeText = "Nectar cannot cancel a payment; wait until it is paid and refund it."
    let nectar = World.detail(
      "1", status: .pending, at: World.ng, cancelRefusal: .unsupported(reason))
    desk = Desk.open(at: World.ng, detail: nectar)
    desk.press("X")
    #expect(desk.notice == reason)
    #expect(desk.model.layers.isEmpty)
  }

  @Test(arguments: [KeyPress.escape, "j", "/", "R"])
  func `another key gives the cancel up before its screen opens`(_ key: KeyPress) {
    var desk = Desk.open(detail: Self.pending)
    desk.press("X")
    let serial = desk.model.detail.cancelReview?.serial ?? -1
    desk.press(key)
    #expect(desk.model.detail.cancelReview == nil)
    desk.send(
      .reviewArrived(serial: serial, .success(World.review(Self.decision)), at: desk.now))
    #expect(desk.model.confirm == nil)
  }

  @Test func `a review that is refused is explained`() {
    var desk = Desk.open(detail: Self.pending)
    desk.press("X")
    let refusal = ActionRefusal.changed("the status is now paid, it was pending. Look again.")
    let effects = desk.review(.failure(.refused(refusal)))
    #expect(desk.notice == refusal.sentence)
    #expect(effects.contains(.open(serial: desk.model.session.serial, World.key("1"), live: true)))
    #expect(desk.model.layers.isEmpty)
  }

  @Test func `Esc on the confirm screen of a cancel goes back to the panes`() {
    var desk = Desk.open(detail: Self.pending)
    desk.press("X")
    desk.review(.success(World.review(Self.decision)))
    desk.press(.escape)
    #expect(desk.model.layers.isEmpty)
    #expect(desk.notice == "Nothing was sent.")
  }
}
