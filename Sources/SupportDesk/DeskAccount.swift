package import Payments
package import TextSafety

/// One configured account as the screens know it: its label, its world and what its provider can do.
package struct DeskAccount: Hashable, Sendable {
  /// The label in the configuration.
  package let name: AccountName
  /// Which merchant at which provider.
  package let identity: AccountIdentity
  /// LIVE or test.
  package let mode: Mode
  /// The provider's name as people write it.
  package let providerTitle: SafeText
  /// What the provider can do.
  package let capabilities: Capabilities
  /// What in the configuration keeps refunds from being sent; `nil` when nothing does.
  package let writeObstacle: SafeText?
  /// Seconds in which a confirmed decision can be taken back.
  package let undoSeconds: Int

  /// Makes an account.
  package init(
    name: AccountName, identity: AccountIdentity, mode: Mode, providerTitle: SafeText,
    capabilities: Capabilities, writeObstacle: SafeText?, undoSeconds: Int
  ) {
    self.name = name
    self.identity = identity
    self.mode = mode
    self.providerTitle = providerTitle
    self.capabilities = capabilities
    self.writeObstacle = writeObstacle
    self.undoSeconds = undoSeconds
  }

  /// What its agents can tell customers.
  package var customerWords: CustomerWords { CustomerWords(refundDays: capabilities.refundDays) }
}
