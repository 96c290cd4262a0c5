import GRDB
import Journal
import Payments
import Testing

/// The names of merchants on record.
final class MerchantTests {
  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  private let other = AccountIdentity(
    provider: Sample.identity.provider, origin: Sample.identity.origin, merchant: "NP-OTHER")

  private func name(
    _ kind: MerchantName.Kind, _ text: String, _ mode: Mode = .live
  ) -> MerchantName {
    MerchantName(
      provider: Sample.identity.provider, mode: mode, origin: Sample.identity.origin, kind: kind,
      name: text)
  }

  @Test func `a merchant gains names, which the events give again`() throws {
    let names = [name(.provider, "NP1"), name(.credential, "key:1")]
    try journal.name(Sample.identity, names, cause: "the provider says so", at: Sample.at(1))
    try journal.name(Sample.identity, names, cause: "again", at: Sample.at(2))
    try journal.rememberAccount(Sample.account, Sample.identity, mode: .live, at: Sample.at(3))
    let book = try journal.merchantBook()
    #expect(Set(book.names.keys) == Set(names))
    #expect(book.names.values.allSatisfy { $0.identity == Sample.identity })
    #expect(book.names[names[0]]?.since == Sample.at(1))
    #expect(book.names[names[0]]?.cause == "the provider says so")
    #expect(book.labels[Sample.account] == .init(identity: Sample.identity, mode: .live))
    #expect(try journal.verifyChain() == 3)
  }

  @Test func `a name goes to another merchant only by a person's word`() throws {
    let key = name(.credential, "key:1")
    try journal.name(Sample.identity, [key], cause: "first", at: Sample.at(1))
    #expect(throws: JournalError.merchantNameTaken(Sample.identity)) {
      try journal.name(other, [key], cause: "second", at: Sample.at(2))
    }
    try journal.name(
      other, [key], cause: "confirmed", isMoving: true, actor: Sample.amina, at: Sample.at(3))
    let entry = try #require(try journal.merchantBook().names[key])
    #expect(entry.identity == other)
    #expect(entry.actor == Sample.amina)
    #expect(try journal.verifyChain() == 2)
  }

  @Test(arguments: [MerchantName.Kind.provider, .connected])
  func `the other word for a merchant names no second one`(kind: MerchantName.Kind) throws {
    let first = name(kind, "NP1")
    let twin = try #require(first.twin)
    try journal.name(Sample.identity, [first], cause: "first", at: Sample.at(1))
    #expect(throws: JournalError.merchantNameTaken(Sample.identity)) {
      try journal.name(other, [twin], cause: "second", at: Sample.at(2))
    }
    try journal.name(other, [name(.configured, "NP1")], cause: "by chance", at: Sample.at(3))
    try journal.name(
      other,
      [
        MerchantName(
          provider: first.provider, mode: .test, origin: first.origin, kind: twin.kind, name: "NP1")
      ],
      cause: "play money", at: Sample.at(4))
    try journal.name(Sample.identity, [twin], cause: "the same", at: Sample.at(5))
    #expect(try journal.merchantBook().names[twin]?.identity == Sample.identity)
    #expect(try journal.merchantBook().names[twin]?.cause == "the same")
    #expect(try journal.verifyChain() == 4)
  }

  @Test func `two words that a record has apart stay as they were written`() throws {
    let (word, header) = (name(.provider, "NP1"), name(.connected, "NP1"))
    try journal.name(Sample.identity, [word], cause: "first", at: Sample.at(1))
    try journal.name(other, [header], cause: "confirmed", isMoving: true, at: Sample.at(2))
    try journal.name(Sample.identity, [word], cause: "again", at: Sample.at(3))
    try journal.name(other, [header], cause: "again", at: Sample.at(4))
    let book = try journal.merchantBook()
    #expect(book.names[word]?.identity == Sample.identity)
    #expect(book.names[header]?.identity == other)
    #expect(try journal.verifyChain() == 2)
  }

  @Test func `what a provider tells otherwise is remembered until it is settled`() throws {
    try journal.doubt(Sample.account, told: "NP2", at: Sample.at(1))
    try journal.doubt(Sample.account, told: "NP2", at: Sample.at(2))
    #expect(try journal.merchantBook().doubts == [Sample.account: "NP2"])
    try journal.doubt(Sample.account, told: nil, at: Sample.at(3))
    #expect(try journal.merchantBook().doubts.isEmpty)
    try journal.doubt(Sample.account, told: "NP3", at: Sample.at(4))
    try journal.confirmAccount(
      Sample.account, other, mode: .live, actor: Sample.amina, at: Sample.at(5))
    #expect(try journal.merchantBook().doubts.isEmpty)
    #expect(try journal.verifyChain() == 4)
  }

  @Test func `a changed row of names is noticed`() throws {
    try journal.name(
      Sample.identity, [name(.credential, "key:1")], cause: "first", at: Sample.at(1))
    try fixture.raw().write { db in
      try db.execute(sql: "UPDATE merchant_name SET merchant = 'somebody'")
    }
    #expect(throws: JournalError.self) { try journal.verifyChain() }
  }

  @Test
  func `the same payment id under another merchant is found, in another mode at its address only`()
    throws
  {
    let elsewhere = PaymentKey(account: other, id: Sample.key.id)
    let lost = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    #expect(try journal.intents(elsewhereThan: elsewhere, mode: .live).map(\.id) == [lost.id])
    let away = AccountIdentity(
      provider: other.provider, origin: "https://elsewhere.example", merchant: other.merchant)
    let afar = PaymentKey(account: away, id: Sample.key.id)
    #expect(try journal.intents(elsewhereThan: afar, mode: .live).map(\.id) == [lost.id])
    #expect(try journal.intents(elsewhereThan: afar, mode: .test).isEmpty)
    #expect(try journal.intents(elsewhereThan: elsewhere, mode: .test).map(\.id) == [lost.id])
    #expect(try journal.intents(elsewhereThan: Sample.key, mode: .live).isEmpty)
    #expect(try journal.hasDecisions(of: Sample.identity, outside: .test))
    #expect(try !journal.hasDecisions(of: Sample.identity, outside: .live))
    #expect(try journal.decisions(of: Sample.identity, limit: 5).map(\.id) == [lost.id])
  }
}
