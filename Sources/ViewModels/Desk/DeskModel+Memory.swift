import Payments
import TextSafety

// What is remembered from one session to the next, and what was.

extension DeskModel {
  /// How long the line that greets a newcomer stays, in milliseconds.
  static let welcomeMilliseconds = 20_000

  /// Remembers a change, here at once and on the disk when it comes to that.
  mutating func remember(_ change: MemoryChange) -> [DeskEffect] {
    memory.remember(change)
  }

  /// Takes what was remembered.
  ///
  /// The first time all of it; later what other desks of the agent may have added, since this session knows its own
  /// better.
  mutating func memoryRead(_ read: DeskMemory) -> [DeskEffect] {
    memory.isWritten = true
    guard !memory.isRead else {
      memory.remembered.saved = read.saved
      return []
    }
    memory.isRead = true
    memory.remembered = read
    memory.remembered.forgetOldDrafts(now: now)
    for change in memory.earlyChanges { memory.remembered.apply(change) }
    memory.earlyChanges = []
    return sayDraftsAreKept() + welcome()
  }

  /// What is remembered cannot be read or written: says so; the desk goes on without.
  mutating func memoryFailed(_ sentence: SafeText) -> [DeskEffect] {
    memory.isWritten = false
    return say(.warning, sentence)
  }

  /// The one line for somebody who opens the desk for the first time.
  private mutating func welcome() -> [DeskEffect] {
    let keymap = context.keymap
    guard !memory.remembered.isWelcomed, session.isUntouched, said.notice == nil, !keymap.isSpoken
    else { return [] }
    let words: SafeText =
      "Welcome. \(keymap.keyName(for: .list(.search))) searches, \(keymap.keyName(for: .help)) shows the keys that work where you are."
    return remember(.welcomed) + explain(words)
      + [.schedule(.noticeExpired, milliseconds: Self.welcomeMilliseconds)]
  }

  /// What was left in the middle of the last session is not forgotten.
  private mutating func sayDraftsAreKept() -> [DeskEffect] {
    guard let sentence = keptRefunds ?? keptRulings else { return [] }
    guard said.notice == nil else {
      said.keep(Message(level: .note, text: sentence, time: now))
      return []
    }
    return say(.note, sentence)
  }

  private var keptRefunds: SafeText? {
    guard let newest = memory.remembered.drafts.values.max(by: { $0.saved < $1.saved }) else {
      return nil
    }
    let key = context.keymap.keyName(for: .decide(.refund))
    let name =
      newest.reference.isEmpty ? newest.key.id.safe : SafeText(sanitizing: newest.reference)
    let time = TimeText.recent(newest.saved, zone: context.zone, now: now)
    return memory.remembered.drafts.count == 1
      ? "A draft of \(time) is kept for \(name.truncatedMiddle(to: 24)); \(key) there opens it."
      : "\(memory.remembered.drafts.count) drafts are kept, the newest for \(name.truncatedMiddle(to: 24)); \(key) there opens it."
  }

  private var keptRulings: SafeText? {
    guard let newest = memory.remembered.rulings.values.max(by: { $0.saved < $1.saved }) else {
      return nil
    }
    let key = context.keymap.keyName(for: .attention)
    let name = SafeText(sanitizing: newest.reference).truncatedMiddle(to: 24)
    let time = TimeText.recent(newest.saved, zone: context.zone, now: now)
    return "What you wrote about \(name) at \(time) is kept, not ruled; \(key) leads there."
  }
}
