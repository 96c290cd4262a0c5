import Synchronization

/// Messages from any thread to the loop.
///
/// It has no limit of its own: every message answers something that the loop began, so there are
/// never more than the loop has begun, and a reply about money must not be dropped. Order holds
/// between the messages of one sender.
package final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  private let wakeUp: WakeUp

  /// Makes an empty mailbox that wakes the loop through `wakeUp`.
  package init(wakeUp: WakeUp) {
    self.wakeUp = wakeUp
  }

  /// Puts a message in and wakes the loop.
  package func post(_ message: Message) {
    let isFirst = messages.withLock { messages in
      messages.append(message)
      return messages.count == 1
    }
    // Whoever put the first one in has woken the loop, which takes all.
    if isFirst { wakeUp.signal() }
  }

  /// Takes all messages out, the oldest first.
  package func drain() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
