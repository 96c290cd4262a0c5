import Payments
import Testing
import TextSafety
import ViewModels

struct MessagesTests {
  @Test(arguments: [
    (Message.Level.success, true), (.note, true), (.warning, false), (.error, false),
  ])
  func `success and notes pass, warnings and errors stay`(_ level: Message.Level, _ passes: Bool) {
    var desk = Desk.open()
    let effects = desk.send(.noticed(level, "Something.", at: desk.now))
    #expect(
      effects == [
        passes ? .schedule(.noticeExpired, milliseconds: 5000) : .unschedule(.noticeExpired)
      ])
    desk.fire(.noticeExpired)
    #expect((desk.model.said.notice == nil) == passes)
    desk.press(.escape)
    #expect(desk.model.said.notice == nil || passes)
    #expect(
      desk.model.said.messages.last == Message(level: level, text: "Something.", time: desk.now))
  }

  @Test func `an error comes back from under a passing notice until it is dismissed`() {
    var desk = Desk.open()
    desk.send(.noticed(.error, "The disk is full.", at: desk.now))
    desk.send(.copied("Copied to tmux.", at: desk.now))
    #expect(desk.notice == "Copied to tmux.")
    desk.fire(.noticeExpired)
    #expect(desk.notice == "The disk is full.")
    desk.press(.escape)
    #expect(desk.notice == nil)
    desk.fire(.noticeExpired)
    #expect(desk.notice == nil)
  }

  @Test func `Esc in the payment takes an error away before it leaves`() {
    var desk = Desk.open()
    desk.press(.enter)
    desk.send(.noticed(.error, "The disk is full.", at: desk.now))
    desk.press(.escape)
    #expect(desk.model.place == .detail)
    desk.press(.escape)
    #expect(desk.model.place == .list)
  }

  @Test func `messages are bounded, the oldest go first`() {
    var desk = Desk.open()
    for number in 0...MessageLog.messagesMax {
      desk.send(.noticed(.note, "\(number)", at: desk.now))
    }
    #expect(desk.model.said.messages.count == 500)
    #expect(desk.model.said.messages.first?.text == "1")
    #expect(desk.model.said.messages.last?.text == "500")
  }

  @Test func `M shows the messages, scrolls and closes`() {
    var desk = Desk.open()
    for number in 0..<30 { desk.send(.noticed(.note, "\(number)", at: desk.now)) }
    desk.press("M", "j")
    #expect(desk.model.layers == [.messages(MessagesModel(firstLine: 1))])
    desk.press("G")
    #expect(desk.model.layers == [.messages(MessagesModel(firstLine: 29))])
    desk.press("g", "k")
    #expect(desk.model.layers == [.messages(MessagesModel(firstLine: 0))])
    desk.press("M")
    #expect(desk.model.layers.isEmpty)
  }

  @Test func `payments that need attention are counted`() {
    var desk = Desk.open()
    desk.send(.attentionCounted(2, at: desk.now))
    #expect(desk.model.attention.count == 2)
  }
}
