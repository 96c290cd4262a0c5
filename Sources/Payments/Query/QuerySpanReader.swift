import TextSafety

/// Reads days and spans of days in the agent's zone: `today`, `7d`, `tue`, `2026-04`,
/// `2026-04-01..2026-04-15`.
struct QuerySpanReader {
  let now: Instant
  let zone: ZoneOffsets

  /// The words for days, in the order in which they are offered.
  static let dayWords = ["today", "yesterday", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Reads the value of `created:`.
  func span(_ text: String) throws(QueryProblem) -> InstantRange {
    let lower = text.lowercased()
    if let (relation, rest) = Self.relation(lower) {
      return try span(try self.unit(rest), relation, of: rest)
    }
    guard let (first, last) = Self.ends(of: lower) else { return try unit(lower) }
    guard !first.isEmpty || !last.isEmpty else { throw QueryProblem("Type a day on either side.") }
    let range = InstantRange(
      from: first.isEmpty ? nil : try unit(first).from,
      upTo: last.isEmpty ? nil : try end(last))
    guard !range.isEmpty else {
      throw QueryProblem("The range ends before it begins.", suggestion: "\(last)..\(first)")
    }
    return range
  }

  /// The first instant after what stands at the end of a range; an end that has none would widen the range to now.
  private func end(_ text: String) throws(QueryProblem) -> Instant {
    if let end = try unit(text).upTo ?? ageEnd(text) { return end }
    throw QueryProblem("\(text) has no end; type it alone.", suggestion: text)
  }

  /// Whether a bare word can only be meant as a day or a span of days.
  func isAttempt(_ text: String) -> Bool {
    let lower = text.lowercased()
    let units = Self.ends(of: lower).map { [$0.first, $0.last] } ?? [lower]
    return units.allSatisfy { day($0) ?? date($0, bare: true) != nil }
  }

  // MARK: - One day, month or year

  private func unit(_ text: String) throws(QueryProblem) -> InstantRange {
    if let range = day(text) ?? date(text, bare: false) ?? age(text) { return range }
    if text.isEmpty { throw QueryProblem("Type a day, as in today, 7d or 2026-04-22.") }
    let near = Nearest.word(to: text, among: Self.dayWords)
    throw QueryProblem(
      near.map { "No day \(text); did you mean \($0)?" }
        ?? "No day \(text): type today, tue, 7d, 2026-04 or 2026-04-22.",
      suggestion: near)
  }

  private func day(_ text: String) -> InstantRange? {
    switch text {
    case "today": return days(from: 0, count: 1)
    case "yesterday": return days(from: -1, count: 1)
    default:
      guard let weekday = Self.weekdays.firstIndex(where: { $0.contains(text) }) else { return nil }
      // The last one, which is today when today is one.
      return days(from: -((zone.civil(now).weekday - weekday + 7) % 7), count: 1)
    }
  }

  private static let weekdays: [Set<String>] = [
    ["mon", "monday"], ["tue", "tues", "tuesday"], ["wed", "wednesday"],
    ["thu", "thur", "thurs", "thursday"], ["fri", "friday"], ["sat", "saturday"],
    ["sun", "sunday"],
  ]

  /// `7d`: since midnight so many days ago; `2w` likewise; `12h`: since so many hours ago.
  private func age(_ text: String) -> InstantRange? {
    guard let (count, unit) = Self.age(text) else { return nil }
    switch unit {
    case .hours: return InstantRange(from: now.adding(seconds: -count * 3600), upTo: nil)
    case .days: return InstantRange(from: midnight(inDays: -count), upTo: nil)
    }
  }

  /// At the end of a range `2d` is that day to its end, as a date is there; `12h` is that moment.
  private func ageEnd(_ text: String) -> Instant? {
    guard let (count, unit) = Self.age(text) else { return nil }
    switch unit {
    case .hours: return now.adding(seconds: -count * 3600)
    case .days: return midnight(inDays: 1 - count)
    }
  }

  private enum AgeUnit { case hours, days }

  private static func age(_ text: String) -> (count: Int64, unit: AgeUnit)? {
    guard let unit = text.last, let count = Int64(text.dropLast()), (1...9999).contains(count),
      text.first?.isASCII == true, text.first?.isNumber == true
    else { return nil }
    switch unit {
    case "h": return (count, .hours)
    case "d": return (count, .days)
    case "w": return (count * 7, .days)
    default: return nil
    }
  }

  /// `2026-04-22`, `2026-04`, and unless it is a bare word, `2026`.
  private func date(_ text: String, bare: Bool) -> InstantRange? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard parts.count <= 3, !bare || parts.count > 1,
      zip(parts, widths).allSatisfy({ part, width in
        part.utf8.count == width && part.utf8.allSatisfy { (48...57).contains($0) }
      })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    let month = numbers.count > 1 ? numbers[1] : 1
    let day = numbers.count > 2 ? numbers[2] : 1
    guard let first = CivilTime(year: numbers[0], month: month, day: day) else { return nil }
    let next: CivilTime? =
      switch numbers.count {
      case 1: CivilTime(year: first.year + 1, month: 1, day: 1)
      case 2:
        CivilTime(
          year: month == 12 ? first.year + 1 : first.year, month: month == 12 ? 1 : month + 1,
          day: 1)
      default: CivilTime(first.instant().adding(seconds: 86_400))
      }
    return InstantRange(from: zone.instant(of: first), upTo: next.map(zone.instant(of:)))
  }

  private func days(from first: Int, count: Int) -> InstantRange {
    InstantRange(
      from: midnight(inDays: Int64(first)), upTo: midnight(inDays: Int64(first + count)))
  }

  /// When the day began that is so many days after today.
  private func midnight(inDays count: Int64) -> Instant {
    let civil = CivilTime(zone.civil(now).instant().adding(seconds: count * 86_400))
    let midnight = CivilTime(year: civil.year, month: civil.month, day: civil.day)
    return zone.instant(of: midnight ?? civil)
  }

  // MARK: - Before and after

  private enum Relation: String, CaseIterable {
    case notBefore = ">="
    case notAfter = "<="
    case after = ">"
    case before = "<"
  }

  private func span(
    _ range: InstantRange, _ relation: Relation, of text: String
  ) throws(QueryProblem) -> InstantRange {
    let related: InstantRange =
      switch relation {
      case .notBefore: InstantRange(from: range.from, upTo: nil)
      case .notAfter: InstantRange(from: nil, upTo: range.upTo)
      case .after: InstantRange(from: range.upTo, upTo: nil)
      case .before: InstantRange(from: nil, upTo: range.from)
      }
    guard related != .always else {
      throw QueryProblem("\(text) has no end; type it alone.", suggestion: text)
    }
    return related
  }

  private static func relation(_ text: String) -> (Relation, rest: String)? {
    guard let relation = Relation.allCases.first(where: { text.hasPrefix($0.rawValue) }) else {
      return nil
    }
    return (relation, String(text.dropFirst(relation.rawValue.count)))
  }

  private static func ends(of text: String) -> (first: String, last: String)? {
    guard let dots = text.indices.first(where: { text[$0...].hasPrefix("..") }) else { return nil }
    return (String(text[..<dots]), String(text[dots...].dropFirst(2)))
  }
}
