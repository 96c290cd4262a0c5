import SupportDesk
import Synchronization

/// The newest answer of a search that has several.
final class NewestAnswer: Sendable {
  private let state = Mutex<SearchAnswer?>(nil)

  /// The newest so far.
  var value: SearchAnswer? { state.withLock { $0 } }

  /// Takes a newer answer.
  func set(_ answer: SearchAnswer) { state.withLock { $0 = answer } }
}
