package import Payments
import ProviderClient
package import TextSafety

/// What the provider last answered to a read of a payment, as it may be shown.
///
/// Credentials and card numbers were blotted out when it came in; it is kept in memory only.
package struct ProviderAnswer: Hashable, Sendable {
  /// What was asked, without its query.
  package var request: SafeText
  /// The HTTP status.
  package var status: Int
  /// When it was read, by our clock.
  package var asOf: Instant
  /// How many bytes it has, counted without the credential.
  package var byteCount: Int
  /// Whether it is one row of a longer list, the others left out.
  package var isPart: Bool
  /// Its lines, set out for reading.
  package var lines: [SafeText]
  /// Whether the lines end before the answer does.
  package var isCut: Bool

  /// Makes an answer.
  package init(
    request: SafeText, status: Int, asOf: Instant, byteCount: Int, isPart: Bool = false,
    lines: [SafeText], isCut: Bool = false
  ) {
    self.request = request
    self.status = status
    self.asOf = asOf
    self.byteCount = byteCount
    self.isPart = isPart
    self.lines = lines
    self.isCut = isCut
  }

  init(_ raw: RawAnswer) {
    self.init(
      request: raw.request, status: raw.status, asOf: raw.asOf, byteCount: raw.byteCount,
      isPart: raw.isPart, lines: raw.lines.map(\.safe), isCut: raw.isCut)
  }
}
