extension SafeText {
  /// Returns the text in lines of at most `columns` columns, broken at spaces.
  ///
  /// A word wider than a line is split. There is always at least one line, and none has a space at
  /// a break. Fewer than one column is taken as one.
  public func wrapped(to columns: Int) -> [SafeText] {
    var lines = LineBreaker(columns: max(1, columns))
    let clusters = self.clusters
    var index = clusters.startIndex
    while index < clusters.endIndex {
      let word = clusters[index...].drop(while: \.isSpace)
      let spaces = clusters[index..<word.startIndex]
      let end = word.firstIndex(where: \.isSpace) ?? clusters.endIndex
      lines.append(word: Array(word[..<end]), after: spaces.count)
      index = end
    }
    return lines.finish()
  }
}

/// Fills lines with words.
private struct LineBreaker {
  private let columns: Int
  private var lines: [SafeText] = []
  private var line: [Cluster] = []
  private var lineWidth = 0

  init(columns: Int) {
    self.columns = columns
  }

  mutating func append(word: [Cluster], after spaceCount: Int) {
    guard !word.isEmpty else { return }
    if lineWidth + spaceCount + word.width <= columns {
      put(Array(repeating: Cluster(" "), count: spaceCount) + word)
      return
    }
    breakLine()
    if word.width <= columns { put(word) } else { split(word) }
  }

  mutating func finish() -> [SafeText] {
    breakLine()
    return lines.isEmpty ? [.empty] : lines
  }

  private mutating func put(_ clusters: [Cluster]) {
    line += clusters
    lineWidth += clusters.width
  }

  private mutating func breakLine() {
    guard !line.isEmpty else { return }
    lines.append(SafeText(line))
    line = []
    lineWidth = 0
  }

  /// Lays a word over as many lines as it needs, never parting a vowel sign from its letter.
  private mutating func split(_ word: [Cluster]) {
    var index = word.startIndex
    while index < word.endIndex {
      let rest = word[(index + 1)...]
      let end = rest.firstIndex { !$0.needsPredecessor } ?? word.endIndex
      let letter = Array(word[index..<end])
      if lineWidth + letter.width > columns { breakLine() }
      put(fittingALine(letter))
      index = end
    }
  }

  /// A letter as it is or, where even a line of its own is too narrow, without its signs or as a
  /// dot.
  private func fittingALine(_ letter: [Cluster]) -> [Cluster] {
    if letter.width <= columns { return letter }
    let bare = letter.prefix(columns: columns)
    return bare.isEmpty ? [Cluster("·")] : bare
  }
}
