/// The words of the query language, with the accounts and providers of this desk.
public struct QueryVocabulary: Hashable, Sendable {
  /// The accounts' labels.
  public let accounts: [AccountName]
  /// The providers' words.
  public let providers: [String]

  /// Makes a vocabulary.
  public init(accounts: [AccountName], providers: [String]) {
    self.accounts = accounts
    self.providers = providers
  }

  /// What the word that is being typed can become, as whole words; at most 20, in the order in
  /// which they are offered.
  ///
  /// - Parameter word: The token in front of the cursor: `st`, `status:pa`, `-status:paid,f`.
  public func completions(for word: String) -> [String] {
    let dash = word.hasPrefix("-") ? "-" : ""
    let typed = word.dropFirst(dash.count)
    guard let colon = typed.firstIndex(of: ":") else {
      let words = QueryFilter.allCases.map { "\($0.rawValue):" } + QuerySpanReader.dayWords
      return Array(Self.beginning(with: typed, words).map { dash + $0 }.prefix(Self.countMax))
    }
    guard let filter = QueryFilter(rawValue: typed[..<colon].lowercased()) else { return [] }
    let value = typed[typed.index(after: colon)...]
    let kept = value.lastIndex(of: ",").map { value[...$0] } ?? ""
    return Self.beginning(with: value.dropFirst(kept.count), words(for: filter))
      .prefix(Self.countMax).map { "\(dash)\(filter.rawValue):\(kept)\($0)" }
  }

  private static let countMax = 20

  private static func beginning(with prefix: some StringProtocol, _ words: [String]) -> [String] {
    let wanted = prefix.lowercased()
    return words.filter { $0.lowercased().hasPrefix(wanted) && $0.lowercased() != wanted }
  }

  /// The valid words behind a filter; empty where anything can be typed.
  func words(for filter: QueryFilter) -> [String] {
    switch filter {
    case .status: Status.allCases.map(\.queryWord)
    case .amount: []
    case .currency: Currency.knownCodes.map { $0.lowercased() }
    case .account: accounts.map(\.text)
    case .provider: providers
    case .ref, .id, .by: []
    case .created: QuerySpanReader.dayWords + ["7d", "30d"]
    case .refunded: RefundedPart.allCases.map(\.rawValue)
    case .is: QueryMarkWord.allCases.map(\.rawValue)
    case .sort: QuerySort.Field.allCases.flatMap { [$0.rawValue, $0.rawValue + "-"] }
    }
  }
}

/// The words before a colon.
enum QueryFilter: String, CaseIterable {
  case status, amount, currency, account, provider, ref, id, created, refunded, `is`, by, sort

  /// What stands behind the colon, for a message.
  var noun: String {
    switch self {
    case .status, .amount, .currency, .account, .provider, .id: rawValue
    case .ref: "reference"
    case .created: "day"
    case .refunded, .is: "word"
    case .by: "login name"
    case .sort: "order"
    }
  }
}

/// The words behind `is:`.
enum QueryMarkWord: String, CaseIterable {
  case unknown, pending, mine
}
