import Payments
import ProviderClient
import ProviderSandbox
import TextSafety

/// A provider as the matrix meets it: its adapter, its simulated twin, and what can be expected of it.
struct Subject: Sendable {
  /// What is known when an answer is lost, which is what most cells turn on.
  enum Promise: Sendable {
    /// A repeated write with the same key is carried out once, so it can be asked again.
    case keyed
    /// Nothing at all: only a person can find out.
    case naked
    /// Nothing of a write, but refunds are listed with our tag, so they can be looked for.
    case listed
  }

  /// The provider's side.
  let simulated: any SimulatedProvider
  /// Our side; nil for the adapter that the program has under the name.
  var adapter: (any ProviderAdapter.Type)?
  /// What is known when an answer is lost.
  let promise: Promise
  /// Whether a write is refused whose signed time is far from the provider's own.
  var signsTime = true
  /// What stands under the provider's own keys of the configuration.
  var options: [String: String] = [:]
  /// A paid payment, which refunds are made of.
  let paid: String
  /// A pending payment, which is cancelled; nil where none can be.
  var pending: String?
  /// Another paid payment, which no cell acts on.
  let other: String

  /// The name, which is the account's label too.
  var name: SandboxProvider { simulated.name }

  /// The name as people write it.
  var title: String { adapterType.facts.title.text }

  /// Our side, wherever it is.
  var adapterType: any ProviderAdapter.Type {
    let own = ProviderCatalogue.standard.adapters.first { $0.facts.name.rawValue == name.rawValue }
    guard let type = adapter ?? own else {
      preconditionFailure("No adapter has the name \(name.rawValue).")
    }
    return type
  }

  /// The payment that a cell acts on.
  func payment(_ kind: IntentKind) -> String {
    switch kind {
    case .refund: paid
    case .cancel: pending ?? paid
    }
  }

  /// The word for a payment that was refunded elsewhere; any that is not the one for paid changes it.
  var refundedWord: String {
    simulated.words.refunded == simulated.words.paid ? "refunded" : simulated.words.refunded
  }
}
