import HostileInput
import SeededRandom
import Testing
import TextSafety

/// What holds for every text, tried on hostile ones.
struct SanitizingPropertyTests {
  static let seeds: [UInt64] = Array(1...50)
  static let textsPerSeed = 1_000

  @Test(arguments: seeds)
  func `no forbidden character survives and no mark stands alone`(seed: UInt64) {
    check(seed: seed) { text in
      var previous: Unicode.Scalar?
      var markCount = 0
      for scalar in SafeText(sanitizing: text).text.unicodeScalars {
        if isForbidden(scalar) { return "U+\(String(scalar.value, radix: 16)) survived" }
        markCount = isMark(scalar) ? markCount + 1 : 0
        if markCount > 3 { return "a tower of marks" }
        if markCount == 1, previous == nil || previous == " " { return "a mark without a base" }
        previous = scalar
      }
      return nil
    }
  }

  @Test(arguments: seeds)
  func `sanitising again changes nothing and joining keeps texts safe`(seed: UInt64) {
    var previous = SafeText.empty
    check(seed: seed) { text in
      let safe = SafeText(sanitizing: text)
      defer { previous = safe }
      if SafeText(sanitizing: safe.text) != safe { return "not a fixed point" }
      let joined = previous + safe
      let limit = joined.text.unicodeScalars.count
      return SafeText(sanitizing: joined.text, limit: max(1, limit)) == joined
        ? nil : "joining made it unsafe"
    }
  }

  @Test(arguments: seeds)
  func `the width is the sum of the clusters' and each takes one or two columns`(seed: UInt64) {
    check(seed: seed) { text in
      let safe = SafeText(sanitizing: text)
      let clusters = safe.clusters
      if clusters.contains(where: { $0.width != 1 && $0.width != 2 }) { return "odd cluster" }
      if clusters.contains(where: { $0.text.unicodeScalars.count > 4 }) {
        return "cluster too long"
      }
      if clusters.map(\.text).joined() != safe.text { return "clusters lose text" }
      return clusters.reduce(0) { $0 + $1.width } == safe.width ? nil : "widths disagree"
    }
  }

  @Test(arguments: seeds.prefix(12))
  func `what is fitted is never wider than its field and stays safe`(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    check(seed: seed) { text in
      let safe = SafeText(sanitizing: text)
      let columns = 1 + generator.below(12)
      let pieces =
        [safe.truncated(to: columns), safe.truncatedMiddle(to: columns)]
        + safe.wrapped(to: columns)
      if safe.fitted(to: columns).width != columns { return "fitted to another width" }
      for piece in pieces where piece.width > columns { return "wider than \(columns)" }
      for piece in pieces where SafeText(sanitizing: piece.text) != piece { return "unsafe piece" }
      return nil
    }
  }

  /// Runs a check over the texts of a seed and reports the first that breaks it.
  private func check(seed: UInt64, _ problem: (String) -> String?) {
    var texts = HostileText(seed: seed)
    for _ in 0..<Self.textsPerSeed {
      let text = texts.next()
      if let problem = problem(text) {
        let scalars = text.unicodeScalars.map { String($0.value, radix: 16) }
        Issue.record("seed \(seed): \(problem) in \(scalars.joined(separator: " "))")
        return
      }
    }
  }

  private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isVariationSelector {
      return true
    }
    if scalar.properties.isNoncharacterCodePoint || (0x1F1E6...0x1F1FF).contains(scalar.value) {
      return true
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return true
    default: return false
    }
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }
}
