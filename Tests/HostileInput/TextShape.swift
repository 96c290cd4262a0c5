import TextSafety

/// The harmless text that takes the same columns as another one and breaks at the same places.
///
/// Every screen must look the same with a text as with its shape, but for the letters. So the shape
/// tells exactly which cells belong to the text, without knowing where a screen puts it.
package enum TextShape {
  /// The letters of shapes, which no screen of ours uses.
  package static let letters: Set<String> = [narrow, wide, sign, wideSign]

  private static let narrow = "ж"
  private static let wide = "字"
  /// Stays on the line of its letter, as the signs do that it stands for.
  private static let sign = "\u{903}"
  private static let wideSign = "\u{302F}"

  /// The shape of a text; one of which nothing is shown is its own.
  package static func of(_ text: String) -> String {
    let safe = SafeText(sanitizing: text)
    return safe.isEmpty ? text : safe.clusters.map(letter).joined()
  }

  private static func letter(_ cluster: Cluster) -> String {
    if cluster.text == " " { return " " }
    if cluster.text.unicodeScalars.first?.properties.generalCategory == .spacingMark {
      return cluster.width == 2 ? wideSign : sign
    }
    return cluster.width == 2 ? wide : narrow
  }
}
