import Payments
import SupportDesk
import TextSafety

// What happened to the agent's decisions while they were away.

extension DeskModel {
  /// More news than these are summed up in one line; each of them stands among the messages.
  static let newsMax = 3

  /// Says what happened while the agent was away, and opens on it where it needs somebody.
  mutating func newsArrived(_ news: [DecisionNews]) -> [DeskEffect] {
    guard !news.isEmpty else { return [] }
    // The gravest is said last: the last one said is the one on the line.
    let news = news.sorted { $0.gravity < $1.gravity }
    var effects = news.count > Self.newsMax ? sumUp(news) : []
    if news.count <= Self.newsMax {
      for news in news {
        effects += say(news.level, "While you were away: \(news.line)", of: news.intent)
      }
    }
    for intent in news.map(\.intent) where intent.state == .discarded && intent.kind == .refund {
      drafts.unsent[intent.key] = intent
    }
    effects += news.map { .tell($0.intent.id) }
    guard let key = news.last(where: { $0.matter != nil })?.intent.key, mayChooseScreen else {
      return effects
    }
    return effects + openAttention(at: key)
  }

  /// Whether the agent has not begun anything; a screen that changes under their hands would take their keys.
  private var mayChooseScreen: Bool { session.isUntouched && layers.isEmpty && !attention.isOpen }

  private mutating func sumUp(_ news: [DecisionNews]) -> [DeskEffect] {
    for news in news {
      var message = Message(
        level: news.level, text: "While you were away: \(news.line)", time: now)
      message.isSummedUp = true
      said.keep(message)
    }
    var counts: [(title: SafeText, count: Int)] = []
    for title in news.reversed().map(\.title) {
      if let index = counts.firstIndex(where: { $0.title == title }) {
        counts[index].count += 1
      } else {
        counts.append((title, 1))
      }
    }
    let words = counts.map { "\($0.count) \($0.title)" as SafeText }.joined(separator: ", ")
    let key = context.keymap.keyName(for: .messages)
    return say(
      news.last?.level ?? .note,
      "While you were away, \(news.count) decisions went on: \(words). \(key) shows each.")
  }
}

extension DecisionNews {
  /// What it came to, in a word or two.
  fileprivate var title: SafeText { matter?.title ?? intent.state.title }

  /// Which of several is worth the line: the level first, then whether it needs somebody.
  fileprivate var gravity: Int { level.gravity * 2 + (matter == nil ? 0 : 1) }
}

extension Message.Level {
  /// Which of several is worth the line.
  fileprivate var gravity: Int {
    switch self {
    case .success: 0
    case .note: 1
    case .warning: 2
    case .error: 3
    }
  }
}
