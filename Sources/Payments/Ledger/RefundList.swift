public import TextSafety

/// The refunds that a provider lists of a payment, with what its list lacks.
public struct RefundList: Hashable, Sendable {
  /// The rows that could be read.
  public var rows: [ReportedRefund]
  /// What the list lacks.
  public var listing: Listing
  /// When its last page was answered; `nil` where it came with the payment.
  public var asOf: Instant?

  /// Makes a list.
  public init(
    _ rows: [ReportedRefund] = [], listing: Listing = .complete, asOf: Instant? = nil
  ) {
    self.rows = rows
    self.listing = listing
    self.asOf = asOf
  }
}

/// How far a provider's list of refunds can be relied on.
///
/// What a list does not show is only missing from it where the list is complete.
public struct Listing: Hashable, Sendable {
  /// Whether everything was seen that the provider lists.
  public var isWhole: Bool
  /// The rows that are refunds of the payment, or may be, and cannot be read.
  public var unreadable: [UnreadableRefund]

  /// Makes a listing.
  public init(isWhole: Bool, unreadable: [UnreadableRefund] = []) {
    self.isWhole = isWhole
    self.unreadable = unreadable
  }

  /// Everything was seen, and read.
  public static let complete = Listing(isWhole: true)

  /// Whether everything was seen, and read.
  public var isComplete: Bool { isWhole && unreadable.isEmpty }

  /// What one list lacks beside what another does.
  public func joined(with other: Listing) -> Listing {
    Listing(isWhole: isWhole && other.isWhole, unreadable: unreadable + other.unreadable)
  }
}

/// A provider's row that is a refund, or may be one, and says nothing that can be relied on.
public struct UnreadableRefund: Hashable, Sendable {
  /// The provider's id of it; `nil` where it has none.
  public var id: ForeignText?
  /// The free text that came with it; may hold our tag.
  public var details: ForeignText?
  /// The merchant's reference on the row; `nil` where there is none.
  public var reference: ForeignText?
  /// When the provider says it happened.
  public var time: ProviderTime?
  /// Whether the provider calls it a refund, or a word that may mean one; else only a tag says so.
  public var isRefund: Bool

  /// Makes a row.
  public init(
    id: ForeignText?, details: ForeignText? = nil, reference: ForeignText? = nil,
    time: ProviderTime? = nil, isRefund: Bool = true
  ) {
    self.id = id.flatMap { $0.isEmpty ? nil : $0 }
    self.details = details
    self.reference = reference
    self.time = time
    self.isRefund = isRefund
  }

  /// The row without its amount, which is nought here, for what looks at ids, words and times only.
  public func words(in currency: Currency) -> ReportedRefund {
    ReportedRefund(
      id: id, amount: .zero(currency), time: time, providerStatus: "", progress: .unrecognised,
      link: .unattributed, details: details, reference: reference)
  }
}

extension ReportedRefund {
  /// What stands in a ledger for that which a list lacks: nothing that is shown or added up, and what remains is then no
  /// more than *at most*.
  public static func lacking(in currency: Currency) -> ReportedRefund {
    UnreadableRefund(id: nil).words(in: currency)
  }
}

extension [ReportedRefund] {
  /// The ids under which a list says different things, each as a row that cannot be read: nobody can tell which is right.
  public var contradictingThemselves: [UnreadableRefund] {
    var first: [ForeignText: ReportedRefund] = [:]
    var told: Set<ForeignText> = []
    var found: [UnreadableRefund] = []
    for row in self {
      guard let id = row.id, !id.isEmpty else { continue }
      guard let other = first[id] else {
        first[id] = row
        continue
      }
      guard other != row, told.insert(id).inserted else { continue }
      let words = [other.details, row.details].compactMap { $0?.raw }
      found.append(
        UnreadableRefund(
          id: id, details: words.isEmpty ? nil : ForeignText(words.joined(separator: " ")),
          reference: other.reference ?? row.reference,
          // The later time is the one that rules less out.
          time: [other.time, row.time].contains(nil)
            ? nil : [other.time, row.time].compactMap(\.self).max { $0.instant < $1.instant }))
    }
    return found
  }
}
