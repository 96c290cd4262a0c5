import DeskBench
import Journal
import Payments
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety

/// Notes on payments, and the raw answers of their providers.
struct NoteTests {
  @Test func `a note is shown with the payment from then on, whoever opens it`() async throws {
    let bench = try await TestBench()
    let key = try await bench.open("uk-store", "6636598").row.id
    let note = try bench.desk.note("called \u{1B}[2J twice", on: key)
    #expect(note.words == "called ‹U+001B›[2J twice")
    #expect(note.actor == Actor("amina"))
    #expect(try bench.desk.openLocal(key)?.notes == [note])
    bench.clock.advance(seconds: 60)
    let second = try bench.desk.note("called again", on: key)
    #expect(try await bench.desk.openLive(key).notes == [note, second])
    #expect(try bench.desk.timeline(key).map(\.title) == ["note", "note"])
    #expect(bench.sandbox.effects.isEmpty)
    await bench.close()
  }

  @Test func `a card number and a full disk are refused in a sentence, and nothing is kept`()
    async throws
  {
    let disk = FullDisk()
    let bench = try await TestBench(fuse: disk.fuse)
    let key = try await bench.open("uk-store", "6636598").row.id
    let card = DeskError.journal(
      "That looks like a card number; it is not stored. Take it out.", mayHaveMoved: false)
    #expect(throws: card) { try bench.desk.note("card 4111 1111 1111 1111", on: key) }
    disk.fillAfter(changes: 0)
    let full = DeskError.journal(
      "The disk that holds the disk is full: make room, then try again.", mayHaveMoved: false)
    #expect(throws: full) { try bench.desk.note("called twice", on: key) }
    disk.empty()
    #expect(try bench.desk.openLocal(key)?.notes == [])
    await bench.close()
  }

  @Test(arguments: RefundTests.cases)
  func `a live read keeps the answer, the local record has none`(
    _ example: RefundTests.Case
  ) async throws {
    let bench = try await TestBench()
    let detail = try await bench.open(example.account, example.id)
    let answer = try #require(detail.answer)
    #expect(answer.status == 200)
    #expect(answer.asOf == detail.row.asOf)
    #expect(answer.isPart == (example.account == "nz-store"))
    #expect(answer.lines.contains { $0.text.contains(example.id) })
    #expect(try bench.desk.openLocal(detail.row.id)?.answer == nil)
    await bench.close()
  }
}
