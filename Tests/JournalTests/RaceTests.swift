import Foundation
import Journal
import Payments
import Testing
import TextSafety

struct RaceTests {
  @Test(arguments: UInt64(1)...8)
  func `of several processes one gets the payment (I3)`(seed: UInt64) async throws {
    let fixture = try JournalFixture(seed: seed)
    let journals = try (0..<4).map { _ in try fixture.journal() }
    let outcomes = await withTaskGroup(of: Result<Intent, JournalError>.self) { group in
      for (index, journal) in journals.enumerated() {
        let intent = fixture.intent(minor: Int64(100 + index), actor: "agent-\(index)")
        let write = fixture.write()
        group.addTask {
          do throws(JournalError) {
            return .success(try journal.prepare(intent, write: write, at: Sample.start))
          } catch {
            return .failure(error)
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let winners = outcomes.compactMap { try? $0.get() }
    #expect(winners.count == 1)
    for case .failure(let error) in outcomes {
      #expect(error == .openIntent(try #require(winners.first)))
    }
    #expect(try journals[0].unfinished().filter(\.isOpen) == winners)
    #expect(try journals[3].verifyChain() == 1)
  }

  @Test func `of several processes one gets a decision token (I16)`() async throws {
    let fixture = try JournalFixture()
    let journals = try (0..<4).map { _ in try fixture.journal() }
    let wins = await withTaskGroup(of: Bool.self) { group in
      for (index, journal) in journals.enumerated() {
        let intent = fixture.intent(of: Sample.key("p\(index)"), token: "t-1")
        let write = fixture.write()
        group.addTask {
          (try? journal.prepare(intent, write: write, at: Sample.start)) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wins == 1)
  }

  @Test func `several processes write one chain`() async throws {
    let fixture = try JournalFixture()
    let journals = try (0..<3).map { _ in try fixture.journal() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, journal) in journals.enumerated() {
        group.addTask {
          for note in 0..<40 {
            try journal.note(
              "note \(note)", on: Sample.key("p\(index)"), actor: Sample.amina, at: Sample.start)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try journals[0].verifyChain() == 120)
    for index in 0..<3 {
      let words = try journals[2].timeline(for: Sample.key("p\(index)")).map(\.words.text)
      #expect(words == (0..<40).map { "note \($0)" })
    }
  }

  @Test func `several processes may make one journal at once`() async throws {
    for _ in 0..<5 {
      let fixture = try JournalFixture()
      let journals = try await withThrowingTaskGroup(of: Journal.self) { group in
        for _ in 0..<4 { group.addTask { try fixture.journal() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(try journals.map { try $0.verifyChain() } == [0, 0, 0, 0])
    }
  }
}
