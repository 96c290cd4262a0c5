import Payments
import ProviderSandbox
import Testing

/// The cells can fail: what must never be is noticed when it is.
struct CellAuditTests {
  @Test(.timeLimit(.minutes(10)), arguments: Subject.all)
  func `a transport that sends again by itself is found out`(subject: Subject) async throws {
    let form = FaultForm(.beforeStatus, "sent twice", .routes([.twice]), .done)
    let cell = try #require(form.cells.first { $0.subject.name == subject.name })
    let seen = try await CellRunner.run(cell)
    // A key is recognised. AIIC Pay refuses its nonce: what came then is no answer to the first,
    // which a later read finds, and holds.
    let (problems, fits): ([String], Bool) =
      switch subject.promise {
      case .keyed: ([], true)
      case .naked: (["money moved 2 times"], false)
      case .listed: ([], false)
      }
    for problem in problems { #expect(seen.problems.contains(problem)) }
    #expect(seen.fits(cell.expected) == fits)
  }

  @Test func `a cell that comes to something else does not fit`() {
    let expected = Expectation(.unknown, then: .succeeded, moved: 1)
    let right = Seen(
      first: .state(.unknown), final: .state(.succeeded), sign: nil, moved: 1, held: "",
      problems: [])
    #expect(right.fits(expected))
    let wrong = [
      Seen(
        first: .state(.rejected), final: right.final, sign: nil, moved: 1, held: "", problems: []),
      Seen(
        first: right.first, final: .state(.failed), sign: nil, moved: 1, held: "", problems: []),
      Seen(
        first: right.first, final: right.final, sign: .frozen, moved: 1, held: "", problems: []),
      Seen(first: right.first, final: right.final, sign: nil, moved: 0, held: "", problems: []),
      Seen(
        first: right.first, final: right.final, sign: nil, moved: 1, held: "",
        problems: ["money moved 2 times"]),
    ]
    for seen in wrong { #expect(!seen.fits(expected)) }
  }
}
