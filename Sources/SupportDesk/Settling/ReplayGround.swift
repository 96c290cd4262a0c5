import Journal
import Payments
import ProviderClient
import TextSafety

/// Whether what the provider shows leaves room for the same request once more (I11).
///
/// The provider's memory of the key is one promise; that nobody else gave the money back meanwhile is none of its. So a
/// request goes out again where the payment is as it was when it was decided, or has changed exactly as this refund alone
/// would change it.
enum ReplayGround: Hashable {
  /// Nothing speaks against it.
  case clear
  /// What was read cannot tell; a later read may.
  case unclear
  /// A person has to look; the sentence says what is otherwise.
  case changed(SafeText)

  /// Judges a read made right before.
  ///
  /// - Parameters:
  ///   - intent: The decision whose end is not known.
  ///   - ours: Every decision of ours on the payment.
  ///   - attempts: From when the first attempt was begun to when the last one ended, by whichever clock.
  init(
    _ read: LiveRead, for intent: Intent, beside ours: [Intent], attempts: ClosedRange<Instant>
  ) {
    let payment = read.transaction
    let (now, before) = (payment.status, intent.seen.status)
    guard payment.kind == .payment else {
      self = .changed("the provider does not call it a payment any more")
      return
    }
    guard payment.amount == intent.seen.amount else {
      self = .changed(
        "the provider says \(payment.amount.label) now, it was \(intent.seen.amount.label)")
      return
    }
    let isSame = now == before && payment.providerStatus == intent.seen.providerStatus
    let moved: SafeText =
      "the provider says \(now.title) now, it was \(before.title): it may be this one, or one made elsewhere"
    guard intent.kind == .refund, now == before || now == .partlyRefunded || now == .refunded else {
      self = isSame ? .clear : .changed(moved)
      return
    }
    let new = RefundLedger.external(read.refunds, beside: ours).filter {
      // Where a list is not whole, a row of nothing stands for what it lacks.
      $0.amount.isPositive && $0.statedBy == nil && $0.progress != .failed
        && !intent.seen.knew($0)
    }
    if let other = new.first {
      self = .changed("the provider lists a refund of \(other.amount.text) that is none of ours")
      return
    }
    let others = ours.filter { $0.id != intent.id }
    let mine = RefundLedger.external(read.refunds, beside: others).filter(intent.mayBe)
    if let row = mine.first(where: { $0.time.map { !attempts.covers($0) } ?? false }) {
      self = .changed(
        "the provider lists a refund of \(row.amount.text) of another time than this one was sent")
      return
    }
    guard mine.isEmpty, !isSame else {
      self = .clear
      return
    }
    self = read.listing.isComplete ? .changed(moved) : .unclear
  }

  /// How long before and after the attempts a provider may date a refund that one of them made, in milliseconds: it dates
  /// to the second, and may be a little late.
  fileprivate static let patience: Int64 = 60_000
}

extension ClosedRange<Instant> {
  /// Whether a refund of this time may be of an attempt; one without a stated zone may.
  fileprivate func covers(_ time: ProviderTime) -> Bool {
    time.zone != .stated
      || (lowerBound.adding(
        milliseconds: -ReplayGround.patience)...upperBound.adding(
          milliseconds: ReplayGround.patience)).contains(time.instant)
  }
}

extension SupportDesk {
  /// Whether a decision may be sent again on a read made right before.
  func replayGround(_ settling: SettlingCase, on read: LiveRead) throws(DeskError) -> ReplayGround {
    guard let first = settling.attempts.first, let end = settling.lastEnd(self.settling) else {
      return .unclear
    }
    let intents = try recorded { () throws(JournalError) in
      try journal.intents(for: settling.intent.key)
    }
    // Either wall clock may have been set since: how long ago it was is told by the clock that cannot be.
    let time = planner.time
    let begun = -max(0, time.mostElapsed(since: first.begun))
    let ended = -max(0, time.leastElapsed(since: end))
    // What dates its answers may be another clock than what dates its refunds.
    let skew = read.clockSkewMilliseconds ?? 0
    let earliest = time.wall.adding(milliseconds: min(begun, ended) + min(0, skew))
    let latest = time.wall.adding(milliseconds: ended + max(0, skew))
    return ReplayGround(
      read, for: settling.intent, beside: intents, attempts: earliest...latest)
  }
}
