package import Payments
import SupportDesk
import TextSafety
import ViewModels

// Ctrl-C takes back the question, not the program.

extension PlainDesk {
  /// Takes back what is asked or waited for; the program goes on.
  package mutating func interrupt(at time: Instant) -> PlainTurn {
    take(at: time) { desk in
      // The terminal has written ^C there.
      if desk.openQuestion != nil { desk.turn.outputs.append(.endLine) }
      desk.openQuestion = nil
      desk.interrupt(desk.stage)
    }
  }

  private mutating func interrupt(_ stage: PlainStage) {
    switch stage {
    case .asking(.place(.search)): say("quit leaves.")
    case .asking(.place): say("back goes back, quit leaves.")
    case .asking(.verdict): asksVerdict = false
    case .asking(.word), .asking(.reference): leaveWord()
    case .asking(.field), .asking(.note), .asking(.ruling), .asking(.takeBack), .asking(.quit):
      request(.cancel)
    case .waiting(let wait): interrupt(wait)
    case .over: break
    }
  }

  private mutating func interrupt(_ wait: PlainWait) {
    switch wait {
    case .awaited(let awaited): stopWaiting(for: awaited)
    case .noting, .end: break
    case .timeline, .decision, .review, .quiet, .preparing, .sending, .discarding, .recording:
      request(.cancel)
    }
  }

  private mutating func stopWaiting(for awaited: PlainAwaited) {
    self.awaited = nil
    switch awaited {
    case .rows: stopWaitingForRows()
    case .facts: showFacts()
    case .news, .matters, .evidence, .work: break
    }
  }
}
