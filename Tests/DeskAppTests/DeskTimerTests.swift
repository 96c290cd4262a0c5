import Testing
import ViewModels

@testable import DeskApp

struct DeskTimerTests {
  private static let anHour = 3_600_000

  @Test func `timers that have run out come in the order of their ends, each once`() {
    var timers = DeskTimers()
    timers.schedule(.noticeExpired, milliseconds: 0)
    timers.schedule(.typingPaused, milliseconds: Self.anHour)
    timers.schedule(.cursorRested, milliseconds: -1)
    #expect(timers.due() == [.cursorRested, .noticeExpired])
    #expect(timers.due().isEmpty)
    #expect(timers.wait != nil)
  }

  @Test func `a timer that is set again counts from then on`() {
    var timers = DeskTimers()
    timers.schedule(.cursorRested, milliseconds: 0)
    timers.schedule(.cursorRested, milliseconds: Self.anHour)
    #expect(timers.due().isEmpty)
    timers.schedule(.cursorRested, milliseconds: 0)
    #expect(timers.due() == [.cursorRested])
    #expect(timers.wait == nil)
  }

  @Test func `a timer that was taken back never comes, and the others do`() {
    var timers = DeskTimers()
    timers.schedule(.cursorRested, milliseconds: 0)
    timers.schedule(.noticeExpired, milliseconds: 0)
    timers.unschedule(.cursorRested)
    #expect(timers.due() == [.noticeExpired])
  }
}
