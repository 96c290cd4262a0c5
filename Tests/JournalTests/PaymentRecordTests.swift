import Journal
import Payments
import Testing
import TextSafety

struct PaymentRecordTests {
  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  @Test func `the timeline tells everything in order, with who and when`() throws {
    try journal.note("called in", on: Sample.key, actor: Sample.amina, at: Sample.at(0))
    let intent = try journal.send(fixture.intent(), fixture.write(), at: Sample.at(1))
    _ = try journal.record(
      Sample.answer(nil), attempt: 1, of: intent.id, event: .outcomeLost,
      settlement: Settlement(message: "No answer in time."), at: Sample.at(2))
    _ = try journal.rule(
      .ruledDone, on: intent.id, evidence: "Seen on the statement.", refundID: "rf_1",
      actor: Actor("sefa"), at: Sample.at(3))
    let events = try journal.timeline(for: Sample.key)
    #expect(
      events.map(\.title.text) == [
        "note", "refund of 5.00 GBP confirmed and recorded", "attempt 1 started",
        "refund of 5.00 GBP: outcome unknown", "refund of 5.00 GBP ruled done",
      ])
    #expect(events.map(\.actor.name.raw) == ["amina", "amina", "amina", "amina", "sefa"])
    #expect(events.map(\.time) == [0, 1, 1, 2, 3].map(Sample.at))
    #expect(events.map(\.sequence) == [1, 2, 3, 4, 5])
    #expect(events.map(\.state) == [nil, .prepared, .sending, .unknown, .ruledDone])
    #expect(
      events.map(\.words.text) == [
        "called in", "parcel lost", "", "No answer in time.", "sefa: Seen on the statement.",
      ])
    #expect(events.last?.refundID == "rf_1")
    #expect(events.last?.cause == "ruling")
    #expect(try journal.timeline(for: Sample.key("other")).isEmpty)
  }

  @Test func `notes are read in their order, and an erased one is gone`() throws {
    #expect(try journal.notes(on: Sample.key).isEmpty)
    try journal.note("called in", on: Sample.key, actor: Sample.amina, at: Sample.at(0))
    try journal.note("\u{1B}[2Jsecond", on: Sample.key, actor: Actor("sefa"), at: Sample.at(1))
    try journal.note("elsewhere", on: Sample.key("other"), actor: Sample.amina, at: Sample.at(2))
    // Its evidence is free text of the same kind, and no note.
    let intent = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    _ = try journal.rule(
      .ruledDone, on: intent.id, evidence: "Seen.", refundID: nil, actor: Actor("sefa"),
      at: Sample.at(3))
    let notes = try journal.notes(on: Sample.key)
    #expect(notes.map(\.words.text) == ["called in", "‹U+001B›[2Jsecond"])
    #expect(notes.map(\.actor.name.raw) == ["amina", "sefa"])
    #expect(notes.map(\.time) == [Sample.at(0), Sample.at(1)])
    try journal.eraseText(on: Sample.key, actor: Sample.amina, at: Sample.at(9))
    #expect(try journal.notes(on: Sample.key).isEmpty)
    #expect(try journal.notes(on: Sample.key("other")).count == 1)
  }

  @Test func `a correction freezes the payment until a person releases it (I9)`() throws {
    let done = try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try journal.correction(
      "The provider says it failed later.", on: Sample.key, intent: done.id, actor: Journal.desk,
      at: Sample.at(9))
    #expect(try journal.frozenPayments() == [Sample.key])
    var held = done
    held.correction = .disputed
    held.correctedAt = Sample.at(9)
    #expect(try journal.intent(done.id) == held, "the end is as it was; its amount is held")
    #expect(throws: JournalError.frozen(Sample.key)) {
      try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(10))
    }
    try journal.release(
      "Paid out by hand.", on: Sample.key, total: .zero(.gbp), external: nil,
      actor: Actor("sefa"), at: Sample.at(11))
    #expect(try journal.intent(done.id)?.correction == .void)
    #expect(try journal.frozenPayments().isEmpty)
    _ = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(12))
    #expect(try journal.verifyChain() == 6)
  }

  @Test func `a refund once named stays known, a possible one only as long as it is seen`() throws {
    let named = Sample.refund("rf_1", details: "TD-7Q3K9M")
    let possible = Sample.refund("x", minor: 300, link: .possible)
    try journal.saveKnownRefunds([named, possible], for: Sample.key, at: Sample.at(0))
    #expect(try journal.knownRefunds(for: Sample.key) == [named, possible])
    try journal.saveKnownRefunds([], for: Sample.key, at: Sample.at(1))
    #expect(try journal.knownRefunds(for: Sample.key) == [named])
    let later = Sample.refund("rf_1", progress: .failed)
    let second = Sample.refund("rf_2", minor: 100)
    try journal.saveKnownRefunds([second, later], for: Sample.key, at: Sample.at(2))
    #expect(try journal.knownRefunds(for: Sample.key) == [later, second])
    #expect(try journal.knownRefunds(for: Sample.key("other")).isEmpty)
  }

  @Test func `an entry under the reference that goes leaves behind that it was there`() throws {
    let entry = Sample.refund("901", minor: 4500, link: .sameReference)
    let failed = Sample.refund("902", minor: 100, link: .sameReference, progress: .failed)
    try journal.saveKnownRefunds([entry, failed], for: Sample.key, at: Sample.at(0))
    for time in Int64(1)...2 {
      try journal.saveKnownRefunds([], for: Sample.key, at: Sample.at(time))
      let known = try journal.knownRefunds(for: Sample.key)
      #expect(known.map(\.id) == ["901"])
      #expect(known.map(\.isGone) == [true])
      #expect(known.map(\.link) == [.unattributed])
    }
    try journal.saveKnownRefunds([entry], for: Sample.key, at: Sample.at(3))
    #expect(try journal.knownRefunds(for: Sample.key) == [entry])
  }

  @Test func `saving what is known already writes nothing`() throws {
    for time in 0..<3 {
      try journal.saveKnownRefunds(
        [Sample.refund("rf_1"), Sample.refund(nil), Sample.refund(nil)], for: Sample.key,
        at: Sample.at(Int64(time)))
    }
    #expect(try journal.knownRefunds(for: Sample.key).count == 3)
    #expect(try journal.verifyChain() == 1)
  }

  @Test func `an answer adds to the known refunds and takes none away`() throws {
    let possible = Sample.refund("x", minor: 300, link: .possible)
    try journal.saveKnownRefunds([possible], for: Sample.key, at: Sample.at(0))
    let intent = try journal.send(fixture.intent(), fixture.write())
    _ = try journal.record(
      Sample.answer(200), attempt: 1, of: intent.id, event: .succeeded,
      settlement: Settlement(message: "", knownRefunds: [Sample.refund("rf_1")]), at: Sample.at(2))
    #expect(try journal.knownRefunds(for: Sample.key) == [possible, Sample.refund("rf_1")])
  }

  @Test func `a label that names another merchant is refused until it is confirmed`() throws {
    let other = AccountIdentity(
      provider: Sample.identity.provider, origin: Sample.identity.origin, merchant: "NP-OTHER")
    try journal.rememberAccount(Sample.account, Sample.identity, at: Sample.at(0))
    try journal.rememberAccount(Sample.account, Sample.identity, at: Sample.at(1))
    let changed = JournalError.accountChanged(
      Sample.account, old: Sample.identity, new: other)
    #expect(throws: changed) {
      try journal.rememberAccount(Sample.account, other, at: Sample.at(2))
    }
    #expect(
      changed.sentence
        == "Account uk-store was neropay https://eu.neropay.app merchant NP6454f52b_6165 and is now neropay https://eu.neropay.app merchant NP-OTHER: correct the configuration, or confirm the change."
    )
    try journal.confirmAccount(Sample.account, other, actor: Sample.amina, at: Sample.at(3))
    try journal.rememberAccount(Sample.account, other, at: Sample.at(4))
    #expect(try journal.account(Sample.account) == other)
    #expect(try journal.verifyChain() == 2)
  }

  @Test func `lists hold what they name`() throws {
    let events: [IntentEvent?] = [nil, .succeeded, .accepted, .outcomeLost]
    let intents = try events.enumerated().map { index, event in
      let intent = fixture.intent(of: Sample.key("p\(index)"), actor: index == 3 ? "ben" : "amina")
      let time = Sample.at(Int64(index))
      guard let event else { return try journal.prepare(intent, write: fixture.write(), at: time) }
      return try journal.settle(intent, fixture.write(), as: event, at: time)
    }
    let ids = intents.map(\.id)
    #expect(try journal.unfinished().filter(\.isOpen).map(\.id) == [ids[0], ids[3]])
    #expect(try journal.unresolved().map(\.id) == [ids[2], ids[3]])
    #expect(try journal.intents(updatedAfter: Sample.at(1)).map(\.id) == [ids[2], ids[3]])
    #expect(try journal.recent(limit: 3).map(\.id) == [ids[3], ids[2], ids[1]])
    let digits = ids.map { String($0.text.prefix(8)) }
    #expect(try journal.intents(beginning: [digits[1]]).map(\.id) == [ids[1]])
    #expect(
      try journal.intents(beginning: [digits[0], ids[3].text]).map(\.id) == [ids[3], ids[0]])
    #expect(try journal.intents(beginning: []).isEmpty)
    #expect(try journal.recent(by: Sample.amina, limit: 2).map(\.id) == [ids[2], ids[1]])
    #expect(try journal.recent(by: Actor("ben"), limit: 9).map(\.id) == [ids[3]])
  }

  @Test(arguments: [
    ("JPY", Int64(1)), ("JPY", 100_000), ("GBP", 1), ("BHD", 1_250), ("CLF", 12_345),
    ("GBP", Int64.max),
  ])
  func `an amount comes back with its currency's decimals`(code: String, minor: Int64) throws {
    let currency = try #require(Currency(code: code))
    let intent = fixture.intent(minor: minor, currency: currency)
    _ = try journal.prepare(intent, write: fixture.write(), at: Sample.start)
    let amount = try #require(try journal.intent(intent.id)).amount
    #expect(amount == Money(minor: minor, currency: currency))
    #expect(amount.decimalText == intent.amount.decimalText)
  }

  @Test(arguments: [
    "a\u{0}b", "a", "é", "e\u{301}", "a\u{202E}b", "a'b\"c", "a\nb", "名前", "a%_b", " a ", "",
  ])
  func `two names are never one, whatever characters they have`(id: String) throws {
    let names = [
      "a\u{0}b", "a", "é", "e\u{301}", "a\u{202E}b", "a'b\"c", "a\nb", "名前", "a%_b", " a ", "",
    ]
    for name in names {
      _ = try journal.prepare(
        fixture.intent(of: Sample.key(name), note: "for \(name)"), write: fixture.write(),
        at: Sample.start)
    }
    let found = try journal.intents(for: Sample.key(id))
    #expect(found.map(\.key) == [Sample.key(id)])
    #expect(found.map(\.note) == ["for \(id)"])
    #expect(try journal.verifyChain() == names.count)
  }

  @Test(arguments: JournalStep.allCases)
  func `an error says whether money can have moved`(step: JournalStep) {
    let error = JournalError.busy
    #expect(error.mayHaveMoved(during: step) == (step == .recording))
    let sentence = error.sentence(during: step).text
    #expect(sentence.hasSuffix(error.sentence.text))
    switch step {
    case .reading: #expect(sentence == error.sentence.text)
    case .preparing, .beginningAttempt: #expect(sentence.hasPrefix("Nothing was sent."))
    case .recording: #expect(sentence.hasPrefix("The request went out"))
    }
  }

  @Test func `every error says what happened and what to do`() {
    let intent = fixture.intent()
    let errors: [JournalError] = [
      .openIntent(intent), .sameAmountPending(intent), .decisionTokenUsed(intent),
      .frozen(Sample.key), .duplicate, .notOwner, .impossible(.rejected, .unknown),
      .noOpenAttempt(1), .noSuchIntent(intent.id), .cardNumber,
      .accountChanged(Sample.account, old: Sample.identity, new: Sample.identity), .full("/j"),
      .busy, .io("x"), .corrupt("x"), .tampered(event: 1, "x"),
      .networkFileSystem("nfs", path: "/j"), .newerSchema("/j"),
    ]
    let sentences = errors.map(\.sentence.text)
    #expect(Set(sentences).count == errors.count)
    for sentence in sentences { #expect(sentence.hasSuffix(".")) }
    #expect(
      sentences[0] == "Settle the earlier refund of 5.00 GBP by amina first: prepared.")
  }
}
