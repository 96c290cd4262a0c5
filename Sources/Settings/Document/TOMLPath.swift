/// Where a value stands in a document: `account[1].secret.file`.
struct TOMLPath: Hashable, Sendable {
  /// One step down from a table or an array.
  enum Step: Hashable, Sendable {
    /// Into a table by a key.
    case key(String)
    /// Into an array by a position from 0.
    case index(Int)
  }

  /// The document as a whole.
  static let root = TOMLPath([])

  /// The steps from the top of the document.
  private(set) var steps: [Step]

  /// Makes a path from its steps.
  init(_ steps: [Step]) { self.steps = steps }

  /// The path of a key of the table here.
  func key(_ key: String) -> TOMLPath { TOMLPath(steps + [.key(key)]) }

  /// The path of an element of the array here.
  func index(_ index: Int) -> TOMLPath { TOMLPath(steps + [.index(index)]) }

  /// The table or array that holds this; `nil` for the document as a whole.
  var parent: TOMLPath? { steps.isEmpty ? nil : TOMLPath(steps.dropLast()) }
}
