import Payments
import Synchronization
import Testing
import TextSafety
import ViewModels

@testable import DeskApp

/// Reading and writing off the screen's thread: in order, to the end, and a failure said once.
struct MemoryKeeperTests {
  private static func keeper(_ store: Store, _ said: Said) -> MemoryKeeper {
    MemoryKeeper(store: store, now: { Instant(seconds: 0) }, post: said.take)
  }

  @Test func `changes are kept in their order, and waited for`() async {
    let store = Store()
    let keeper = Self.keeper(store, Said())
    for number in 0..<100 { keeper.keep(.searched("order \(number)")) }
    await keeper.finish()
    #expect(store.memory.searches == (0..<100).map { "order \($0)" })
  }

  @Test func `what was read is told, and what changed of the saved searches`() async {
    let said = Said()
    let keeper = Self.keeper(Store(), said)
    keeper.read()
    keeper.keep(.searched("one"))
    keeper.keep(.saved(SavedSearch(name: "a", text: "1")))
    await keeper.finish()
    #expect(said.words == ["read: ", "read: a"])
  }

  @Test func `a failure is said once, and again only after something worked`() async {
    let (store, said) = (Store(failures: [1, 2, 4]), Said())
    let keeper = Self.keeper(store, said)
    for number in 0..<6 { keeper.keep(.searched("order \(number)")) }
    await keeper.finish()
    #expect(said.words == ["failed", "read: ", "failed", "read: "])
  }
}

/// A store in memory that fails at some of its steps.
private final class Store: MemoryStore {
  private let state = Mutex((memory: DeskMemory(), steps: 0))
  private let failures: Set<Int>

  init(failures: Set<Int> = []) { self.failures = failures }

  var memory: DeskMemory { state.withLock { $0.memory } }

  func read() throws(MemoryFailure) -> DeskMemory { memory }

  func keep(_ change: MemoryChange) throws(MemoryFailure) -> DeskMemory {
    let fails = state.withLock { state in
      defer { state.steps += 1 }
      return failures.contains(state.steps)
    }
    guard !fails else { throw MemoryFailure("failed") }
    return state.withLock { state in
      state.memory.apply(change)
      return state.memory
    }
  }
}

/// What the desk was told, in words.
private final class Said: Sendable {
  private let list = Mutex<[String]>([])

  var words: [String] { list.withLock { $0 } }

  func take(_ event: DeskEvent) {
    let word: String? =
      switch event {
      case .memoryRead(let memory, _): "read: \(memory.saved.map(\.name).joined(separator: " "))"
      case .memoryFailed(let sentence, _): sentence.text
      default: nil
      }
    guard let word else { return }
    list.withLock { $0.append(word) }
  }
}
