import Payments
import ProviderClient

/// A task that is suspended until something reaches its process.
struct Wait {
  /// What ends a wait.
  enum Ending {
    /// An answer of the network.
    case reply(HTTPReply)
    /// The time that was waited for.
    case timePassed
    /// Its process is gone: what the task does from now on reaches nobody.
    case processGone

    /// The same to a process that stood still meanwhile: its transport tells how old an answer may be that it finds.
    func found(after pause: Int64, now: Instant) -> Ending {
      guard case .reply(var reply) = self else { return self }
      reply.ended = now.adding(milliseconds: -pause)
      return .reply(reply)
    }
  }

  let process: Int
  /// Whether it is the rest of one who looks after what is due.
  var isWorker = false
  let resume: (Ending) -> Void
}

extension World {
  /// Begins a wait, and gives the number that ends it.
  func addWait(
    _ process: Int, isWorker: Bool = false, _ resume: @escaping (Wait.Ending) -> Void
  ) -> Int {
    waitCount += 1
    waits[waitCount] = Wait(process: process, isWorker: isWorker, resume: resume)
    return waitCount
  }

  /// Something reaches a process: now, or when it goes on after a pause.
  func endWait(_ number: Int, _ ending: Wait.Ending) {
    guard let wait = waits[number] else { return }
    if let process = processes[wait.process], process.pausedUntil > time {
      let pause = process.pausedUntil - time
      return at(process.pausedUntil) { world in
        world.endWait(number, ending.found(after: pause, now: world.wallTime))
      }
    }
    waits[number] = nil
    wait.resume(ending)
  }

  /// Ends every wait of a process that is gone.
  func endWaits(of process: Int) {
    for number in waits.keys.sorted() where waits[number]?.process == process {
      waits.removeValue(forKey: number)?.resume(.processGone)
    }
  }

  /// Lets time pass in a process; `false` when it is gone afterwards.
  func sleep(_ milliseconds: Int64, process: Int, asWorker: Bool = false) async -> Bool {
    guard processes[process] != nil else { return false }
    return await withCheckedContinuation { continuation in
      let wait = addWait(process, isWorker: asWorker) { ending in
        if case .timePassed = ending {
          continuation.resume(returning: true)
        } else {
          continuation.resume(returning: false)
        }
      }
      after(milliseconds) { world in world.endWait(wait, .timePassed) }
    }
  }
}
