import Payments
import TextSafety

/// The desk as it was last drawn: from one key to the next nearly all of it stays.
///
/// A part is taken again only where everything that it was made of is equal, so that what is drawn never depends on what
/// was drawn before; forgetting all of it costs time and nothing else.
package final class DrawnDesk {
  let list = DrawnList()
  let detail = DrawnDetail()
  private var bar = Kept<LineSource<BarView>, Line>()
  private var year = Kept<YearSource, Int>()

  /// Begins with nothing drawn.
  package init() {}

  /// The top line.
  func bar(_ bar: BarView, columns: Int) -> Line {
    self.bar.value(of: LineSource(source: bar, columns: columns)) { bar.line(columns: columns) }
  }

  /// The year that it is, for times of another one; asked for once a minute, since zones differ by whole minutes.
  func year(at now: Instant, in zone: ZoneOffsets) -> Int {
    let minute = now.milliseconds / Self.millisecondsPerMinute
    return year.value(of: YearSource(minute: minute, zone: zone.name)) { zone.civil(now).year }
  }

  private static let millisecondsPerMinute: Int64 = 60_000

  private struct YearSource: Equatable {
    let minute: Int64
    let zone: SafeText
  }
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
