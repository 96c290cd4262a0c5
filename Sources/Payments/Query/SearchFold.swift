/// The two spellings by which texts are compared in a search; the index stores the second one too.
public enum SearchFold {
  /// The text in lower case, for the comparison that is tried first.
  public static func lower(_ text: String) -> String { text.lowercased() }

  /// The text as a customer may misread it: lower case, no dashes, `o` as `0`, `i` and `l` as `1`.
  public static func fold(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "-": continue
      case "o": folded.append("0")
      case "i", "l": folded.append("1")
      default:
        if !scalar.isASCII, scalar == "\u{2212}" || scalar.properties.isDash { continue }
        folded.append(scalar)
      }
    }
    return String(folded)
  }

  /// Whether one text holds another, compared byte by byte as the index does it; both in the same
  /// spelling.
  public static func contains(_ text: String, _ part: String) -> Bool {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    guard let first = wanted.first else { return true }
    guard wanted.count <= bytes.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start] == first && bytes[start..<(start + wanted.count)] == wanted[...]
    }
  }
}
