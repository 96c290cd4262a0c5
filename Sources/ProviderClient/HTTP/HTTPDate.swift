package import Payments

/// The dates of HTTP headers (RFC 9110, IMF-fixdate) and what they say about clocks.
package enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads `Wed, 22 Apr 2026 02:37:11 GMT`; `nil` for anything else.
  package static func read(_ text: String) -> Instant? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT",
      let day = Int(parts[1]), let month = months.firstIndex(of: String(parts[2])),
      let year = Int(parts[3])
    else { return nil }
    let time = parts[4].split(separator: ":", omittingEmptySubsequences: false)
    guard time.count == 3, let hour = Int(time[0]), let minute = Int(time[1]),
      let second = Int(time[2])
    else { return nil }
    return CivilTime(
      year: year, month: month + 1, day: day, hour: hour, minute: minute, second: min(second, 59)
    )?.instant()
  }

  /// How far the provider's clock is ahead of ours, in milliseconds; `nil` without a readable
  /// `Date` header.
  ///
  /// The header counts whole seconds and was written at some moment of the exchange, so both are
  /// spans of time: where they meet, no skew is proven.
  package static func skewMilliseconds(of reply: HTTPReply) -> Int64? {
    guard let date = reply.headers["date"].flatMap(read) else { return nil }
    let dateEnd = date.adding(milliseconds: 999)
    if date > reply.ended { return date.milliseconds(since: reply.ended) }
    if dateEnd < reply.started { return dateEnd.milliseconds(since: reply.started) }
    return 0
  }

  /// The longest wait that `Retry-After` is believed: a day; nothing here is sent again later than that.
  package static let retryAfterSecondsMax = 86_400

  /// The seconds that `Retry-After` asks to wait, given as a number or as a date, at most a day; `nil` without one.
  package static func retryAfterSeconds(of reply: HTTPReply) -> Int? {
    guard let text = reply.headers["retry-after"] else { return nil }
    if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) {
      // Digits beyond what an integer holds ask for more than a day too.
      return min(Int(text) ?? .max, retryAfterSecondsMax)
    }
    guard let date = read(text) else { return nil }
    let milliseconds = max(0, date.milliseconds(since: reply.ended))
    return Int(min((milliseconds + 999) / 1000, Int64(retryAfterSecondsMax)))
  }
}
