import Foundation
import ProgramSupport

/// What `tilldesk show --json` says of a payment.
struct Shown: Decodable {
  struct Amount: Decodable {
    let minor: Int64
  }

  struct Remaining: Decodable {
    let money: Amount?
    let source: String
    let atMost: Amount?
  }

  let status: String
  let refunded: Amount?
  let held: Amount?
  let remaining: Remaining?

  /// What certainly or possibly went back.
  var takenMinor: Int64 { (refunded?.minor ?? 0) + (held?.minor ?? 0) }

  /// The most that can be refunded.
  var leftMinor: Int64? { remaining?.money?.minor ?? remaining?.atMost?.minor }

  init(_ outcome: Program.Outcome) throws {
    self = try JSONDecoder().decode(Shown.self, from: Data(outcome.output.utf8))
  }
}
