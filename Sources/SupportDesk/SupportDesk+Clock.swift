import Payments
import TextSafety

// This host's clock against the provider's, as measured by the `Date` header of reads (`money-safety` §6).

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

  /// Refuses to sign when the clocks differ too far: the provider would refuse it, or worse, not.
  func refuseSkew(_ skew: Int64?, connection: Connection) throws(DeskError) {
    guard let skew, connection.account.capabilities.has(.signedTime),
      skew.magnitude > settling.skewLimit.magnitude
    else { return }
    throw .refused(.clockSkew(seconds: skew / 1000))
  }
}
