import Payments
import ProviderClient

/// One process's way to the providers: each request becomes an event of the world.
struct SimulatedTransport: HTTPTransport {
  let world: World
  let process: Int

  func read(_ request: HTTPRequest) async -> HTTPReply {
    await exchange(request, isWrite: false)
  }

  func write(_ request: HTTPRequest) async -> HTTPReply {
    await exchange(request, isWrite: true)
  }

  private func exchange(_ request: HTTPRequest, isWrite: Bool) async -> HTTPReply {
    await withCheckedContinuation { continuation in
      world.assumeIsolated { world in
        world.depart(request, isWrite: isWrite, process: process, continuation)
      }
    }
  }
}
