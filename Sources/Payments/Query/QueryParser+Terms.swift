import TextSafety

extension QueryParser {
  /// The term of a filter other than `sort:`.
  func term(_ filter: QueryFilter, _ value: QueryToken) throws(QueryMistake) -> QueryTerm {
    switch filter {
    case .status: .status(Set(try choices(filter, value) { Self.statuses[$0] }))
    case .amount: try amount(value)
    case .currency: .currency(Set(try choices(filter, value, Self.currencyCode)))
    case .account:
      .account(
        Set(
          try choices(filter, value) { word in
            vocabulary.accounts.first { $0.text.lowercased() == word }
          }))
    case .provider:
      .provider(
        Set(
          try choices(filter, value) { word in
            vocabulary.providers.first { $0.lowercased() == word }.map(ProviderName.init(rawValue:))
          }))
    case .ref: .reference(try list(filter, value).map(Self.pattern))
    case .id: .id(try list(filter, value).map(Self.pattern))
    case .created: .created(try span(value))
    case .refunded: .refunded(Set(try choices(filter, value, RefundedPart.init(rawValue:))))
    case .is: .marked(Set(try marks(value)))
    case .by: .decidedBy(Set(try list(filter, value).map { $0.text.lowercased() }))
    case .sort: throw unknown(value.text, filter, value)
    }
  }

  /// The term of a word without a key: what a customer says, else text.
  func bareTerm(_ word: QueryToken) throws(QueryMistake) -> QueryTerm {
    guard !word.isQuoted else { return .text(word.text) }
    let text = word.text
    if QueryAmountReader.isAttempt(text) { return try amount(word) }
    if spans.isAttempt(text) { return .created(try span(word)) }
    if let code = Self.currencyCode(text.lowercased()), !Self.otherWords.contains(code) {
      return .currency([code])
    }
    return .text(text)
  }

  /// Says that a word is not one of those that a filter knows.
  func unknown(_ word: String, _ filter: QueryFilter, _ place: QueryToken) -> QueryMistake {
    let words = vocabulary.words(for: filter)
    let near = Nearest.word(to: word, among: words)
    let other: SafeText =
      words.count > 12 || words.isEmpty ? "" : ": \(words.joined(separator: ", "))"
    return QueryMistake(
      range: place.range,
      message: near.map { "No \(filter.noun) \(word); did you mean \($0)?" }
        ?? "No \(filter.noun) \(word)\(other).",
      suggestion: near)
  }

  // MARK: - Values

  private func amount(_ value: QueryToken) throws(QueryMistake) -> QueryTerm {
    do throws(QueryProblem) {
      let (range, currencies) = try QueryAmountReader.amount(value.text)
      return .amount(range, currencies: currencies)
    } catch {
      throw error.mistake(at: value.range)
    }
  }

  private func span(_ value: QueryToken) throws(QueryMistake) -> InstantRange {
    do throws(QueryProblem) {
      return try spans.span(value.text)
    } catch {
      throw error.mistake(at: value.range)
    }
  }

  private func marks(_ value: QueryToken) throws(QueryMistake) -> [QueryMark] {
    let words = try choices(.is, value, QueryMarkWord.init(rawValue:))
    guard let name = actor?.name.raw.lowercased() else {
      guard !words.contains(.mine) else {
        throw QueryMistake(
          range: value.range, message: "Nobody is logged in here: type by: and a login name.")
      }
      return words.compactMap { $0.mark(of: "") }
    }
    return words.map { $0.mark(of: name) }
  }

  /// The meanings of a list of words.
  private func choices<Meaning>(
    _ filter: QueryFilter, _ value: QueryToken, _ meaning: (String) -> Meaning?
  ) throws(QueryMistake) -> [Meaning] {
    var meanings: [Meaning] = []
    for part in try list(filter, value) {
      guard let found = meaning(part.text.lowercased()) else {
        throw unknown(part.text, filter, part)
      }
      meanings.append(found)
    }
    return meanings
  }

  /// The parts between commas, none of them empty.
  private func list(_ filter: QueryFilter, _ value: QueryToken) throws(QueryMistake) -> [QueryToken]
  {
    let parts = value.split(at: ",")
    guard !parts.contains(where: \.isEmpty) else {
      throw QueryMistake(
        range: value.range, message: "Type a \(filter.noun) on each side of the comma.")
    }
    return parts
  }

  private static func pattern(_ value: QueryToken) -> TextPattern {
    TextPattern(parts: value.split(at: "*").map(\.text))
  }

  // MARK: - Words

  private static let statuses: [String: Status] = {
    var words = ["canceled": Status.cancelled, "authorised": .authorized]
    words["unrecognized"] = .unrecognised
    for status in Status.allCases {
      words[status.queryWord] = status
      words[status.rawValue.lowercased()] = status
    }
    return words
  }()

  /// The code of a currency, also of one without a known exponent, whose amounts can be shown.
  private static func currencyCode(_ word: String) -> String? {
    let code = word.uppercased()
    return Currency(code: word) != nil || codesWithoutExponent.contains(code) ? code : nil
  }

  private static let codesWithoutExponent: Set<String> = [
    "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX",
  ]

  /// Codes that are more likely names or words when they stand alone.
  private static let otherWords: Set<String> = [
    "ALL", "AMD", "BAM", "BOB", "CHE", "COP", "COU", "CUP", "GEL", "LAK", "MAD", "MOP", "NAD",
    "PAB", "PEN", "RON", "SOS", "TOP", "TRY", "XXX",
  ]
}

extension QueryMarkWord {
  fileprivate func mark(of name: String) -> QueryMark {
    switch self {
    case .unknown: .outcomeUnknown
    case .pending: .pending
    case .mine: .decidedBy(name)
    }
  }
}
