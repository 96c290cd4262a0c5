import Payments
import SupportDesk
import ViewModels

// Refunds and cancels: checked, made durable, sent or taken back.

extension EffectRunner {
  /// A review is a look: the program ends without its answer.
  func review(_ serial: Int, _ decision: Decision) {
    decide(isGivenUp: true) { runner async throws(DeskError) in
      try await runner.desk.review(decision)
    } posting: {
      .reviewArrived(serial: serial, $0, at: $1)
    }
  }

  func prepare(_ serial: Int, _ review: Review) {
    decide { runner async throws(DeskError) in
      try runner.desk.prepare(review)
    } posting: {
      .decisionPrepared(serial: serial, $0, at: $1)
    }
  }

  func send(_ serial: Int, _ intent: IntentID) {
    decide { runner async throws(DeskError) in
      try await runner.desk.send(intent, mayStillSend: runner.maySend)
    } posting: {
      .decisionEnded(serial: serial, $0, at: $1)
    }
  }

  func discard(_ serial: Int, _ intent: IntentID) {
    decide { runner async throws(DeskError) in
      try runner.desk.discard(intent)
    } posting: {
      .decisionDiscarded(serial: serial, $0, at: $1)
    }
  }
}
