import Foundation
import GRDB
import Journal
import Payments
import Testing
import TextSafety

/// A payment that is held for a dispute of its payer's bank: events, asked for inside each decision.
struct DisputeTests {
  private static let draft = DisputeDraft(
    reference: "CB-2201", date: "2026-04-21", note: "chargeback letter")

  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  @Test func `a hold stands until it is lifted, and the timeline tells both`() throws {
    #expect(try journal.disputeHold(on: Sample.key) == nil)
    let hold = try hold()
    #expect(hold.reference == "CB-2201")
    #expect(hold.date == "2026-04-21")
    #expect(hold.actor == Sample.amina)
    #expect(try journal.disputeHold(on: Sample.key) == hold)
    #expect(try journal.disputeHold(on: Sample.key("other")) == nil)
    try lift(hold.id)
    #expect(try journal.disputeHold(on: Sample.key) == nil)
    let events = try journal.timeline(for: Sample.key)
    #expect(
      events.map(\.title) == ["held for a dispute of the bank", "no longer held for the dispute"])
    #expect(events.map(\.words) == ["CB-2201, 2026-04-21, chargeback letter", "the bank gave in"])
    #expect(events.map(\.kind.rawValue) == ["disputeHeld", "disputeLifted"])
    // A note is one as before, and no hold.
    try journal.note("called", on: Sample.key, actor: Sample.amina, at: Sample.at(9))
    #expect(try journal.notes(on: Sample.key).map(\.words) == ["called"])
  }

  @Test func `the names of the events are stored, and read back`() throws {
    for writing in EventKind.Writing.allCases {
      #expect(EventKind(rawValue: writing.rawValue) == .noted(writing))
    }
    #expect(EventKind.noted.rawValue == "noted")
    try lift(try hold().id)
    let reader = try fixture.journal()
    #expect(try reader.disputeHold(on: Sample.key) == nil)
    #expect(try reader.verifyChain() == 2)
  }

  @Test func `there is one hold at a time, and only the one that was shown is lifted`() throws {
    let hold = try hold()
    #expect(throws: JournalError.disputed(hold)) { try self.hold(actor: "ben") }
    #expect(throws: JournalError.noSuchFinding) { try lift(hold.id + 1) }
    try lift(hold.id)
    #expect(throws: JournalError.noSuchFinding) { try lift(hold.id) }
    let second = try self.hold(actor: "ben")
    #expect(throws: JournalError.noSuchFinding) { try lift(hold.id) }
    #expect(try journal.disputeHold(on: Sample.key) == second)
  }

  @Test func `a card number is in no hold and in no word about its end`() throws {
    let card = "4111 1111 1111 1111"
    for draft in [
      DisputeDraft(reference: card, date: "2026-04-21"),
      DisputeDraft(reference: "CB-2201", date: "2026-04-21", note: card),
    ] {
      #expect(throws: JournalError.cardNumber) {
        try journal.hold(Sample.key, for: draft, actor: Sample.amina, at: Sample.start)
      }
    }
    let hold = try hold()
    #expect(throws: JournalError.cardNumber) {
      try journal.lift(hold.id, on: Sample.key, note: card, actor: Sample.amina, at: Sample.at(2))
    }
    #expect(try journal.disputeHold(on: Sample.key) == hold)
  }

  @Test(arguments: IntentKind.allCases)
  func `nothing is decided on a held payment by whom was not told of it`(
    _ kind: IntentKind
  ) throws {
    let hold = try hold()
    let intent = fixture.intent(kind)
    #expect(throws: JournalError.disputed(hold)) {
      try journal.prepare(intent, write: fixture.write(), at: Sample.at(3))
    }
    #expect(throws: JournalError.disputed(hold)) {
      try journal.prepare(intent, write: fixture.write(), despite: hold.id + 1, at: Sample.at(3))
    }
    #expect(try journal.intents(for: Sample.key).isEmpty)
    _ = try journal.prepare(intent, write: fixture.write(), despite: hold.id, at: Sample.at(4))
    _ = try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(5))
    #expect(try journal.mayStillSend(attempt: 1, of: intent.id))
    let title = try journal.timeline(for: Sample.key).map(\.title.text)[1]
    #expect(title.hasSuffix("confirmed and recorded despite the dispute"))
  }

  @Test func `a hold that comes between is seen before the attempt, and before its first byte`()
    throws
  {
    let intent = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    let first = try hold(actor: "ben")
    #expect(throws: JournalError.disputed(first)) {
      try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(2))
    }
    try lift(first.id)
    _ = try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(3))
    #expect(try journal.mayStillSend(attempt: 1, of: intent.id))
    let second = try hold(actor: "ben")
    #expect(throws: JournalError.disputed(second)) {
      try journal.mayStillSend(attempt: 1, of: intent.id)
    }
    #expect(try journal.disputeHold(since: intent.id) == second)
  }

  @Test func `what may have been sent is not sent again while a later hold stands`() throws {
    let lost = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    let hold = try hold()
    #expect(throws: JournalError.disputed(hold)) {
      try journal.beginAttempt(lost.id, sealed: Sample.attempt(), at: Sample.at(20))
    }
    #expect(try journal.intent(lost.id)?.state == .unknown)
    try lift(hold.id)
    #expect(try journal.beginAttempt(lost.id, sealed: Sample.attempt(), at: Sample.at(21)) == 2)
  }

  @Test(arguments: [
    "UPDATE event SET kind = 'noted' WHERE kind = 'disputeHeld'",
    "UPDATE event SET payment = 'zz' WHERE kind = 'disputeHeld'",
    "DELETE FROM event_text; DELETE FROM event WHERE kind = 'disputeHeld'",
    "UPDATE event_text SET content = x'78' WHERE field = 'reference'",
  ])
  func `a hold that was edited away from outside frees nothing`(_ edit: String) throws {
    _ = try hold()
    try journal.note("called", on: Sample.key("other"), actor: Sample.amina, at: Sample.at(2))
    try fixture.behindTheRules(edit)
    #expect(throws: JournalError.self) {
      try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(3))
    }
    #expect(try journal.intents(for: Sample.key).isEmpty)
    #expect(throws: JournalError.self) { try fixture.journal().verifyChain() }
  }

  @Test func `once its words are erased it still holds`() throws {
    _ = try hold()
    try journal.eraseText(on: Sample.key, actor: Sample.amina, at: Sample.at(2))
    let hold = try #require(try journal.disputeHold(on: Sample.key))
    #expect(
      hold.sentence
        == "Held for a dispute. The bank may already have taken this money; a refund would pay twice."
    )
    #expect(throws: JournalError.disputed(hold)) {
      try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(3))
    }
    _ = try journal.verifyChain()
  }

  @discardableResult
  private func hold(actor: String = "amina") throws -> DisputeHold {
    try journal.hold(Sample.key, for: Self.draft, actor: Actor(actor), at: Sample.at(1))
  }

  private func lift(_ hold: Int64) throws {
    try journal.lift(
      hold, on: Sample.key, note: "the bank gave in", actor: Sample.amina, at: Sample.at(2))
  }
}
