import Journal
import Payments
import ProviderClient
import Synchronization
import TextSafety

/// What made one attempt right, asked again when its connection stands and before its first byte (I24).
///
/// Between a confirmation and the first byte lie reads, a commit and the making of a connection; the process can stand
/// still in each of them. So ownership, patience, the replay window, the life of the request and the age of the last
/// read are asked once more, by the record and by both clocks.
final class LastCheck: Sendable {
  /// What is the same for every question.
  struct Terms: Sendable {
    /// The decision.
    var intent: IntentID
    /// The attempt.
    var attempt: Int
    /// When the attempt was made durable.
    var begun: RecordedMoment
    /// When a person confirmed it; `nil` for a replay, which has a window instead.
    var confirmed: RecordedMoment?
    /// When the first attempt was begun whose key a replay repeats; `nil` for a first attempt.
    var firstBegun: RecordedMoment?
  }

  /// Reads the payment once more; says when it was read and what differs from what was decided on.
  typealias Reading =
    @Sendable () async throws(DeskError) -> (read: RecordedMoment, difference: SafeText?)

  private struct State {
    var read: RecordedMoment
    var refusal: SafeText?
  }

  private let terms: Terms
  private let policy: SettlingPolicy
  private let journal: Journal
  private let now: @Sendable () -> Instant
  private let reading: Reading
  private let state: Mutex<State>

  /// - Parameters:
  ///   - read: When the payment was last read.
  ///   - reading: Reads it again.
  init(
    _ terms: Terms, read: RecordedMoment, policy: SettlingPolicy, journal: Journal,
    now: @escaping @Sendable () -> Instant, reading: @escaping Reading
  ) {
    self.terms = terms
    self.policy = policy
    self.journal = journal
    self.now = now
    self.reading = reading
    state = Mutex(State(read: read))
  }

  /// The gate for the transport.
  var gate: WriteGate {
    WriteGate(mayBegin: { await self.mayBegin() }, stillHolds: { self.stillHolds() })
  }

  /// The reply with the reason in it, where it was kept back here.
  func explained(_ reply: WriteReply) -> WriteReply {
    guard !reply.evidence.connected, let refusal = state.withLock({ $0.refusal }) else {
      return reply
    }
    var reply = reply
    reply.outcome = .notSent(refusal)
    reply.evidence.failure = refusal.text
    return reply
  }

  // MARK: - The questions

  private func mayBegin() async -> Bool {
    if isReadTooOld {
      do throws(DeskError) {
        let (read, difference) = try await reading()
        state.withLock { $0.read = read }
        if let difference { return refuse("It changed right before it was sent: \(difference)") }
      } catch {
        return refuse("It could not be read again right before it was sent. \(error.sentence)")
      }
    }
    do throws(JournalError) {
      guard try journal.mayStillSend(attempt: terms.attempt, of: terms.intent) else {
        return refuse("Another process took it over before it was sent.")
      }
    } catch .disputed(let hold) {
      return refuse("It was held for a dispute right before it was sent. \(hold.sentence)")
    } catch {
      return refuse("The record could not be read right before it was sent. \(error.sentence)")
    }
    return stillHolds()
  }

  private func stillHolds() -> Bool {
    let time = SettlingTime(wall: now(), boot: journal.bootTime)
    if let confirmed = terms.confirmed,
      time.mostElapsed(since: confirmed) >= policy.preparedPatience
    {
      let minutes = policy.preparedPatience / SettlingPolicy.minute
      return refuse("It was confirmed more than \(minutes) minutes before it could be sent.")
    }
    if let first = terms.firstBegun, !time.isWithin(policy.replayWindow, of: first) {
      return refuse("The time is over in which its key can be trusted.")
    }
    guard time.mostElapsed(since: terms.begun) <= policy.longestRequest else {
      return refuse("This program stood still while it was connecting.")
    }
    guard !isReadTooOld else {
      return refuse(
        "The payment was read too long before: this program stood still, or a cache gave an old answer."
      )
    }
    return true
  }

  private var isReadTooOld: Bool {
    let time = SettlingTime(wall: now(), boot: journal.bootTime)
    return time.mostElapsed(since: state.withLock { $0.read }) > policy.readAge
  }

  private func refuse(_ words: SafeText) -> Bool {
    state.withLock { state in
      if state.refusal == nil { state.refusal = words }
    }
    return false
  }
}
