import Payments
import SupportDesk
import Synchronization
import Testing
import TextSafety

/// Searches over real HTTP: whose answer is bounded, and what comes first.
struct FindTests {
  @Test func `what a provider never lists comes with its answer, and nothing is called missing`()
    async throws
  {
    let bench = try await TestBench()
    #expect(try await bounds(of: .everything, at: bench) == ["ng-store": "last 90 days only"])
    await bench.close()
  }

  @Test func `a search through more than is asked for says how far it went`() async throws {
    let bench = try await TestBench(transactions: 2000)
    let paid = Query(terms: [.status([.paid])])
    #expect(
      try await bounds(of: paid, at: bench) == [
        "uk-store": "newest 300 only", "ng-store": "last 90 days only",
        "nz-store": "newest 300 only",
      ])
    // Nothing is missing where one name is looked up, and all begins with the newest.
    for query in [Query.everything, Query(terms: [.text("6636598")])] {
      let found = try await bounds(of: query, at: bench)
      #expect(!found.values.contains { $0.hasPrefix("newest ") }, "\(found)")
    }
    await bench.close()
  }

  /// What each account says of its whole answer, by account.
  private func bounds(of query: Query, at bench: TestBench) async throws -> [String: String] {
    let answers = Mutex<[SearchAnswer]>([])
    try await bench.desk.find(query, limit: 10) { answer in
      answers.withLock { $0.append(answer) }
    }
    let last = try #require(answers.withLock { $0.last })
    var bounds: [String: String] = [:]
    for (name, progress) in last.progress {
      guard case .answered(_, incomplete: .none, let bound) = progress else {
        Issue.record("\(name.text): \(progress)")
        continue
      }
      if let bound { bounds[name.text] = bound.brief.text }
    }
    return bounds
  }

  @Test func `the payment that is searched for by its reference stands above its refund`()
    async throws
  {
    let bench = try await TestBench()
    let result = try await bench.refund("uk-store", "6636598", 100)
    #expect(result.intent.state == .succeeded)
    let reference = try await bench.open("uk-store", "6636598").transaction.reference.raw
    try await bench.desk.find(.everything, limit: 10) { _ in }
    let rows = try bench.desk.findLocal(Query(terms: [.text(reference)]), limit: 10).rows
    #expect(rows.first?.transaction.id.raw == "6636598")
    #expect(rows.contains { $0.transaction.kind == .refundEntry })
    await bench.close()
  }
}
