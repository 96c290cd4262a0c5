import Payments
import SupportDesk
import TextSafety
import ViewModels

// What is under way is a line of text every few seconds.

extension PlainDesk {
  /// Milliseconds for which the thing at hand has been waited for.
  var waited: Int64 { wait.map { now.milliseconds(since: $0.since) } ?? 0 }

  mutating func beginWait() {
    guard case .waiting(let what) = stage else {
      wait = nil
      return
    }
    if wait?.for != what { wait = (what, now, nil) }
  }

  /// Says every few seconds what is waited for.
  mutating func secondPassed() {
    announceUndo()
    guard let wait, waited >= Self.progressAfter, let words = words(for: wait.for) else { return }
    if let said = wait.saidAt, now.milliseconds(since: said) < Self.progressEvery { return }
    self.wait?.saidAt = now
    say(words)
  }

  private static let progressAfter: Int64 = 2000
  private static let progressEvery: Int64 = 5000

  private func words(for wait: PlainWait) -> SafeText? {
    let seconds: SafeText = "\(waited / 1000) s"
    switch wait {
    case .quiet, .end: return nil
    case .awaited(.news), .awaited(.matters), .awaited(.evidence), .timeline:
      return "Reading the record, \(seconds)."
    case .awaited(.rows):
      return "The providers are still answering, \(seconds). Ctrl-C shows what is there."
    case .awaited(.facts), .decision: return "Reading the payment from \(provider), \(seconds)."
    case .awaited(.work): return "Asking the provider again, \(seconds)."
    case .noting: return "Writing it down, \(seconds)."
    case .review: return "Reading the payment again from \(provider), \(seconds)."
    case .preparing: return "Writing it down before anything is sent, \(seconds)."
    case .sending: return "Sent, waiting for \(provider), \(seconds). It cannot be taken back now."
    case .discarding: return "Taking it back; nothing was sent. \(seconds)."
    case .recording: return "Reading the payment once more, then writing it down, \(seconds)."
    }
  }

  /// The provider of the payment at hand.
  private var provider: SafeText {
    if let review = model.confirm?.review { return review.account.providerTitle }
    guard let key = model.detail.key else { return "the provider" }
    return model.context.provider(of: key)
  }
}
