import Payments
import SupportDesk
import ViewModels

extension EffectRunner {
  /// Writes down what a person has to say about a payment; awaited like a decision, or it could be lost with the line.
  func note(_ serial: Int, _ key: PaymentKey, _ entry: PaymentEntry) {
    if case .note(let text) = entry { return note(serial, key, text) }
    decide { runner async throws(DeskError) in
      try runner.desk.write(entry, on: key)
    } posting: {
      .noted(serial: serial, $0, at: $1)
    }
  }
}
