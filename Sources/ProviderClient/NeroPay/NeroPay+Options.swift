import Payments
import TextSafety

extension ProviderAccount.Options {
  /// NeroPay: the connected merchant to act for.
  public var neropayAccount: String? {
    get { own.text(NeroPay.accountKey.name) }
    set { own[NeroPay.accountKey.name] = newValue.map { .text($0) } }
  }
}

extension NeroPay {
  /// The connected merchant to act for: a header (S2, S6).
  static let accountKey = ProviderKey.header("neropay_account", example: "NP6454f52b_6165")
}
