public import TextSafety

/// What a provider's list leaves out by its nature, however often it is asked.
///
/// Other than a page that is incomplete it is no news and nothing is wrong; it is said all the same.
public struct ListBound: Hashable, Sendable {
  /// In a few words beside the account: `last 90 days only`.
  public let brief: SafeText
  /// In a sentence, with what would find more.
  public let sentence: SafeText

  /// Makes a bound.
  public init(brief: SafeText, sentence: SafeText) {
    self.brief = brief
    self.sentence = sentence
  }
}
