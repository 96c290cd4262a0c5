import Payments
import SupportDesk
import TextSafety

/// What a search says beside its rows: what is near, who did not answer, what may be missing.
struct SearchNarration {
  private let answer: SearchAnswer

  /// Makes the narration of an answer.
  init(_ answer: SearchAnswer) { self.answer = answer }

  /// The lines, in the order in which they are told.
  var lines: [SafeText] { near + accounts + count }

  private var near: [SafeText] {
    guard answer.rows.isEmpty, !answer.near.isEmpty else { return [] }
    return ["Nothing exactly; close: \(answer.near.map(\.fullName).joined(separator: ", "))"]
  }

  private var accounts: [SafeText] {
    answer.progress.sorted { $0.key < $1.key }.compactMap { name, progress in
      switch progress {
      case .waiting, .answered(_, nil, nil): nil
      case .answered(_, .some(let why), _): "\(name.safe): \(why)"
      case .answered(_, nil, .some(let bound)): "\(name.safe): \(bound.sentence)"
      case .failed(let why):
        "\(name.safe) did not answer; its rows are from the local index. \(why)"
      }
    }
  }

  private var count: [SafeText] {
    guard answer.total > answer.rows.count else { return [] }
    let sum: SafeText = answer.totalIsLowerBound ? "more than \(answer.total)" : "\(answer.total)"
    return ["\(answer.rows.count) of \(sum) rows; --limit prints more."]
  }
}
