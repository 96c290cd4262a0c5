package import Payments
package import TextSafety

/// The dialog that asks where the rows of the list are written to.
package struct ExportModel: Hashable, Sendable {
  /// What is written.
  package var rows: ExportTask.Rows
  /// What is written, in words.
  package var words: SafeText
  /// What may be missing from it; `nil` when nothing is known to.
  package var gap: SafeText?
  /// The path as typed.
  package var path: LineEditor
  /// What is wrong with it.
  package var mistake: SafeText?
  /// The serial of the writing under way; `nil` when none is.
  package var serial: Int?
  /// When that was asked for.
  package var askedAt = Instant(milliseconds: 0)

  /// The longest path, in characters.
  package static let pathMax = 400

  /// Makes the dialog with a proposed path.
  package init(rows: ExportTask.Rows, words: SafeText, gap: SafeText?, path: String) {
    self.rows = rows
    self.words = words
    self.gap = gap
    self.path = LineEditor(path, limit: Self.pathMax)
  }
}

/// Rows to write into a file, as an effect carries them.
package struct ExportTask: Hashable, Sendable {
  /// Which rows.
  package enum Rows: Hashable, Sendable {
    /// All that the local index has for a search.
    case search(Query)
    /// These payments, in this order.
    case payments([PaymentKey])
  }

  /// Which rows.
  package var rows: Rows
  /// Where to; `~/` is the agent's home.
  package var path: String

  /// The most rows of one file.
  package static let rowsMax = 100_000

  /// Makes a task.
  package init(rows: Rows, path: String) {
    self.rows = rows
    self.path = path
  }
}

/// What was written.
package struct ExportReport: Hashable, Sendable {
  /// The whole path.
  package var path: SafeText
  /// How many rows were written.
  package var written: Int
  /// How many there are.
  package var total: Int

  /// Makes a report.
  package init(path: SafeText, written: Int, total: Int) {
    self.path = path
    self.written = written
    self.total = total
  }
}

/// Why nothing was written.
package enum ExportFailure: Error, Hashable, Sendable {
  /// There is a file of that name; none is ever replaced.
  case exists
  /// In the words of the system or of the desk.
  case failed(SafeText)
}
