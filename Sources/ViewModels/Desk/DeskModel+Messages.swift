import Payments
import TextSafety

extension DeskModel {
  /// The most messages kept; the oldest go first.
  package static let messagesMax = 500
  /// How long a passing notice stays.
  package static let noticeMilliseconds = 5000

  /// Says something to the agent: on the bottom line, and kept under `M`.
  mutating func say(_ level: Message.Level, _ text: SafeText) -> [DeskEffect] {
    show(Message(level: level, text: text, time: now))
  }

  /// Says where a decision stands; what was said of it before is over, and stands under `M` only.
  mutating func say(
    _ level: Message.Level, _ text: SafeText, of intent: Intent
  ) -> [DeskEffect] {
    settling.said[intent.id] = intent.state
    if standing?.intent == intent.id { standing = nil }
    var message = Message(level: level, text: text, time: now)
    message.intent = intent.id
    return show(message)
  }

  private mutating func show(_ message: Message) -> [DeskEffect] {
    keep(message)
    notice = message
    switch message.level {
    case .success, .note:
      return [.schedule(.noticeExpired, milliseconds: Self.noticeMilliseconds)]
    case .warning, .error:
      standing = message
      return [.unschedule(.noticeExpired)]
    }
  }

  /// Answers a key that does nothing or little; not worth keeping under `M`.
  mutating func explain(_ text: SafeText) -> [DeskEffect] {
    guard commandLine == nil, palette == nil else { return remark(text) }
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

  /// Keeps what was said, without showing it.
  mutating func keep(_ message: Message) {
    messages.append(message)
    keptCount += 1
    if messages.count > Self.messagesMax {
      messages.removeFirst(messages.count - Self.messagesMax)
    }
  }
}
