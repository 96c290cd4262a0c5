import GRDB
import Synchronization

/// Folds of the payments that were looked at last.
///
/// What a fold holds is a matter of the events alone, whatever journal they stand in: one that has folded the beginning of
/// a payment goes on from there, which is what most decisions find.
final class FoldShelf: Sendable {
  /// All journals of a process share it.
  static let shared = FoldShelf()

  private static let most = 8
  /// The one that was used last is at the end.
  private let folds = Mutex<[Fold]>([])

  /// Folds the events of one payment and looks at the rows that they make.
  func folding<Value>(
    _ events: [FoldedEvent], _ look: (Database) throws -> Value
  ) throws -> Value {
    let fold = try take(for: events) ?? Fold()
    defer { putBack(fold) }
    return try fold.folding(events, look)
  }

  /// Takes the fold that has least left to do; `nil` where a new one is as good.
  private func take(for events: [FoldedEvent]) -> Fold? {
    folds.withLock { folds in
      let progress = folds.map { $0.progress(in: events) ?? 0 }
      if let most = progress.max(), most > 0, let place = progress.firstIndex(of: most) {
        return folds.remove(at: place)
      }
      return folds.count < Self.most ? nil : folds.removeFirst()
    }
  }

  private func putBack(_ fold: Fold) {
    folds.withLock { folds in
      folds.append(fold)
      if folds.count > Self.most { folds.removeFirst() }
    }
  }
}
