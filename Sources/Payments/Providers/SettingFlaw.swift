public import TextSafety

/// What is wrong with a value that a person wrote into a configuration, and what to do.
public struct SettingFlaw: Error, Hashable, Sendable {
  /// What is wrong; a whole sentence.
  public let message: SafeText
  /// What to do; a whole sentence.
  public let remedy: SafeText

  /// Makes a flaw.
  public init(message: SafeText, remedy: SafeText) {
    self.message = message
    self.remedy = remedy
  }
}
