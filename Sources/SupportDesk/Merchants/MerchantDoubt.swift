package import Payments
package import TextSafety

/// What a provider said when it was asked which merchant a credential belongs to.
package enum MerchantWord: Hashable, Sendable {
  /// It was not asked, or could not be.
  case unasked
  /// It has no word for it.
  case silent
  /// Its word.
  case told(String)

  /// The word, where there is one.
  package var text: String? {
    guard case .told(let text) = self else { return nil }
    return text
  }
}

/// Why nothing is sent for an account, although it is read.
package enum MerchantDoubt: Hashable, Sendable {
  /// Its credential is not one that is on record for its merchant.
  case credentialChanged
  /// What it was, by its label, its name or its credential, is not what it is now.
  case otherMerchant(was: AccountIdentity, told: String?)
  /// Real money, and nobody says whose.
  case nobodyNames
  /// Another account of the configuration is the same merchant.
  case sameAs(AccountName)

  /// Why nothing is sent, and what to do about it.
  package func sentence(_ label: AccountName, provider: SafeText) -> SafeText {
    let confirm: SafeText = "tilldesk accounts confirm \(label.safe)"
    return switch self {
    case .credentialChanged:
      "\(label.safe) has a new key, and it is not certain that it is the same merchant's: nothing is sent until that is known. Compare and confirm it with: \(confirm)"
    case .otherMerchant(_, let told):
      "\(label.safe) is another merchant than before\(told.map { " (\(provider) calls it \($0))" as SafeText } ?? ""): nothing is sent. Correct its key and its name, or confirm the other merchant with: \(confirm)"
    case .nobodyNames:
      "\(provider) does not say which merchant \(label.safe) is: nothing is sent. Add merchant = \"…\" to its [[account]]."
    case .sameAs(let other):
      "\(label.safe) is the same merchant as \(other.safe): nothing is sent for it. Take one of the two out of the configuration."
    }
  }
}

/// Which merchant an account is, and how sure that is.
package enum MerchantStanding: Hashable, Sendable {
  /// On record.
  case named(AccountIdentity)
  /// Nothing is known of it: the provider has to be asked before it is read.
  case unnamed
  /// It is read as this merchant, and nothing is sent.
  case doubted(AccountIdentity, MerchantDoubt)

  /// The merchant as which it is read.
  package var identity: AccountIdentity? {
    switch self {
    case .named(let identity), .doubted(let identity, _): identity
    case .unnamed: nil
    }
  }

  /// Why nothing is sent; `nil` where nothing keeps it.
  package var doubt: MerchantDoubt? {
    guard case .doubted(_, let doubt) = self else { return nil }
    return doubt
  }
}
