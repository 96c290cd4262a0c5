import TextSafety

/// Reads a search line: bare words, `key:value` filters, and what a customer says (`£50`, `tue`).
///
/// A leading dash negates, quotation marks keep spaces and make everything between them plain text.
public struct QueryParser {
  let vocabulary: QueryVocabulary
  let spans: QuerySpanReader
  let actor: Actor?
  private var terms: [QueryTerm] = []
  private var sort: QuerySort?
  private var mistakes: [QueryMistake] = []

  /// The longest line that is read, in characters.
  public static let lengthMax = 1000

  /// Reads a search line; what has no meaning is named in the mistakes.
  ///
  /// - Parameters:
  ///   - text: The line as typed.
  ///   - now: What `today` and `7d` count from.
  ///   - zone: The agent's zone, in which days begin.
  ///   - accounts: The labels behind `account:`.
  ///   - providers: The words behind `provider:`.
  ///   - actor: Who types, for `is:mine`.
  public static func parse(
    _ text: String, now: Instant, zone: ZoneOffsets, accounts: [AccountName], providers: [String],
    actor: Actor? = nil
  ) -> ParsedQuery {
    guard text.count <= lengthMax else {
      let range = lengthMax..<text.count
      return ParsedQuery(mistakes: [QueryMistake(range: range, message: "This is too long.")])
    }
    var parser = QueryParser(
      vocabulary: QueryVocabulary(accounts: accounts, providers: providers),
      spans: QuerySpanReader(now: now, zone: zone), actor: actor)
    for token in QueryToken.tokens(of: text) { parser.read(token) }
    return parser.mistakes.isEmpty
      ? ParsedQuery(Query(terms: parser.terms, sort: parser.sort ?? .newestFirst))
      : ParsedQuery(mistakes: parser.mistakes)
  }

  private init(vocabulary: QueryVocabulary, spans: QuerySpanReader, actor: Actor?) {
    self.vocabulary = vocabulary
    self.spans = spans
    self.actor = actor
  }

  private mutating func read(_ token: QueryToken) {
    do throws(QueryMistake) {
      guard !token.hasOpenQuote else {
        throw QueryMistake(range: token.range, message: "Close the quotation mark.")
      }
      let isNegated = token.glyphs.first?.isSyntax("-") == true
      let word = isNegated ? token.dropping(1) : token
      try check(word, isNegated: isNegated, in: token)
      if let (key, value) = word.keyAndValue() {
        try readFilter(key, value, isNegated: isNegated)
      } else {
        let term = try bareTerm(word)
        terms.append(isNegated ? .not(term) : term)
      }
    } catch {
      mistakes.append(error)
    }
  }

  private func check(
    _ word: QueryToken, isNegated: Bool, in token: QueryToken
  ) throws(QueryMistake) {
    guard !word.isEmpty else {
      throw QueryMistake(
        range: token.range,
        message: isNegated
          ? "Type what is not wanted behind the dash." : "Nothing stands between the marks.")
    }
    if isNegated, word.glyphs.first?.isSyntax("-") == true {
      throw QueryMistake(
        range: token.range, message: "One dash is enough; in quotation marks it is text.",
        suggestion: word.text)
    }
  }

  private mutating func readFilter(
    _ key: QueryToken, _ value: QueryToken, isNegated: Bool
  ) throws(QueryMistake) {
    guard let filter = QueryFilter(rawValue: key.text.lowercased()) else {
      let near = Nearest.word(to: key.text, among: QueryFilter.allCases.map(\.rawValue))
      throw QueryMistake(
        range: key.range,
        message: near.map { "No filter \(key.text); did you mean \($0)?" }
          ?? "No filter \(key.text); in quotation marks it is text.",
        suggestion: near)
    }
    guard !value.isEmpty else {
      throw QueryMistake(range: key.range, message: emptyMessage(filter))
    }
    guard filter != .sort else {
      try readSort(value, isNegated: isNegated, key: key)
      return
    }
    let term = try term(filter, value)
    terms.append(isNegated ? .not(term) : term)
  }

  private mutating func readSort(
    _ value: QueryToken, isNegated: Bool, key: QueryToken
  ) throws(QueryMistake) {
    guard !isNegated else {
      throw QueryMistake(
        range: key.range, message: "An order is turned round at its end.",
        suggestion: "\(value.text)-")
    }
    guard sort == nil else {
      throw QueryMistake(range: value.range, message: "There is an order already.")
    }
    let text = value.text.lowercased()
    let isDescending = text.hasSuffix("-")
    let word = isDescending || text.hasSuffix("+") ? String(text.dropLast()) : text
    guard let field = QuerySort.Field(rawValue: word) else { throw unknown(word, .sort, value) }
    sort = QuerySort(field, isDescending: isDescending)
  }

  private func emptyMessage(_ filter: QueryFilter) -> SafeText {
    let words = vocabulary.words(for: filter)
    switch filter {
    case .amount: return "Type an amount, as in >=10, 10..50 or ~50."
    case .created: return "Type a day, as in today, 7d or 2026-04-22."
    case .currency: return "Type a currency, as in gbp."
    case .status, .account, .provider, .ref, .id, .refunded, .is, .by, .sort:
      return words.isEmpty
        ? "Type a \(filter.noun)." : "Type one of \(words.joined(separator: ", "))."
    }
  }
}
