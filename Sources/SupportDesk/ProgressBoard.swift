import Payments
import Synchronization

/// Where each account stands in one search; written by the tasks that ask, read when the answer is put together.
final class ProgressBoard: Sendable {
  private let state: Mutex<[AccountName: SearchAnswer.Progress]>

  init(_ accounts: [AccountName]) {
    state = Mutex(Dictionary(uniqueKeysWithValues: accounts.map { ($0, .waiting) }))
  }

  /// What is known so far.
  var progress: [AccountName: SearchAnswer.Progress] { state.withLock { $0 } }

  /// Records that an account answered or failed.
  func set(_ progress: SearchAnswer.Progress, for account: AccountName) {
    state.withLock { $0[account] = progress }
  }
}
