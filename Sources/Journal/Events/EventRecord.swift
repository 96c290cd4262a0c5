import Payments
import TextSafety
import TilldeskCrypto

/// One link of the chain, as it is stored.
struct EventRecord: Equatable {
  /// Its place, from 1 without a gap.
  var sequence: Int64
  /// The hash of the event before; 32 zeros before the first.
  var previous: [UInt8]
  /// The wall clock.
  var time: Instant
  /// The boot clock, which cannot be set back.
  var boot: BootTime
  /// The owner name of the process that wrote it.
  var process: String
  /// Who did it.
  var actor: Actor
  /// The host and connection.
  var origin: String
  /// The payment; `nil` for an event about an account.
  var key: PaymentKey?
  /// The intent; `nil` for an event about a payment or an account.
  var intent: IntentID?
  /// The attempt, from 1; `nil` when the event is about none.
  var attempt: Int?
  /// What happened.
  var kind: EventKind
  /// Why, in a few words of ours.
  var cause: String
  /// The state of the intent afterwards; `nil` where it did not change.
  var result: IntentState?
  /// The facts as JSON.
  var facts: String
  /// The salted hash of each free text, one `field:hex` a line, sorted.
  var textHashes: String

  /// The hash of nothing before the first event.
  static let root = [UInt8](repeating: 0, count: 32)

  /// The hash over every field, each with its length before it, so that no two events encode alike.
  var hash: [UInt8] {
    var bytes = CanonicalBytes()
    bytes.append("tilldesk event 1")
    bytes.append(sequence)
    bytes.append(previous)
    bytes.append(time.milliseconds)
    bytes.append(boot.bootID)
    bytes.append(boot.milliseconds)
    bytes.append(process)
    bytes.append(actor.name.raw)
    bytes.append(origin)
    bytes.append(key?.account.provider.rawValue)
    bytes.append(key?.account.origin)
    bytes.append(key?.account.merchant)
    bytes.append(key?.id.raw)
    bytes.append(intent?.text)
    bytes.append(attempt.map(String.init))
    bytes.append(kind.rawValue)
    bytes.append(cause)
    bytes.append(result?.rawValue)
    bytes.append(facts)
    bytes.append(textHashes)
    return BLAKE2b.hash(bytes.bytes)
  }

  /// The salted hash of a free text: without the salt, erased text cannot be found by guessing.
  static func textHash(_ content: [UInt8], salt: [UInt8]) -> String {
    BLAKE2b.hex(content, key: salt)
  }
}
