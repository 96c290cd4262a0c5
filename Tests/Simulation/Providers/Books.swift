/// The three classes of provider (`MoneySafety.md` §5).
package enum ProviderClass: String, Sendable, CaseIterable {
  /// NeroPay: idempotency keys.
  case keyed
  /// Nectar: nothing at all.
  case naked
  /// AIIC Pay: signed envelopes, refunds that take their time.
  case signed
}

/// A payment as its provider has it.
struct TruePayment {
  let provider: ProviderClass
  let id: String
  let reference: String
  let amountMinor: Int64
  let currency: String
  let exponent: Int
  /// When it was made, in milliseconds of the story; before its beginning.
  let created: Int64
  var status: Status

  enum Status {
    case paid
    case pending
    case cancelled
  }

  /// A number of minor units as major units with exactly the currency's digits.
  func decimal(_ minor: Int64) -> String {
    guard exponent > 0 else { return String(minor) }
    let digits = String(minor)
    let padded = String(repeating: "0", count: max(0, exponent + 1 - digits.utf8.count)) + digits
    return "\(padded.dropLast(exponent)).\(padded.suffix(exponent))"
  }
}

/// One time that money really went back, or a payment was really cancelled: the truth that the records are held
/// against.
struct Movement {
  enum State {
    case pending
    case done
    /// It failed afterwards: the money is where it was.
    case reversed
  }

  let number: Int
  let payment: Int
  let isCancel: Bool
  let amountMinor: Int64
  /// The decision whose request did it; `nil` for a refund made elsewhere, or for a request that no decision explains.
  let intent: String?
  let isElsewhere: Bool
  /// The provider's id of the refund.
  let refundID: String
  /// The id of the row that lists it.
  let rowID: String
  /// The free text of that row.
  let words: String
  /// The reference of that row, which anybody types.
  let reference: String
  let time: Int64
  var state: State
  /// When it was found to be final; rows and status follow then.
  var settled: Int64

  /// Whether the money is gone, or will be.
  var stands: Bool { state != .reversed }
}

/// What the providers know: their payments, and what they carried out.
struct Books {
  var payments: [TruePayment] = []
  private(set) var movements: [Movement] = []
  /// The keyed provider: what was done under each key.
  var answered: [String: Answered] = [:]
  /// The signed provider: every nonce that was accepted.
  var nonces: Set<String> = []

  /// What a key stands for.
  struct Answered {
    let path: String
    let body: [UInt8]
    /// The movement that it began; `nil` when it was declined.
    let movement: Int?
    let time: Int64
  }

  /// Why a provider will not do it.
  enum Refusal: Error {
    case wrongStatus
    case notPositive
    case exceedsRemaining
  }

  /// The payment of exactly this id.
  func payment(_ provider: ProviderClass, id: String) -> Int? {
    payments.firstIndex { $0.provider == provider && $0.id == id }
  }

  /// The payment that a provider takes a name for: an id before a reference, unless it is the other way round there, and
  /// where nothing else fits perhaps in any case.
  func payment(_ provider: ProviderClass, named name: String, _ habits: Habits) -> Int? {
    let own = payments.indices.filter { payments[$0].provider == provider }
    let byID = own.first { payments[$0].id == name }
    let byReference = own.first { payments[$0].reference == name }
    if let found = habits.referencesComeFirst ? byReference ?? byID : byID ?? byReference {
      return found
    }
    guard habits.ignoresCase else { return nil }
    return own.first {
      [payments[$0].id, payments[$0].reference].contains { $0.lowercased() == name.lowercased() }
    }
  }

  /// The payments that a list shows for a text: those that have it as a name, all for an empty one.
  func payments(_ provider: ProviderClass, matching text: String) -> [Int] {
    payments.indices.filter { index in
      let payment = payments[index]
      return payment.provider == provider
        && (text.isEmpty
          || [payment.id, payment.reference].contains { $0.lowercased() == text.lowercased() })
    }
  }

  /// What certainly or probably went back of a payment.
  func takenMinor(_ payment: Int) -> Int64 {
    movements.reduce(0) { sum, movement in
      movement.payment == payment && !movement.isCancel && movement.stands
        ? sum + movement.amountMinor : sum
    }
  }

  /// What the provider would still refund.
  func remainingMinor(_ payment: Int) -> Int64 {
    payments[payment].status == .paid ? payments[payment].amountMinor - takenMinor(payment) : 0
  }

  /// What the status of a payment tells: final refunds only, as with the providers that let them pend.
  func settledMinor(_ payment: Int) -> Int64 {
    movements.reduce(0) { sum, movement in
      movement.payment == payment && !movement.isCancel && movement.state == .done
        ? sum + movement.amountMinor : sum
    }
  }

  func movements(of payment: Int) -> [Movement] { movements.filter { $0.payment == payment } }

  /// Carries a refund out, or says why not; the only place where money goes back.
  mutating func refund(
    _ payment: Int, minor: Int64, intent: String?, isElsewhere: Bool = false, isPending: Bool,
    refundID: String, rowID: String, words: String, reference: String = "", at time: Int64
  ) throws(Refusal) -> Int {
    guard payments[payment].status == .paid else { throw .wrongStatus }
    guard minor > 0 else { throw .notPositive }
    guard minor <= remainingMinor(payment) else { throw .exceedsRemaining }
    movements.append(
      Movement(
        number: movements.count, payment: payment, isCancel: false, amountMinor: minor,
        intent: intent, isElsewhere: isElsewhere, refundID: refundID, rowID: rowID, words: words,
        reference: reference, time: time, state: isPending ? .pending : .done, settled: time))
    return movements.count - 1
  }

  /// Cancels a payment that is not final, or says why not.
  mutating func cancel(_ payment: Int, intent: String?, at time: Int64) throws(Refusal) -> Int {
    guard payments[payment].status == .pending else { throw .wrongStatus }
    payments[payment].status = .cancelled
    movements.append(
      Movement(
        number: movements.count, payment: payment, isCancel: true,
        amountMinor: payments[payment].amountMinor, intent: intent, isElsewhere: false,
        refundID: "", rowID: "", words: "", reference: "", time: time, state: .done, settled: time))
    return movements.count - 1
  }

  /// A pending refund becomes final; one that was final fails after all.
  mutating func settle(_ movement: Int, as state: Movement.State, at time: Int64) {
    guard movements[movement].state != .reversed else { return }
    movements[movement].state = state
    movements[movement].settled = time
  }
}
