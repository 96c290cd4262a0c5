/// The desk as it was last drawn: from one key to the next nearly all of it stays.
///
/// A part is taken again only where everything that it was made of is equal, so that what is drawn never depends on what
/// was drawn before; forgetting all of it costs time and nothing else.
package final class DrawnDesk {
  let list = DrawnList()
  let detail = DrawnDetail()

  /// Begins with nothing drawn.
  package init() {}
}

/// Something that is made anew only when what it is made of has changed.
struct Kept<Source: Equatable, Value> {
  private var known: (source: Source, value: Value)?

  /// Takes what is known when it was made of the same, else makes it.
  mutating func value(of source: Source, make: () -> Value) -> Value {
    if let known, known.source == source { return known.value }
    let value = make()
    known = (source, value)
    return value
  }
}

/// What a line is made of, and the columns that it may take.
struct LineSource<Source: Equatable>: Equatable {
  let source: Source
  let columns: Int
}
