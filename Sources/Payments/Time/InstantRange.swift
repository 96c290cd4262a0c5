/// A span of time: the instants from one up to, but not including, another.
public struct InstantRange: Hashable, Sendable {
  /// The first instant; `nil` where there is none.
  public let from: Instant?
  /// The first instant after the span; `nil` where there is none.
  public let upTo: Instant?

  /// Makes a span.
  public init(from: Instant?, upTo: Instant?) {
    self.from = from
    self.upTo = upTo
  }

  /// All of time.
  public static let always = InstantRange(from: nil, upTo: nil)

  /// Whether an instant lies in the span.
  public func contains(_ instant: Instant) -> Bool {
    from.map { instant >= $0 } != false && upTo.map { instant < $0 } != false
  }

  /// The instants that lie in both spans.
  public func intersection(_ other: InstantRange) -> InstantRange {
    InstantRange(
      from: [from, other.from].compactMap(\.self).max(),
      upTo: [upTo, other.upTo].compactMap(\.self).min())
  }

  /// Whether no instant can lie in the span.
  public var isEmpty: Bool {
    guard let from, let upTo else { return false }
    return from >= upTo
  }
}
