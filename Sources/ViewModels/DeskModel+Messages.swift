import Payments
import TextSafety

extension DeskModel {
  /// The most messages kept; the oldest go first.
  package static let messagesMax = 500
  /// How long a passing notice stays.
  package static let noticeMilliseconds = 5000

  /// Says something to the agent: on the bottom line, and kept under `M`.
  mutating func say(_ level: Message.Level, _ text: SafeText) -> [DeskEffect] {
    let message = Message(level: level, text: text, time: now)
    keep(message)
    notice = message
    switch level {
    case .success, .note:
      return [.schedule(.noticeExpired, milliseconds: Self.noticeMilliseconds)]
    case .warning, .error:
      standing = message
      return [.unschedule(.noticeExpired)]
    }
  }

  /// Answers a key that does nothing or little; not worth keeping under `M`.
  mutating func explain(_ text: SafeText) -> [DeskEffect] {
    notice = Message(level: .note, text: text, time: now)
    return [.schedule(.noticeExpired, milliseconds: Self.noticeMilliseconds)]
  }

  /// Takes a passing notice away; an error under it comes back.
  mutating func noticeExpired() -> [DeskEffect] {
    notice = standing
    return []
  }

  /// Takes the notice away for good; returns `nil` when there was none to take.
  mutating func dismissNotice() -> [DeskEffect]? {
    guard notice != nil || standing != nil else { return nil }
    notice = nil
    standing = nil
    return [.unschedule(.noticeExpired)]
  }

  private mutating func keep(_ message: Message) {
    messages.append(message)
    if messages.count > Self.messagesMax {
      messages.removeFirst(messages.count - Self.messagesMax)
    }
  }
}
