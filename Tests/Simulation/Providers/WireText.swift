import Payments

/// Reads and writes the little JSON that the simulated providers need.
enum WireText {
  /// The value of a member in a flat piece of JSON without escapes: a text without its quotes, else the bare token.
  static func member(_ name: String, in body: [UInt8]) -> String? {
    let key = Array("\"\(name)\":".utf8)
    guard let start = place(of: key, in: body).map({ $0 + key.count }), start < body.count else {
      return nil
    }
    if body[start] == UInt8(ascii: "\"") {
      let value = body[(start + 1)...].prefix { $0 != UInt8(ascii: "\"") }
      return String(decoding: value, as: UTF8.self)
    }
    let value = body[start...].prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
    return String(decoding: value, as: UTF8.self)
  }

  /// Where a piece stands in a text for the first time.
  static func place(of piece: [UInt8], in body: [UInt8]) -> Int? {
    guard let first = piece.first, body.count >= piece.count else { return nil }
    // Loops by hand: this runs for every request, also where nothing is optimised.
    var start = 0
    while start <= body.count - piece.count {
      if body[start] == first {
        var length = 1
        while length < piece.count, body[start + length] == piece[length] { length += 1 }
        if length == piece.count { return start }
      }
      start += 1
    }
    return nil
  }

  /// The minor units of a token with exactly the currency's digits, or of whole units; `nil` for anything else.
  static func minor(_ token: String, exponent: Int) -> Int64? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2 else { return nil }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard fraction.utf8.count == exponent || fraction.isEmpty else { return nil }
    let padded = fraction.isEmpty ? String(repeating: "0", count: exponent) : fraction
    return Int64(whole + padded)
  }

  /// `2026-09-21T13:46:40Z`, of a time of the story.
  static func iso(_ time: Int64) -> String {
    let civil = CivilTime(World.beginning.adding(milliseconds: time))
    return
      "\(civil.year)-\(two(civil.month))-\(two(civil.day))T\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second))Z"
  }

  /// The day alone: `2026-09-21`.
  static func day(_ time: Int64) -> String { String(iso(time).prefix(10)) }

  /// `Mon, 21 Sep 2026 13:46:40 GMT`, for the header by which clocks are compared.
  static func httpDate(_ time: Int64) -> String {
    let instant = World.beginning.adding(milliseconds: time)
    let civil = CivilTime(instant)
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = days[Int(instant.seconds / 86_400 % 7)]
    return
      "\(day), \(two(civil.day)) \(months[civil.month - 1]) \(civil.year) \(two(civil.hour)):\(two(civil.minute)):\(two(civil.second)) GMT"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// A provider's answer before anything happens to it on the way.
struct WireAnswer {
  var status: Int
  var body: String
  var headers: [String: String] = [:]
}
