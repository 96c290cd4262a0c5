/// What an account has under the keys of its provider alone, as it was written.
public struct ProviderOptions: Sendable {
  /// What stands under a key.
  public enum Value: Sendable {
    /// A text, or one of a few words.
    case text(String)
    /// A time zone, found by its name.
    case timeZone(ZoneOffsets)
  }

  private var values: [String: Value] = [:]

  /// Makes options with nothing in them.
  public init() {}

  /// The keys that are set, in alphabetical order.
  public var keys: [String] { values.keys.sorted() }

  /// What stands under a key; `nil` when it is not set.
  public subscript(_ key: String) -> Value? {
    get { values[key] }
    set { values[key] = newValue }
  }

  /// The text under a key; `nil` when there is none.
  public func text(_ key: String) -> String? {
    if case .text(let text)? = values[key] { text } else { nil }
  }

  /// The time zone under a key; `nil` when there is none.
  public func timeZone(_ key: String) -> ZoneOffsets? {
    if case .timeZone(let zone)? = values[key] { zone } else { nil }
  }
}
