public import TextSafety

/// The label of an account in the configuration, such as `uk-store`; never part of a payment's identity.
public struct AccountName: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The label, 1 to 40 of `a–z A–Z 0–9 - _ .`, so that a slash can part it from an id.
  public let text: String

  /// Makes a name; `nil` when the text is empty, too long or has other characters.
  public init?(_ text: String) {
    let allowed = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard allowed, (1...40).contains(text.utf8.count) else { return nil }
    self.text = text
  }

  /// Decodes a plain string, checked as in ``init(_:)``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let name = AccountName(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "Not an account.")
    }
    self = name
  }

  /// Encodes a plain string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The label.
  public var description: String { text }

  /// The label as text that may be drawn.
  public var safe: SafeText { SafeText(sanitizing: text) }

  /// Orders names as people list them.
  public static func < (left: AccountName, right: AccountName) -> Bool { left.text < right.text }
}

/// Which world an account's money lives in; always on screen.
public enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
  /// Real money.
  case live
  /// Play money.
  case test

  /// The word on the screen: `LIVE` or `test`.
  public var word: SafeText {
    switch self {
    case .live: "LIVE"
    case .test: "test"
    }
  }
}

/// The name of a provider, as an adapter declares it: `neropay`.
public struct ProviderName: RawRepresentable, Hashable, Comparable, Sendable, Codable {
  /// The word used in the configuration, in queries and in the journal.
  public let rawValue: String

  /// Makes a name from its word.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Orders by word.
  public static func < (left: ProviderName, right: ProviderName) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Which merchant at which provider: the same for every label that a configuration gives it.
public struct AccountIdentity: Hashable, Sendable, Codable {
  /// The provider.
  public let provider: ProviderName
  /// Scheme, host and port under which the merchant was first met: `https://eu.neropay.app`.
  public let origin: String
  /// What tells two merchants of one origin apart, for ever: keys, labels and spellings change.
  ///
  /// Records name it by whoever named the merchant first; older ones by a fingerprint of the key that
  /// it had then.
  public let merchant: String

  /// Makes an identity.
  public init(provider: ProviderName, origin: String, merchant: String) {
    self.provider = provider
    self.origin = origin
    self.merchant = merchant
  }
}

/// The provider's canonical id of a transaction, kept exactly as the provider gave it.
public struct TransactionID: Hashable, Comparable, Sendable, Codable {
  /// The id as received.
  public let foreign: ForeignText

  /// Makes an id.
  public init(_ raw: String) { foreign = ForeignText(raw) }

  /// The id as it goes back to the provider.
  public var raw: String { foreign.raw }

  /// The id as text that may be drawn.
  public var safe: SafeText { foreign.safe }

  /// Orders by the provider's text.
  public static func < (left: TransactionID, right: TransactionID) -> Bool {
    left.raw < right.raw
  }

  /// Decodes a plain string.
  public init(from decoder: any Decoder) throws { foreign = try ForeignText(from: decoder) }

  /// Encodes a plain string.
  public func encode(to encoder: any Encoder) throws { try foreign.encode(to: encoder) }
}

/// The one name of a payment: account identity and canonical id, never a label or an alias.
public struct PaymentKey: Hashable, Sendable, Codable {
  /// The merchant at the provider.
  public let account: AccountIdentity
  /// The provider's canonical id.
  public let id: TransactionID

  /// Makes a key.
  public init(account: AccountIdentity, id: TransactionID) {
    self.account = account
    self.id = id
  }
}

/// The id of an intent: 32 lower-case hexadecimal digits of randomness.
public struct IntentID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The 32 digits.
  public let text: String

  /// Makes an id; `nil` unless the text is 32 lower-case hexadecimal digits.
  public init?(_ text: String) {
    let isHex = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    guard text.utf8.count == 32, isHex else { return nil }
    self.text = text
  }

  /// Decodes a plain string, checked as in ``init(_:)``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let id = IntentID(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "Not an intent id.")
    }
    self = id
  }

  /// Encodes a plain string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The 32 digits.
  public var description: String { text }

  /// Orders by digits.
  public static func < (left: IntentID, right: IntentID) -> Bool { left.text < right.text }
}

/// A support agent's login name.
public struct Actor: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The login name as the host gave it.
  public let name: ForeignText

  /// Makes an actor from a login name.
  public init(_ name: String) { self.name = ForeignText(name) }

  /// The name as text that may be drawn.
  public var safe: SafeText { name.safe }

  /// The name as text that may be drawn.
  public var description: String { safe.text }
}
