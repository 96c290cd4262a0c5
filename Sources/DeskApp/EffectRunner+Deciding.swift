import Payments
import SupportDesk
import ViewModels

// Refunds and cancels: checked, made durable, sent or taken back.

extension EffectRunner {
  func review(_ serial: Int, _ decision: Decision) {
    decide { desk async throws(DeskError) in
      try await desk.review(decision)
    } posting: {
      .reviewArrived(serial: serial, $0, at: $1)
    }
  }

  func prepare(_ serial: Int, _ review: Review) {
    decide { desk async throws(DeskError) in
      try desk.prepare(review)
    } posting: {
      .decisionPrepared(serial: serial, $0, at: $1)
    }
  }

  func send(_ serial: Int, _ intent: IntentID) {
    decide { desk async throws(DeskError) in
      try await desk.send(intent)
    } posting: {
      .decisionEnded(serial: serial, $0, at: $1)
    }
  }

  func discard(_ serial: Int, _ intent: IntentID) {
    decide { desk async throws(DeskError) in
      try desk.discard(intent)
    } posting: {
      .decisionDiscarded(serial: serial, $0, at: $1)
    }
  }
}
