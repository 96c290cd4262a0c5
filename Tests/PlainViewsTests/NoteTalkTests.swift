import Payments
import PlainViews
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// Notes and raw answers, in lines.
struct NoteTalkTests {
  private static func note(_ words: SafeText) -> PaymentNote {
    PaymentNote(time: World.start, actor: Actor("amina"), words: words)
  }

  /// What was to be written down, with its serial.
  private static func asked(_ effects: [DeskEffect]) -> (serial: Int, text: String)? {
    for case .note(let serial, _, .note(let text)) in effects { return (serial, text) }
    return nil
  }

  @Test func `a note is a word, a line, and said to be written`() throws {
    var talk = Talk.opened()
    talk.say("note")
    #expect(talk.heard() == ["Note, at most 400 characters, or back: "])
    talk.say("  called twice ")
    let asked = try #require(Self.asked(talk.done()))
    #expect(asked.text == "called twice")
    #expect(!talk.desk.takesLine)
    talk.pass(seconds: 3)
    #expect(talk.heard() == ["Writing it down, 2 s."])
    talk.send(.noted(serial: asked.serial, .success(Self.note("called twice")), at: talk.now))
    #expect(
      talk.heard() == [
        "Noted on NP-ORDER1; timeline shows all that was recorded.", "Payment, test> ",
      ])
    talk.say("show")
    #expect(talk.heard().contains("Note: 22 Apr 14:00, amina: called twice"))
  }

  @Test(arguments: ["", "back"]) func `nothing and back go back`(_ line: String) {
    var talk = Talk.opened()
    talk.say("note")
    talk.say(line)
    #expect(talk.question == "Payment, test> ")
    #expect(Self.asked(talk.done()) == nil)
    talk.say("note")
    talk.interrupt()
    #expect(talk.question == "Payment, test> ")
  }

  @Test func `a card number is refused, and the question asked again`() {
    var talk = Talk.opened()
    talk.say("note")
    _ = talk.heard()
    talk.say("card 4111 1111 1111 1111")
    #expect(
      talk.heard() == [
        "That looks like a card number; it is not stored. Take it out.",
        "Note, at most 400 characters, or back: ",
      ])
    #expect(Self.asked(talk.done()) == nil)
  }

  @Test func `what could not be written is kept, and Enter tries again`() throws {
    var talk = Talk.opened()
    talk.say("note")
    talk.say("called twice")
    let first = try #require(Self.asked(talk.done()))
    _ = talk.heard()
    let full = DeskError.journal("The disk is full: make room.", mayHaveMoved: false)
    talk.send(.noted(serial: first.serial, .failure(full), at: talk.now))
    #expect(
      talk.heard() == [
        "The disk is full: make room.", "Enter tries again, or type another note, or back: ",
      ])
    talk.say("")
    #expect(Self.asked(talk.done())?.text == "called twice")
  }

  @Test func `only the newest notes are written with the payment`() {
    var detail = World.detail("1")
    detail.notes = (1...5).map { Self.note("note \($0)") }
    var talk = Talk.opened(detail)
    talk.say("show")
    let notes = talk.heard().filter { $0.hasPrefix("Note") }
    #expect(
      notes == [
        "Notes: 2 earlier; timeline has all", "Note: 22 Apr 14:00, amina: note 3",
        "Note: 22 Apr 14:00, amina: note 4", "Note: 22 Apr 14:00, amina: note 5",
      ])
  }

  @Test func `raw writes what the provider answered, line by line`() {
    var detail = World.detail("1")
    detail.answer = ProviderAnswer(
      request: "GET https://a.example/1", status: 200, asOf: World.start, byteCount: 8,
      lines: ["{", "  \"id\": 1", "}"])
    var talk = Talk.opened(detail)
    talk.say("raw")
    #expect(
      talk.heard() == [
        "Raw answer about NP-ORDER1, uk-store test:",
        "Read: 2026-04-22 14:00:00 UTC, HTTP 200, 8 bytes", "  GET https://a.example/1",
        "  Credentials and card numbers are blotted out.", "  {", "    \"id\": 1", "  }",
        "Payment, test> ",
      ])
    #expect(talk.desk.model.layers.isEmpty)
  }

  @Test func `raw says where there is no answer yet`() {
    var talk = Talk.opened()
    talk.say("raw")
    #expect(talk.heard().joined(separator: " ").hasSuffix("refresh reads it. Payment, test> "))
  }
}
