package import Payments
package import TextSafety

/// Everything that was said to the agent, and what of it stands on the bottom line.
package struct MessageLog: Hashable, Sendable {
  /// Oldest first, bounded.
  package var messages: [Message] = []
  /// How many messages were kept ever, those too that went since.
  package internal(set) var keptCount = 0
  /// The passing notice or standing error on the bottom line; `nil` shows the key hints.
  package var notice: Message?
  /// The newest error or warning that was not dismissed; comes back when a passing notice over it
  /// expires.
  package var standing: Message?

  /// The most messages kept; the oldest go first.
  package static let messagesMax = 500
  /// How long a passing notice stays.
  package static let noticeMilliseconds = 5000

  /// Makes an empty one.
  package init() {}

  /// Keeps a message and shows it; what was said before of the same decision is over, and stands among the messages only.
  mutating func show(_ message: Message) -> [DeskEffect] {
    if let intent = message.intent, standing?.intent == intent { standing = nil }
    keep(message)
    notice = message
    switch message.level {
    case .success, .note: return [expiring]
    case .warning, .error:
      standing = message
      return [.unschedule(.noticeExpired)]
    }
  }

  /// Shows a message that is not worth keeping.
  mutating func flash(_ message: Message) -> [DeskEffect] {
    notice = message
    return [expiring]
  }

  private var expiring: DeskEffect {
    .schedule(.noticeExpired, milliseconds: Self.noticeMilliseconds)
  }

  /// Keeps a message without showing it.
  mutating func keep(_ message: Message) {
    messages.append(message)
    keptCount += 1
    if messages.count > Self.messagesMax {
      messages.removeFirst(messages.count - Self.messagesMax)
    }
  }

  /// Takes a passing notice away; an error under it comes back.
  mutating func expire() { notice = standing }

  /// Takes the notice away for good; returns `nil` when there was none to take.
  mutating func dismiss() -> [DeskEffect]? {
    guard notice != nil || standing != nil else { return nil }
    notice = nil
    standing = nil
    return [.unschedule(.noticeExpired)]
  }
}

/// Something that was said to the agent.
package struct Message: Hashable, Sendable {
  /// How it is shown.
  package enum Level: Hashable, Sendable {
    /// Passes by itself.
    case success
    /// Passes by itself.
    case note
    /// Stays until dismissed.
    case warning
    /// Stays until dismissed.
    case error
  }
  /// How it is shown.
  package var level: Level
  /// What was said.
  package var text: SafeText
  /// When.
  package var time: Instant
  /// The decision whose state it tells, until another is told; `nil` for everything else.
  package var intent: IntentID?
  /// Whether a later one sums it up, so that it is among the messages only.
  package var isSummedUp = false

  /// Makes a message.
  package init(level: Level, text: SafeText, time: Instant) {
    self.level = level
    self.text = text
    self.time = time
  }
}
