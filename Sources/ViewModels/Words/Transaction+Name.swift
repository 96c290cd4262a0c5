package import Payments
package import TextSafety

extension Transaction {
  /// The reference as customers quote it, else the provider's id.
  package var name: SafeText { reference.isEmpty ? id.safe : reference.safe }
}
