extension Canvas {
  /// The text that is shown, row by row, without the spaces at the end of each row.
  package func plainText() -> String {
    (0..<size.rows).map { trimmed(row($0).map(\.text)) }.joined(separator: "\n")
  }

  /// The text, then one letter for the look of each cell (`.` is plain), then what the letters
  /// mean.
  ///
  /// Letters are given in reading order, so that a picture changes only where the screen does.
  package func picture() -> String {
    var letters: [Style: String] = [.plain: "."]
    var legend: [String] = []
    let looks = (0..<size.rows).map { rowIndex in
      row(rowIndex).map { cell in
        if let letter = letters[cell.style] { return letter }
        let letter = Self.letter(letters.count - 1)
        letters[cell.style] = letter
        legend.append("\(letter) \(cell.style.pictureText)")
        return letter
      }.joined()
    }
    let place = cursor.map { ["cursor \($0.column),\($0.row)"] } ?? []
    return ([plainText()] + looks + legend + place).joined(separator: "\n") + "\n"
  }

  private func trimmed(_ texts: [String]) -> String {
    let end = texts.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
    return texts[..<end].joined()
  }

  private static func letter(_ position: Int) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    return position < alphabet.count ? String(alphabet[position]) : "?"
  }
}

extension Style {
  /// The look in words, such as `fg #ff8800 bg 4 bold`.
  var pictureText: String {
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
      (.reverse, "reverse"),
    ]
    let colours = [("fg", foreground), ("bg", background)].compactMap { name, colour in
      colour.pictureText.map { "\(name) \($0)" }
    }
    return (colours + names.filter { attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
  }
}

extension Colour {
  fileprivate var pictureText: String? {
    switch self {
    case .default: nil
    case .indexed(let index): String(index)
    case .rgb(let red, let green, let blue):
      "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }
}
