import HostileInput
package import TextSafety

/// What a foreign text does to a line besides standing in it.
package enum LineLeak {
  /// Says it in a few words; `nil` when a line is that of the shapes but for the letters of the texts, holds nothing that
  /// a terminal acts on, and begins with words of ours.
  package static func find(in line: SafeText, expected shape: SafeText) -> String? {
    if let leak = OutputLeak.find(in: line.text.utf8, allowing: []) { return "it holds \(leak)" }
    let (clusters, shapes) = (line.clusters, shape.clusters)
    if let first = shapes.first, TextShape.letters.contains(first.text) {
      return "it begins with a foreign text"
    }
    guard clusters.count == shapes.count else { return "it is another line" }
    let differs = zip(clusters, shapes).contains { cluster, shape in
      cluster.text != shape.text
        && (!TextShape.letters.contains(shape.text) || cluster.width != shape.width)
    }
    return differs ? "its own words differ" : nil
  }

  /// The first leak in lines, with the line.
  package static func find(in lines: [SafeText], expected shapes: [SafeText]) -> String? {
    for (line, shape) in zip(lines, shapes) {
      if let leak = find(in: line, expected: shape) { return "\(leak)\n\(line)\n\(shape)" }
    }
    return lines.count == shapes.count ? nil : "\(lines.count) lines, not \(shapes.count)"
  }
}
