/// Where Tilldesk does otherwise than a data set expects, on purpose, and why.
///
/// A case that stands here and deviates no more fails its test.
enum Deviations {
  private static let duplicateName =
    "A name that occurs twice leaves room for two readings of an answer about money."

  /// Of JSONTestSuite, by file.
  static let json = [
    "y_object_duplicated_key.json": duplicateName,
    "y_object_duplicated_key_and_value.json": duplicateName,
  ]

  private static let otherNumbers =
    "Its numbers are binary floating-point ones. A body of ours holds none: amounts are written from whole counts."

  /// Of RFC 8785, by file.
  static let canonicalJSON = [
    "structures.json": otherNumbers,
    "values.json": otherNumbers,
  ]

  private static let zero =
    "Paths, headers and arguments of programs end at a zero character: one would cut a value short."

  /// Of toml-test, by file.
  static let toml = [
    "valid/key/quoted-unicode.toml": zero,
    "valid/string/quoted-unicode.toml": zero,
    "valid/string/unicode-escape.toml": zero,
  ]

  /// Of the grapheme clusters in a typed line, by code points.
  static let graphemes = [
    "2701 200D 2701":
      "The Swift library joins only pictographs that are emoji; the cursor stops once more within."
  ]

  private static let trailingConsonant =
    "A terminal gives a trailing consonant of Hangul no column of its own, whatever stands before it."

  /// Of the grapheme clusters in cells, by code points.
  static let cells = [
    "1100 11A8": trailingConsonant,
    "1100 0308 11A8": trailingConsonant,
    "AC00 0308 11A8": trailingConsonant,
    "AC01 0308 11A8": trailingConsonant,
  ]

  private static let mark = "A mark is drawn over what stands before it and takes no column."
  private static let drawnWide = "The C library and the terminals draw it in two columns."

  /// Of the East Asian widths, by range.
  static let widths = [
    "302A..302D": mark, "3099..309A": mark, "16FE4": mark, "3248..324F": drawnWide,
    "4DC0..4DFF": drawnWide,
  ]

  /// Of ISO 4217, by code.
  static let currencies = [
    "ANG": "Withdrawn in 2025; payments in it are still refunded.",
    "BGN": "Withdrawn in 2026; payments in it are still refunded.",
  ]
}
