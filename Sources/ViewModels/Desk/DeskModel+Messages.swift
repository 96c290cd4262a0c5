import Payments
import TextSafety

extension DeskModel {
  /// Says something to the agent: on the bottom line, and kept under `M`.
  mutating func say(_ level: Message.Level, _ text: SafeText) -> [DeskEffect] {
    said.show(Message(level: level, text: text, time: now))
  }

  /// Says where a decision stands.
  mutating func say(
    _ level: Message.Level, _ text: SafeText, of intent: Intent
  ) -> [DeskEffect] {
    settling.said[intent.id] = intent.state
    var message = Message(level: level, text: text, time: now)
    message.intent = intent.id
    return said.show(message)
  }

  /// Answers a key that does nothing or little; not worth keeping under `M`.
  mutating func explain(_ text: SafeText) -> [DeskEffect] {
    guard commandLine == nil, palette == nil else { return remark(text) }
    return said.flash(Message(level: .note, text: text, time: now))
  }
}
