/// What is still to happen in a world, by its virtual time.
struct Agenda {
  /// Something that will happen.
  typealias Act = @Sendable (isolated World) -> Void

  private struct Item {
    let time: Int64
    /// Decides between acts of the same time.
    let lot: UInt64
    let act: Act

    func comes(before other: Item) -> Bool { (time, lot) < (other.time, other.lot) }
  }

  // A binary heap: the first is the next.
  private var items: [Item] = []

  /// When the next act is due; `nil` when nothing is left.
  var nextTime: Int64? { items.first?.time }

  mutating func add(at time: Int64, lot: UInt64, _ act: @escaping Act) {
    items.append(Item(time: time, lot: lot, act: act))
    var child = items.count - 1
    while child > 0, items[child].comes(before: items[(child - 1) / 2]) {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the next act out.
  mutating func removeFirst() -> (time: Int64, act: Act)? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    if !items.isEmpty {
      items[0] = last
      sink()
    }
    return (first.time, first.act)
  }

  mutating func removeAll() { items = [] }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < items.count && items[child].comes(before: items[least]) {
        least = child
      }
      guard least != parent else { return }
      items.swapAt(parent, least)
      parent = least
    }
  }
}
