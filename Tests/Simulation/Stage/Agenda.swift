import HeapModule

/// What is still to happen in a world, by its virtual time.
struct Agenda {
  /// Something that will happen.
  typealias Act = @Sendable (isolated World) -> Void

  private struct Item: Comparable {
    let time: Int64
    /// Decides between acts of the same time.
    let lot: UInt64
    let act: Act

    static func == (left: Item, right: Item) -> Bool {
      (left.time, left.lot) == (right.time, right.lot)
    }

    static func < (left: Item, right: Item) -> Bool {
      (left.time, left.lot) < (right.time, right.lot)
    }
  }

  private var items = Heap<Item>()

  /// When the next act is due; `nil` when nothing is left.
  var nextTime: Int64? { items.min?.time }

  mutating func add(at time: Int64, lot: UInt64, _ act: @escaping Act) {
    items.insert(Item(time: time, lot: lot, act: act))
  }

  /// Takes the next act out.
  mutating func removeFirst() -> (time: Int64, act: Act)? {
    items.popMin().map { ($0.time, $0.act) }
  }

  mutating func removeAll() { items = Heap() }
}
