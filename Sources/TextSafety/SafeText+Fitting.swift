extension SafeText {
  /// Where a text stands in a field that is wider than it.
  public enum Alignment: Sendable, Hashable {
    case left, centre, right
  }

  /// Returns the text cut at its end to at most `columns` columns; the cut shows as the ellipsis.
  public func truncated(to columns: Int, ellipsis: SafeText = .ellipsis) -> SafeText {
    guard mayBeWider(than: columns) else { return self }
    let clusters = self.clusters
    guard clusters.width > columns else { return self }
    guard ellipsis.width <= columns else { return SafeText(clusters.prefix(columns: columns)) }
    return SafeText(clusters.prefix(columns: columns - ellipsis.width)) + ellipsis
  }

  /// Returns the text cut in its middle to at most `columns` columns, keeping head and tail.
  ///
  /// For identifiers, which differ at both ends. The head has the odd column.
  public func truncatedMiddle(to columns: Int, ellipsis: SafeText = .ellipsis) -> SafeText {
    guard mayBeWider(than: columns) else { return self }
    let clusters = self.clusters
    guard clusters.width > columns else { return self }
    let room = columns - ellipsis.width
    guard room >= 0 else { return SafeText(clusters.prefix(columns: columns)) }
    let tail = clusters.suffix(columns: room / 2)
    let head = clusters.prefix(columns: room - tail.width)
    return SafeText(head) + ellipsis + SafeText(tail)
  }

  /// Returns the text with spaces added to `columns` columns; a wider text is returned as it is.
  public func padded(to columns: Int, alignment: Alignment = .left) -> SafeText {
    let missing = columns - width
    guard missing > 0 else { return self }
    switch alignment {
    case .left:
      return self + SafeText(repeating: " ", count: missing)
    case .right:
      return SafeText(repeating: " ", count: missing) + self
    case .centre:
      let left = SafeText(repeating: " ", count: missing / 2)
      return left + self + SafeText(repeating: " ", count: missing - missing / 2)
    }
  }

  /// Whether the columns have to be counted: no cluster takes more of them than it has bytes.
  private func mayBeWider(than columns: Int) -> Bool { text.utf8.count > columns }

  /// Returns the text in exactly `columns` columns: cut when it is wider, padded when it is
  /// narrower.
  public func fitted(to columns: Int, alignment: Alignment = .left) -> SafeText {
    truncated(to: columns).padded(to: max(0, columns), alignment: alignment)
  }
}

extension [Cluster] {
  /// The longest beginning that takes at most `columns` columns.
  func prefix(columns: Int) -> [Cluster] {
    var room = columns
    return Array(
      prefix { cluster in
        room -= cluster.width
        return room >= 0
      })
  }

  /// The longest end that takes at most `columns` columns and makes sense without what came before.
  func suffix(columns: Int) -> [Cluster] {
    var room = columns
    let count = reversed().prefix { cluster in
      room -= cluster.width
      return room >= 0
    }.count
    return Array(suffix(count).drop(while: \.needsPredecessor))
  }
}
