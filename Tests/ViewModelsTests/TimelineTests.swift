import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct TimelineTests {
  private static func lines(_ count: Int) -> [TimelineLine] {
    (0..<count).map { number in
      TimelineLine(
        time: World.start, actor: Actor("amina"), title: "event \(number)", words: "", state: nil,
        attempt: nil, httpStatus: nil)
    }
  }

  private static func open(_ count: Int) -> Desk {
    var desk = Desk.open()
    desk.press(.enter, "t")
    desk.send(
      .timelineArrived(
        serial: desk.model.timeline?.serial ?? -1, .success(lines(count)), at: desk.now))
    return desk
  }

  @Test func `it is read for the payment in view, and opens at its end`() {
    var desk = Desk.open()
    desk.press(.enter)
    #expect(
      desk.press("t") == [
        .readTimeline(serial: 4, World.key("1")), .schedule(.secondPassed, milliseconds: 1000),
      ])
    #expect(desk.model.place == .timeline)
    #expect(
      desk.send(.timelineArrived(serial: 4, .success(Self.lines(3)), at: desk.now)) == [
        .unschedule(.secondPassed)
      ])
    #expect(desk.model.timeline?.lines == Self.lines(3))
    #expect(desk.model.timeline?.newestHidden == 0)
  }

  @Test func `from attention it is that of the matter`() {
    var desk = Desk.attending([World.item(World.decided(1, on: "9"))])
    #expect(desk.press("t").first == .readTimeline(serial: 4, World.key("9")))
    #expect(desk.model.timeline?.reference == "NP-ORDER9")
    desk.press(.escape)
    #expect(desk.model.place == .attention)
  }

  @Test func `it scrolls between its ends`() {
    var desk = Self.open(30)
    desk.press("j")
    #expect(desk.model.timeline?.newestHidden == 0)
    desk.press("k", "k")
    #expect(desk.model.timeline?.newestHidden == 2)
    desk.press("g")
    #expect(desk.model.timeline?.newestHidden == 29)
    desk.press("G")
    #expect(desk.model.timeline?.newestHidden == 0)
  }

  @Test(arguments: [KeyPress.escape, "q", "t"]) func `it is left by its key and by the usual ones`(
    _ key: KeyPress
  ) {
    var desk = Self.open(3)
    desk.press(key)
    #expect(desk.model.place == .detail)
  }

  @Test func `it can be read again, and an older answer is dropped`() {
    var desk = Self.open(3)
    let effects = desk.press(.control("r"))
    #expect(effects == [.readTimeline(serial: 5, World.key("1"))])
    desk.send(.timelineArrived(serial: 4, .success([]), at: desk.now))
    #expect(desk.model.timeline?.lines?.count == 3)
    desk.send(.timelineArrived(serial: 5, .success(Self.lines(4)), at: desk.now))
    #expect(desk.model.timeline?.lines?.count == 4)
  }

  @Test func `a record that cannot be read says why`() {
    var desk = Desk.open()
    desk.press(.enter, "t")
    let error = DeskError.journal("The record is locked.", mayHaveMoved: false)
    desk.send(.timelineArrived(serial: 4, .failure(error), at: desk.now))
    #expect(desk.model.timeline?.failure == "The record is locked.")
    #expect(desk.model.timeline?.isLoading == false)
  }
}
