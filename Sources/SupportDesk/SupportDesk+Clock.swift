import Journal
import Payments
import ProviderClient
import TextSafety

// This host's clock against the provider's, as measured by the `Date` header of reads (`MoneySafety.md` §6).

extension SupportDesk {
  /// That the clocks differ by more than a few seconds; `nil` where the provider signs no time, or nothing was measured.
  ///
  /// - Parameter skew: The provider's clock minus ours, in milliseconds.
  func clockWarning(_ skew: Int64?, connection: Connection) -> SafeText? {
    guard let skew, connection.account.capabilities.has(.signedTime),
      skew.magnitude > settling.skewWarning.magnitude
    else { return nil }
    let direction: SafeText = skew > 0 ? "behind" : "ahead of"
    return
      "This host's clock is \(skew.magnitude / 1000) s \(direction) \(connection.account.providerTitle)'s; above \(settling.skewLimit / 1000) s nothing can be sent."
  }

  /// Reads a payment live, with the moment of its last answer; refuses a clock that cannot sign.
  func measured(
    _ key: PaymentKey, connection: Connection
  ) async throws(DeskError) -> MeasuredRead {
    let read = try await readLive(key, connection: connection)
    try refuseSkew(read.clockSkewMilliseconds, connection: connection)
    return MeasuredRead(read, moment: moment(of: read.asOf))
  }

  /// Refuses to sign when the clocks differ too far: the provider would refuse it, or worse, not.
  func refuseSkew(_ skew: Int64?, connection: Connection) throws(DeskError) {
    guard let skew, connection.account.capabilities.has(.signedTime),
      skew.magnitude > settling.skewLimit.magnitude
    else { return }
    throw .refused(.clockSkew(seconds: skew / 1000))
  }
}

/// What a look at a payment showed of it, and when its answer came by both clocks.
struct MeasuredRead: Sendable {
  /// When the answer came.
  var moment: RecordedMoment
  /// What was read.
  var read: LiveRead
  /// The payment in it.
  var fingerprint: PaymentFingerprint {
    PaymentFingerprint(read.transaction, refunds: read.refunds)
  }

  /// Makes one of a live read.
  init(_ read: LiveRead, moment: RecordedMoment) {
    self.moment = moment
    self.read = read
  }
}
