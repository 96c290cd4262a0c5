import Synchronization

/// The one place where requests meet the books: one at a time, in the order they come.
final class SandboxLedger: Sendable {
  private let books: Mutex<Books>
  private let providers: SimulatedProviders

  init(world: SandboxWorld, providers: SimulatedProviders) {
    books = Mutex(Books(world: world, of: providers))
    self.providers = providers
  }

  /// Lets a provider answer a request, and whatever was due before it happen first.
  func answer(_ call: Call) -> WireReply {
    books.withLock { books in
      performDue(&books, now: call.now)
      let reply = providers[call.provider].reply(to: call, books: &books)
      if reply.isSuccess, FaultScope.read.covers(call.operation) {
        books.countRead(call.provider)
        performDue(&books, now: call.now)
      }
      return reply
    }
  }

  /// Keeps a request that will be executed later.
  func delay(_ call: Call, _ trigger: LateTrigger) {
    let delayedTrigger: DelayedTrigger =
      switch trigger {
      case .reads(let reads): .readsLeft(reads)
      case .milliseconds(let milliseconds): .at(call.now.adding(micros: milliseconds * 1000))
      }
    books.withLock {
      $0.delay(Delayed(event: .call(call), provider: call.provider, trigger: delayedTrigger))
    }
  }

  /// Looks at the books, or changes them, from outside the protocols.
  func inspect<Value: Sendable>(
    now: WireTime, _ body: (inout Books) -> Value
  ) -> Value {
    books.withLock { books in
      performDue(&books, now: now)
      return body(&books)
    }
  }

  private func performDue(_ books: inout Books, now: WireTime) {
    for call in books.takeDue(now: now) {
      _ = providers[call.provider].reply(to: call, books: &books)
    }
  }
}
