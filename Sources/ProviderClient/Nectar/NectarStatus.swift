import JSON
import Payments
import TextSafety

/// Nectar's eighteen codes (A5).
///
/// Unknown ones stay numbers.
struct NectarStatus: Hashable {
  /// The code; `nil` when the provider gave a word that no code has.
  let code: Int?
  /// The provider's own number and word: `6 REFUNDED`, `42`.
  let words: ForeignText

  private static let names = [
    "COMPLETED", "PENDING", "AUTHORIZED", "CAPTURED", "DECLINED", "CANCELED", "REFUNDED",
    "CHARGED BACK", "IN PROGRESS", "VOIDED", "PENDING REVIEW", "PARTIALLY REFUNDED",
    "UNDER INVESTIGATION", "FAILED TO CAPTURE", "EXPIRED", "SUSPENDED", "TRANSFERRED",
    "SCHEDULED",
  ]

  /// Reads `statusCode`, else `status` as a number or a word: the table and the sample of A4
  /// differ.
  init(_ value: JSONValue) {
    let token = value.first(of: "statusCode", "status")?.token ?? ""
    code = Self.code(token)
    if let code, Self.names.indices.contains(code) {
      words = ForeignText("\(code) \(Self.names[code])")
    } else {
      words = ForeignText(token)
    }
  }

  /// Whether a value that names its state by code and by word means one state by both.
  static func isOfOneMind(_ value: JSONValue) -> Bool {
    guard let code = value["statusCode"]?.token, let word = value["status"]?.token else {
      return true
    }
    return Self.code(code) == Self.code(word)
  }

  private static func code(_ token: String) -> Int? {
    let name = token.uppercased().replacing("_", with: " ")
    return Int(token) ?? names.firstIndex(of: name == "CANCELLED" ? "CANCELED" : name)
  }

  /// The state in our vocabulary; 6 is what the reply to a partial refund shows too (`providers`
  /// §2.3.2).
  var status: Status {
    switch code {
    case 0, 3, 16: .paid
    case 1, 8, 17: .pending
    case 2: .authorized
    case 4, 13, 14: .failed
    case 5, 9: .cancelled
    case 6: .refunded
    case 7: .disputed
    case 10, 12, 15: .review
    case 11: .partlyRefunded
    default: .unrecognised
    }
  }
}
