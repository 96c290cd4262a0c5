import Payments

extension Instant {
  /// ISO 8601 in UTC with seconds: `2026-04-22T02:37:11Z`.
  var iso: String { "\(CivilTime(self).isoText)Z" }

  /// The same with milliseconds: `2026-04-22T02:37:11.120Z`.
  var isoMilliseconds: String {
    let civil = CivilTime(self)
    return "\(civil.isoText).\(String(1000 + civil.millisecond).dropFirst())Z"
  }
}

extension CivilTime {
  /// `2026-04-22 02:37`.
  var minuteText: String { "\(dateText) \(clockText)" }

  /// `2026-04-22 02:37:11`.
  var secondText: String { "\(minuteText):\(twoDigits(second))" }

  fileprivate var isoText: String { "\(dateText)T\(clockText):\(twoDigits(second))" }
  /// `02:37`.
  var clockText: String { "\(twoDigits(hour)):\(twoDigits(minute))" }
}

private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
