import Payments
import ProviderClient

/// One process's way to the providers: each request becomes an event of the world.
struct SimulatedTransport: HTTPTransport {
  let world: World
  let process: Int

  func read(_ request: HTTPRequest) async -> HTTPReply {
    await exchange(request, isWrite: false)
  }

  /// A connection takes its time, and so does every step from there to the first byte: a process can be stopped in each.
  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    await world.connect(process)
    guard await gate.mayBegin() else { return await world.withheld(process) }
    await world.handOver(process)
    guard gate.stillHolds() else { return await world.withheld(process) }
    return await exchange(request, isWrite: true)
  }

  private func exchange(_ request: HTTPRequest, isWrite: Bool) async -> HTTPReply {
    await withCheckedContinuation { continuation in
      world.assumeIsolated { world in
        world.depart(request, isWrite: isWrite, process: process, continuation)
      }
    }
  }
}
