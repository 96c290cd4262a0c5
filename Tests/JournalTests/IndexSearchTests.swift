import Foundation
import Journal
import Payments
import Testing
import TextSafety

struct IndexSearchTests {
  @Test(arguments: UInt64(1)...4)
  func `the index finds what the query finds row by row`(seed: UInt64) throws {
    let catalogue = Catalogue(count: 1_000, seed: seed)
    let index = try TransactionIndex(path: ":memory:")
    try catalogue.fill(index)
    var found = 0
    var forgiven = 0
    for _ in 0..<200 {
      let query = catalogue.query()
      let page = try index.search(query, limit: 2_000)
      let exact = catalogue.items.filter { query.matches($0.row) }
      let expected =
        exact.isEmpty
        ? catalogue.items.filter { query.matches($0.row, forgiving: true) } : exact
      #expect(page.total == expected.count, "\(query)")
      #expect(!page.totalIsLowerBound)
      #expect(page.forgiving == (exact.isEmpty && !expected.isEmpty), "\(query)")
      #expect(
        Set(page.rows.map(\.transaction)) == Set(expected.map(\.transaction)), "\(query)")
      found += page.total
      forgiven += page.forgiving ? 1 : 0
    }
    #expect(found > 1_000)
    #expect(forgiven > 0)
  }

  @Test(arguments: QuerySort.Field.allCases, [true, false])
  func `rows come in the order asked for, page by page`(
    field: QuerySort.Field, isDescending: Bool
  ) throws {
    let catalogue = Catalogue(count: 300, seed: 5)
    let index = try TransactionIndex(path: ":memory:")
    try catalogue.fill(index)
    let query = Query(sort: QuerySort(field, isDescending: isDescending))
    let expected = catalogue.items.sorted { query.sort.puts($0.row, before: $1.row) }
    var rows: [IndexedTransaction] = []
    for page in 0..<31 {
      let answer = try index.search(query, limit: 10, offset: page * 10)
      #expect(answer.total == 300)
      #expect(answer.rows.count == (page < 30 ? 10 : 0))
      rows += answer.rows
    }
    // References are compared by bytes here, which differs from the other order only beyond ASCII.
    if field == .ref {
      let lower = rows.map { SearchFold.lower($0.transaction.reference.raw) }
      let ordered = zip(lower, lower.dropFirst()).allSatisfy { left, right in
        let isSmaller = left.utf8.lexicographicallyPrecedes(right.utf8)
        return left == right || isSmaller != isDescending || left.utf8.contains(0)
          || right.utf8.contains(0)
      }
      #expect(ordered)
      #expect(Set(rows.map(\.transaction)) == Set(expected.map(\.transaction)))
    } else {
      #expect(rows.map(\.transaction.key) == expected.map(\.transaction.key))
    }
  }

  @Test(arguments: [
    ([QueryTerm.text("np-order1001")], ["p", "other", "r1"]),
    ([.text("NPORDER-1001")], ["p", "other", "r1"]),
    ([.reference([TextPattern(exactly: "NP-ORDER1001")])], ["p", "r1"]),
    ([.text("invoice"), .text("7")], ["i", "r2"]), ([.text("order1001")], ["other", "r1", "p"]),
  ])
  func `a payment that is named in whole comes before newer rows that bear its name`(
    terms: [QueryTerm], expected: [String]
  ) throws {
    let index = try TransactionIndex(path: ":memory:")
    func entry(_ id: String, reference: String, day: Int) -> Transaction {
      var entry = transaction(id, reference: reference, day: day)
      entry.kind = .refundEntry
      return entry
    }
    try index.upsert(
      [
        transaction("p", reference: "NP-ORDER1001", day: 1),
        transaction("i", reference: "Invoice 7", day: 2),
        entry("r1", reference: "NP-ORDER1001", day: 3), entry("r2", reference: "Invoice 7", day: 4),
        transaction("other", reference: "NP-ORDER10012", day: 5),
      ], account: Sample.account, asOf: Sample.start)
    func ids(_ query: Query, limit: Int, offset: Int = 0) throws -> [String] {
      try index.search(query, limit: limit, offset: offset).rows.map(\.transaction.id.raw)
    }
    #expect(try ids(Query(terms: terms), limit: 10) == expected)
    let pages = try expected.indices.flatMap {
      try ids(Query(terms: terms), limit: 1, offset: $0)
    }
    #expect(pages == expected)
    // An order that was asked for is kept.
    let oldestFirst = Query(terms: terms, sort: QuerySort(.created, isDescending: false))
    let days = ["p", "i", "r1", "r2", "other"]
    #expect(try ids(oldestFirst, limit: 10) == days.filter(expected.contains))
  }

  @Test func `a row comes back as it was read`() throws {
    let catalogue = Catalogue(count: 200, seed: 6)
    let index = try TransactionIndex(path: ":memory:")
    try catalogue.fill(index)
    for item in catalogue.items {
      let row = try #require(try index.transaction(item.transaction.key))
      #expect(row.transaction == item.transaction)
      #expect(row.account == item.account)
      #expect(row.asOf == Sample.start)
    }
    #expect(try index.transaction(Sample.key("none")) == nil)
  }

  @Test func `the count stops at its limit and says so`() throws {
    let index = try TransactionIndex(path: ":memory:")
    let count = TransactionIndex.countLimit + 2
    let transactions = (0..<count).map { number in
      transaction("\(number)", reference: number == 0 ? "needle" : "NP-ORDER\(number)", day: number)
    }
    try index.upsert(
      Array(transactions.dropLast(2)), account: Sample.account, asOf: Sample.start)
    let full = try index.search(.everything, limit: 5)
    #expect(full.total == TransactionIndex.countLimit)
    #expect(!full.totalIsLowerBound)
    #expect(full.rows.first?.transaction.id.raw == "\(count - 3)")
    try index.upsert(transactions, account: Sample.account, asOf: Sample.start)
    let cut = try index.search(.everything, limit: 5)
    #expect(cut.total == TransactionIndex.countLimit)
    #expect(cut.totalIsLowerBound)
    // The oldest row of all, by a text that nothing else holds, beyond the rows looked at for short
    // texts.
    #expect(try index.search(Query(terms: [.text("needle")]), limit: 5).rows.count == 1)
    let common = try index.search(Query(terms: [.text("np-order")]), limit: 5)
    #expect(common.rows.map(\.transaction.id.raw).first == "\(count - 1)")
    #expect(common.totalIsLowerBound)
    // A common text together with a fact that only the oldest rows have.
    let old = InstantRange(from: nil, upTo: Sample.start.adding(seconds: 3 * 86_400))
    let oldest = try index.search(
      Query(terms: [.text("np-order"), .created(old)]), limit: 5)
    #expect(oldest.rows.map(\.transaction.id.raw) == ["2", "1"])
    #expect(!oldest.totalIsLowerBound)
    #expect(try index.search(Query(terms: [.text("np-order1*")]), limit: 5).total == 0)
  }

  @Test(arguments: ["np0rder1001", "NP-ORDERl00l", "NPORDER-1001"])
  func `dashes and look-alikes are forgiven when nothing matches as typed`(text: String) throws {
    let index = try TransactionIndex(path: ":memory:")
    try index.upsert(
      [transaction("1", reference: "NP-ORDER1001"), transaction("2", reference: "NP-ORDER2002")],
      account: Sample.account, asOf: Sample.start)
    let page = try index.search(Query(terms: [.text(text)]), limit: 5)
    #expect(page.rows.map(\.transaction.id.raw) == ["1"])
    #expect(page.forgiving)
    let exact = try index.search(Query(terms: [.text("np-order1001")]), limit: 5)
    #expect(!exact.forgiving)
  }

  @Test func `an alias leads to the payments it may name`() throws {
    let index = try TransactionIndex(path: ":memory:")
    try index.upsert(
      [
        transaction("6636598", reference: "NP-ORDER1001", day: 1),
        transaction("7", reference: "6636598", day: 2),
        transaction("8", reference: "NP-ORDER1001", day: 3), transaction("9", reference: "x"),
      ], account: Sample.account, asOf: Sample.start)
    try annotate(index, Sample.key("9"), refundIDs: ["rf_1"])
    func ids(_ text: String) throws -> [String] {
      try index.lookup(account: Sample.account, text: text).map(\.transaction.id.raw)
    }
    #expect(try ids("6636598") == ["6636598", "7"])
    #expect(try ids("np-order1001") == ["8", "6636598"])
    #expect(try ids("RF_1") == ["9"])
    #expect(try ids("NP-ORDER100").isEmpty)
    let other = try #require(AccountName("other"))
    #expect(try index.lookup(account: other, text: "6636598").isEmpty)
  }

  @Test func `near references are offered, the closest first`() throws {
    let index = try TransactionIndex(path: ":memory:")
    try index.upsert(
      ["NP-ORDER1001", "NP-ORDER1002", "NP-ORDER1010", "INVOICE-77", "np-1"].enumerated().map {
        transaction("id-\($0.offset)", reference: $0.element)
      }, account: Sample.account, asOf: Sample.start)
    func near(_ text: String) throws -> [String] {
      try index.nearest(to: text, limit: 2).map(\.transaction.reference.raw)
    }
    #expect(try near("NP-ORDER1091").first == "NP-ORDER1001")
    #expect(try near("NP-ODER1002").first == "NP-ORDER1002")
    #expect(try near("INVOYCE77") == ["INVOICE-77"])
    #expect(try near("something else entirely").isEmpty)
    #expect(try near("n").isEmpty)
    #expect(try index.nearest(to: "NP-ORDER1001", limit: 0).isEmpty)
  }

  // MARK: - Helpers

  private func transaction(_ id: String, reference: String, day: Int = 0) -> Transaction {
    var transaction = Sample.transaction(Sample.key(id))
    transaction.reference = ForeignText(reference)
    transaction.created = ProviderTime(
      original: "then", instant: Sample.start.adding(seconds: Int64(day) * 86_400), zone: .stated)
    return transaction
  }

  private func annotate(
    _ index: TransactionIndex, _ key: PaymentKey, refundIDs: [ForeignText]
  ) throws {
    try index.annotate(
      key, refundIDs: refundIDs, tickets: [], actors: [], states: [], refunded: .no)
  }
}
