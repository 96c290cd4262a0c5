import JSON
public import Payments
public import TextSafety

/// What a provider answered to a read of a payment, set out for a person to look at.
///
/// Only the body is kept, never a header. The credential, members that are named like one or like a
/// part of a card, and what looks like a card number are blotted out before it is made.
public struct RawAnswer: Hashable, Sendable {
  /// What was asked, without its query: `GET https://eu.neropay.app/v2/transactions/6636598`.
  public let request: SafeText
  /// The HTTP status.
  public let status: Int
  /// When the answer was whole, by our clock.
  public let asOf: Instant
  /// How many bytes it has, counted without the credential.
  public let byteCount: Int
  /// Whether these are the bytes of one row in a longer list.
  public let isPart: Bool
  /// JSON with a member to a line, numbers and strings as they were sent; other text in its own
  /// lines.
  public let lines: [ForeignText]
  /// Whether the lines end before the answer does.
  public let isCut: Bool

  /// Makes an answer.
  public init(
    request: SafeText, status: Int, asOf: Instant, byteCount: Int, isPart: Bool = false,
    lines: [ForeignText], isCut: Bool = false
  ) {
    self.request = request
    self.status = status
    self.asOf = asOf
    self.byteCount = byteCount
    self.isPart = isPart
    self.lines = lines
    self.isCut = isCut
  }
}

extension RawAnswer {
  /// About how many bytes are set out in lines; what providers say of one payment stays below two
  /// thousand.
  static let sizeLimit = 64 << 10

  /// Sets out the body of a reply, or the part of it that is about one payment.
  ///
  /// - Parameters:
  ///   - reply: The reply, the credential taken out.
  ///   - request: What was asked.
  ///   - part: The bytes of one row; `nil` for all of them.
  package init(_ reply: HTTPReply, to request: HTTPRequest, part: [UInt8]? = nil) {
    self.init(
      body: part ?? reply.body, isPart: part != nil,
      request: SafeText(sanitizing: request.description), status: reply.status ?? 0,
      asOf: reply.ended)
  }

  /// Sets out bytes.
  init(body: [UInt8], isPart: Bool, request: SafeText, status: Int, asOf: Instant) {
    let (lines, isCut) = Self.lines(of: body)
    self.init(
      request: request, status: status, asOf: asOf, byteCount: body.count, isPart: isPart,
      lines: lines.map { ForeignText($0) }, isCut: isCut)
  }

  private static func lines(of body: [UInt8]) -> (lines: [String], isCut: Bool) {
    do throws(JSONFailure) { _ = try JSONReader.read(body) } catch {
      let text = String(decoding: body.prefix(sizeLimit), as: UTF8.self)
      let lines = redactingCardNumbers(text).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      return (lines.map(String.init), body.count > sizeLimit)
    }
    let text = JSONText(body, limit: sizeLimit)
    return (text.lines, text.isCut)
  }
}
