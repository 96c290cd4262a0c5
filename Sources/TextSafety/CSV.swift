/// Writes rows of safe text as RFC 4180 text that a spreadsheet will not execute.
public struct CSV: Sendable {
  /// The rows so far, each ended by CR LF.
  public private(set) var text = ""

  /// Begins an empty table.
  public init() {}

  /// Begins a table with a row of titles.
  public init(header: [SafeText]) {
    append(row: header)
  }

  /// Adds a row.
  public mutating func append(row: [SafeText]) {
    text += Self.line(row)
  }

  /// Returns one row with its line end, for writing row by row.
  public static func line(_ cells: [SafeText]) -> String {
    // A lone empty cell would be an empty line, which readers skip.
    if cells == [.empty] { return "\"\"\r\n" }
    return cells.map { field($0.text) }.joined(separator: ",") + "\r\n"
  }

  private static func field(_ cell: String) -> String {
    let inert = beginsFormula(cell) ? "'" + cell : cell
    guard needsQuotes(inert) else { return inert }
    // By scalars: a quotation mark with an accent is one `Character`, and would not be doubled.
    let quote: Unicode.Scalar = "\""
    let doubled = inert.unicodeScalars.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
  }

  /// Whether a spreadsheet might read the cell as a formula; some skip spaces first, and some read
  /// the full-width signs too.
  ///
  /// TAB and CR cannot come in safe text; they are listed because the rule names them.
  private static func beginsFormula(_ cell: String) -> Bool {
    let first = cell.unicodeScalars.first { $0 != " " }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠": return true
    default: return false
    }
  }

  private static func needsQuotes(_ cell: String) -> Bool {
    cell.first == " " || cell.last == " "
      || cell.unicodeScalars.contains { "\",;\r\n\t".unicodeScalars.contains($0) }
  }
}
