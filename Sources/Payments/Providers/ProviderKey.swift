public import TextSafety

/// A key of an `[[account]]` that means something to one provider alone.
///
/// The provider's adapter declares it and says what may stand there; the configuration hands the
/// value over as it is.
public struct ProviderKey: Sendable {
  /// What may stand under a key.
  public enum Form: Hashable, Sendable {
    /// One of a few words.
    case word([String])
    /// Text; the example is what somebody could write.
    case text(example: SafeText)
    /// The name of a time zone.
    case timeZone
  }

  /// The key as it stands in the file: `amount_unit`.
  public let name: String
  /// What may stand there.
  public let form: Form
  /// Whether an account cannot do without it.
  public let isRequired: Bool
  /// What the provider has against a text of the right form: the end of a sentence that begins with the key.
  private let objection: @Sendable (String) -> SafeText?

  /// Declares a key.
  ///
  /// - Parameter objection: What is wrong with a text of the right form, as the end of a sentence
  ///   that begins with the key; `nil` for nothing.
  public init(
    _ name: String, _ form: Form, isRequired: Bool = false,
    objection: @escaping @Sendable (String) -> SafeText? = { _ in nil }
  ) {
    self.name = name
    self.form = form
    self.isRequired = isRequired
    self.objection = objection
  }

  /// Declares a key that holds one of the words of a type.
  public init<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ type: Word.Type, isRequired: Bool = false
  ) {
    self.init(name, .word(type.allCases.map(\.rawValue)), isRequired: isRequired)
  }

  /// The line as somebody could write it: `amount_unit = "minor" or "major"`.
  public var example: SafeText {
    switch form {
    case .word(let words):
      "\(name) = \(words.map { "\"\($0)\"" as SafeText }.joined(separator: " or "))"
    case .text(let example): "\(name) = \"\(example)\""
    case .timeZone: "\(name) = \"Africa/Lagos\""
    }
  }

  /// What is wrong with a text under this key; `nil` for one that may stand there.
  public func flaw(in text: String) -> SettingFlaw? {
    if case .word(let words) = form, !words.contains(text) {
      return SettingFlaw(
        message: "\(name) = \"\(SafeText(sanitizing: text, limit: 80))\" is not known.",
        remedy: "Write \(example).")
    }
    return objection(text).map {
      SettingFlaw(message: "\(name) \($0).", remedy: "Write \(example).")
    }
  }
}
