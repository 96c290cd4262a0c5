import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct NoteTests {
  /// A desk in a payment, with the line for a note open and a text on it.
  private static func writing(_ text: String = "called twice", on desk: Desk = .open()) -> Desk {
    var desk = desk
    desk.press(.enter, "n")
    desk.type(text)
    return desk
  }

  private static func written(_ text: SafeText) -> PaymentNote {
    PaymentNote(time: World.start, actor: Actor("amina"), words: text)
  }

  @Test func `n opens a line for the payment in view, and letters are text`() {
    let desk = Self.writing("jq? R X")
    #expect(desk.model.place == .note)
    #expect(desk.model.note?.key == World.key("1"))
    #expect(desk.model.note?.reference == "NP-ORDER1")
    #expect(desk.model.note?.line.text == "jq? R X")
    #expect(desk.model.layers.count == 1)
  }

  @Test func `in the list the key says where it works`() {
    var desk = Desk.open()
    desk.press("n")
    #expect(desk.notice == "n (note) works in the payment, not here.")
    desk = Desk()
    desk.send(.started(columns: 80, rows: 24, at: desk.now))
    desk.answer(World.answer([]))
    desk.press(.tab, "n")
    #expect(desk.notice == "No payment is selected.")
  }

  @Test func `Enter writes it, and it stands in the payment at once`() {
    var desk = Self.writing(" called twice ")
    #expect(
      desk.press(.enter) == [
        .note(serial: desk.model.session.serial, World.key("1"), .note("called twice")),
        .schedule(.secondPassed, milliseconds: 1000),
      ])
    let note = Self.written("called twice")
    desk.send(.noted(serial: desk.model.session.serial, .success(note), at: desk.now))
    #expect(desk.model.layers.isEmpty)
    #expect(desk.model.detail.detail?.notes == [note])
    #expect(desk.notice == "Noted on NP-ORDER1; t shows all that was recorded.")
    #expect(desk.model.said.notice?.level == .success)
  }

  @Test func `a read that has the note already does not make two of it`() {
    var desk = Self.writing()
    desk.press(.enter)
    let serial = desk.model.session.serial
    let note = Self.written("called twice")
    var read = World.detail("1")
    read.notes = [note]
    desk.read(read)
    desk.send(.noted(serial: serial, .success(note), at: desk.now))
    #expect(desk.model.detail.detail?.notes == [note])
  }

  @Test func `a paste is text on one line, and nothing is written by it`() {
    var desk = Self.writing("")
    #expect(desk.paste("said:\n\u{1B}[31mhe will call\u{7} back\n") == [])
    #expect(desk.model.note?.line.text == "said: [31mhe will call back")
  }

  @Test func `the keys of typing work`() {
    var desk = Self.writing("one two three")
    desk.press(.control("w"), .control("a"), .control("d"), .control("e"), "!")
    #expect(desk.model.note?.line.text == "ne two !")
    desk.press(.control("u"))
    #expect(desk.model.note?.line.text == "")
  }

  @Test func `no more is taken than the record keeps of a note`() {
    var desk = Self.writing("")
    desk.paste(String(repeating: "x", count: 500))
    #expect(desk.model.note?.line.text.count == NoteModel.textMax)
    #expect(desk.model.note?.roomLeft == 0)
  }

  @Test func `a card number is refused in words, and the text stays`() {
    var desk = Self.writing("card 4111 1111 1111 1111")
    let sentence: SafeText = "That looks like a card number; it is not stored. Take it out."
    #expect(desk.model.note?.mistake == sentence)
    #expect(desk.press(.enter) == [])
    #expect(desk.model.note?.mistake == sentence)
    #expect(desk.model.note?.line.text == "card 4111 1111 1111 1111")
    desk.press(.backspace)
    #expect(desk.model.note?.mistake == nil)
  }

  @Test(arguments: ["", "   ", "--"]) func `a note without a word is not written`(_ text: String) {
    var desk = Self.writing(text)
    #expect(desk.press(.enter) == [])
    #expect(desk.model.note?.mistake == "Type the note first.")
    desk.type("a")
    #expect(desk.model.note?.mistake == nil)
  }

  @Test func `what the record refuses is said under the text, which stays`() {
    var desk = Self.writing()
    desk.press(.enter)
    let full = DeskError.journal("The disk is full: make room.", mayHaveMoved: false)
    desk.send(.noted(serial: desk.model.session.serial, .failure(full), at: desk.now))
    #expect(desk.model.note?.mistake == "The disk is full: make room.")
    #expect(desk.model.note?.line.text == "called twice")
    #expect(desk.model.detail.detail?.notes == [])
    let again = desk.press(.enter)
    #expect(
      again.contains(
        .note(serial: desk.model.session.serial, World.key("1"), .note("called twice"))))
  }

  @Test func `while it is written nothing is changed, written twice or left`() {
    var desk = Self.writing()
    desk.press(.enter)
    #expect(!desk.press(.enter).contains { if case .note = $0 { true } else { false } })
    desk.type("x")
    #expect(desk.model.note?.line.text == "called twice")
    desk.press(.escape)
    #expect(desk.model.place == .note)
    #expect(desk.notice == "It is being written; a moment.")
    desk.send(
      .noted(serial: desk.model.session.serial + 1, .success(Self.written("x")), at: desk.now))
    #expect(desk.model.place == .note)
  }

  @Test(arguments: [KeyPress.escape, .control("g")]) func `Esc goes back and notes nothing`(
    _ key: KeyPress
  ) {
    var desk = Self.writing()
    #expect(desk.press(key) == [.schedule(.noticeExpired, milliseconds: 5000)])
    #expect(desk.model.place == .detail)
    #expect(desk.notice == "Nothing was noted.")
    desk.press("n")
    #expect(desk.model.note?.line.text == "")
    desk.press(key)
    #expect(desk.model.place == .detail)
  }

  @Test func `the command and the palette open the same line`() {
    var desk = Desk.open()
    desk.press(.enter)
    desk.command("note")
    #expect(desk.model.place == .note)
    desk = .open()
    desk.press(.enter, .control("p"))
    desk.type("note")
    desk.press(.enter)
    #expect(desk.model.place == .note)
  }
}
