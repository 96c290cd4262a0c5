import Foundation
import Journal
import Payments
import Testing
import TextSafety
import TilldeskCrypto

/// I25: tags carry a code of the journal, and a row whose tag nobody here made is noted.
struct TagTests {
  private let fixture: JournalFixture

  init() throws { fixture = try JournalFixture() }

  // MARK: - The code

  @Test func `a journal keeps its code when it is opened again, moved and copied`() throws {
    let code = try fixture.journal().tagCode
    #expect(try fixture.journal().tagCode == code)
    let moved = "\(fixture.directory)/moved.sqlite"
    try fixture.journal().copy(to: moved)
    #expect(try journal(at: moved).tagCode == code)
  }

  @Test func `a new journal has a code of its own`() throws {
    let codes = try (0..<20).map { try journal(at: "\(fixture.directory)/\($0).sqlite").tagCode }
    #expect(Set(codes).count == 20)
  }

  @Test func `a copy that is accepted has a new code, and the former one stays its own`() throws {
    let original = try fixture.journal()
    try note(original)
    let former = original.tagCode
    let path = "\(fixture.directory)/copy.sqlite"
    try original.copy(to: path)
    let copy = try journal(at: path)
    _ = try copy.accept(evidence: "the disk died", actor: Sample.amina, at: Sample.at(5))
    #expect(copy.tagCode != former)
    #expect(try journal(at: path).tagCode == copy.tagCode)
    #expect(original.tagCode == former)

    // What the original decides since is missing in the copy; what the copy decides is another's there.
    let lost = tag(1, former)
    try copy.noteStrayTags(among: [seen(lost)], on: Sample.key, at: Sample.at(6))
    #expect(try copy.tagMatters().map(\.isOurs) == [true])
    try original.noteStrayTags(
      among: [seen(tag(2, copy.tagCode))], on: Sample.key, at: Sample.at(6))
    #expect(try original.tagMatters().map(\.isOurs) == [false])
    #expect(try copy.verifyChain() > 0)
    #expect(try original.verifyChain() > 0)
  }

  @Test func `the code of a removed journal belongs to the one that was accepted in its place`()
    throws
  {
    let places = WitnessPlaces(userFolder: "\(fixture.directory)/amina")
    let former: TagCode
    do {
      let journal = try fixture.journal(witness: places, isLive: true)
      try note(journal)
      former = journal.tagCode
    }
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: fixture.path + suffix)
    }
    let journal = try fixture.journal(witness: places, isLive: true)
    #expect(journal.obstacle == .begunAnew(witnessed: 1))
    _ = try journal.accept(evidence: "lost", actor: Sample.amina, at: Sample.at(20))
    #expect(journal.tagCode != former)
    try journal.noteStrayTags(among: [seen(tag(1, former))], on: Sample.key, at: Sample.at(21))
    #expect(try journal.tagMatters().map(\.isOurs) == [true])
  }

  // MARK: - Rows

  @Test func `a tag of ours without a decision is noted once, and stays`() throws {
    let journal = try fixture.journal()
    let stray = tag(1, journal.tagCode)
    for second in 1...3 {
      try journal.noteStrayTags(
        among: [seen(stray), seen(stray)], on: Sample.key, at: Sample.at(Int64(second)))
    }
    let matter = try #require(try fixture.journal().tagMatters().first)
    #expect(matter.isOurs && matter.tags.count == 1)
    #expect(matter.tags[0].tag == stray.text)
    #expect(matter.since == Sample.at(1))
    #expect(matter.matter.text.contains("The record is behind"))
    #expect(matter.matter.text.contains(stray.text.text))
    #expect(matter.remedy.text.contains("tilldesk journal accept"))
    #expect(try journal.verifyChain() == 1)
  }

  @Test func `another's code is one matter, however many rows have it`() throws {
    let journal = try fixture.journal()
    let other = other(than: journal.tagCode)
    try journal.noteStrayTags(
      among: (1...30).map { seen(tag($0, other)) }, on: Sample.key, at: Sample.at(1))
    let matters = try journal.tagMatters()
    #expect(matters.map(\.tags.count) == [1])
    #expect(matters[0].matter.text.contains("A second Tilldesk"))
    #expect(matters[0].matter.text.contains(journal.tagCode.text))
  }

  @Test func `a tag without a code, and one that names a decision here, say nothing`() throws {
    let journal = try fixture.journal()
    let id = try #require(IntentID(fixture.random.hex32(), code: journal.tagCode))
    var intent = fixture.intent(of: Sample.key("elsewhere"))
    intent = Intent(
      id: id, kind: .refund, key: intent.key, account: intent.account, mode: intent.mode,
      amount: intent.amount, reason: "", note: "", ticket: "", actor: intent.actor,
      seen: intent.seen, decisionToken: nil, retryOf: nil, state: .prepared,
      created: intent.created, updated: intent.updated)
    _ = try journal.prepare(intent, write: fixture.write(), at: Sample.start)
    let other = PaymentKey(
      account: AccountIdentity(
        provider: ProviderName(rawValue: "aiic"), origin: "https://pay", merchant: "m"),
      id: TransactionID("1"))
    for key in [Sample.key, intent.key, other] {
      try journal.noteStrayTags(
        among: [
          seen(try #require(DecisionTag(id.tag.text))),
          seen(try #require(DecisionTag("TD-7Q3K9M"))),
        ],
        on: key, at: Sample.at(1))
    }
    #expect(try journal.tagMatters().isEmpty)
  }

  @Test func `a hostile list of tags fills no record`() throws {
    let journal = try fixture.journal()
    let ours = (1...400).map { seen(tag($0, journal.tagCode)) }
    let others = (1...400).map { seen(tag($0, TagCode(bits: UInt32($0)))) }
    for second in 1...3 {
      try journal.noteStrayTags(
        among: ours + others, on: Sample.key, at: Sample.at(Int64(second)))
    }
    let matters = try journal.tagMatters()
    #expect(Set(matters.map(\.tags.count)) == [StrayTag.oursMax, 10])
    #expect(try journal.verifyChain() == StrayTag.oursMax + 10)
  }

  // MARK: - Accepting

  @Test func `an acceptance ends them, and nothing else changes`() throws {
    let journal = try fixture.journal()
    let code = journal.tagCode
    let ours = tag(1, code)
    try journal.noteStrayTags(
      among: [seen(ours), seen(tag(2, other(than: code)))], on: Sample.key, at: Sample.at(1))
    let accepted = try journal.accept(
      evidence: "asked the other team", actor: Sample.amina, at: Sample.at(2))
    #expect(accepted.obstacle == nil)
    #expect(accepted.matters.count == 2)
    #expect(try journal.tagMatters().isEmpty)
    #expect(journal.tagCode == code)
    #expect(journal.acceptances.map(\.isWhole) == [false])
    // The same ones are not brought up again; a decision that is missing since is.
    try journal.noteStrayTags(
      among: [seen(ours), seen(tag(3, other(than: code))), seen(tag(4, code))], on: Sample.key,
      at: Sample.at(3))
    #expect(try journal.tagMatters().map(\.tags.count) == [1])
    #expect(try journal.tagMatters().first?.isOurs == true)
    #expect(try journal.strayTags(of: Sample.identity).count == 3)
    #expect(try journal.verifyChain() == 4)
    #expect(try fixture.journal().tagMatters().count == 1)
  }

  @Test func `rows of a time that was accepted as a gap are no news`() throws {
    let original = try fixture.journal()
    try note(original)
    let path = "\(fixture.directory)/copy.sqlite"
    try original.copy(to: path)
    let copy = try journal(at: path)
    _ = try copy.accept(evidence: "the disk died", actor: Sample.amina, at: Sample.at(50_000))
    func dated(_ number: Int, _ text: String?) -> SeenTag {
      var refund = Sample.refund("rf_\(number)")
      refund.time = text.flatMap { ProviderTime($0) }
      return SeenTag(tag(number, original.tagCode), on: refund)
    }
    try copy.noteStrayTags(
      among: [
        dated(1, "2026-04-22T02:37:11Z"), dated(2, "2026-04-23T02:37:11Z"), dated(3, nil),
      ], on: Sample.key, at: Sample.at(60_000))
    #expect(try copy.tagMatters().first?.tags.map(\.refund.id) == ["rf_2", "rf_3"])
  }

  // MARK: - Helpers

  private func journal(at path: String) throws -> Journal {
    try Journal(
      path: path, owner: OwnerLock(besideJournal: path, process: 1, random: fixture.random),
      random: fixture.random)
  }

  private func note(_ journal: Journal) throws {
    try journal.note("seen", on: Sample.key, actor: Sample.amina, at: Sample.start)
  }

  private func tag(_ number: Int, _ code: TagCode) -> DecisionTag {
    let digits = String(number, radix: 16)
    let text = String(repeating: "0", count: 8 - digits.count) + digits
    let id = Sample.required(IntentID(text + String(repeating: "0", count: 24), code: code))
    return Sample.required(DecisionTag(id.tag.text))
  }

  private func other(than code: TagCode) -> TagCode {
    code == TagCode(bits: 1) ? TagCode(bits: 2) : TagCode(bits: 1)
  }

  private func seen(_ tag: DecisionTag) -> SeenTag {
    SeenTag(tag, on: Sample.refund("rf_\(tag.text)", details: tag.text.text))
  }
}
