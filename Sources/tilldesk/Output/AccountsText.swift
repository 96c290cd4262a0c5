import Payments
import SupportDesk
import TextSafety

/// The accounts and their merchants as lines: a head for each, and what is open about it set in.
struct AccountsText {
  private let reports: [MerchantReport]
  private let left: [LeftMerchant]
  private let zone: ZoneOffsets

  /// Makes the text, with times in a zone.
  init(_ reports: [MerchantReport], left: [LeftMerchant], zone: ZoneOffsets) {
    self.reports = reports
    self.left = left
    self.zone = zone
  }

  /// The lines.
  var lines: [SafeText] {
    reports.flatMap { report in [head(report)] + details(report).map { "  \($0)" } }
      + left.map(line)
  }

  /// What a confirmation compared, and what it leaves behind.
  func confirmation(_ came: MerchantConfirmation) -> [SafeText] {
    guard came.isNews else { return ["Nothing is in doubt; nothing was changed."] }
    let compared: [SafeText] =
      came.comparison.lines.isEmpty
      ? ["No payment is on record to compare."]
      : came.comparison.lines.map { line in
        "\(line.agrees ? "Same" : "Differs"): payment \(line.payment) \(line.words)"
      }
    let behind: [SafeText] =
      came.leftBehind == 0
      ? []
      : [
        "\(came.leftBehind) decision\(came.leftBehind == 1 ? "" : "s") of the merchant before stay\(came.leftBehind == 1 ? "s" : "") held; see tilldesk attention."
      ]
    return compared + behind + ["Confirmed."]
  }

  private func head(_ report: MerchantReport) -> SafeText {
    let account = report.account
    return
      "\(account.name.safe)  \(account.providerTitle)  \(account.mode.word)  merchant \(report.name ?? "not known")"
  }

  private func details(_ report: MerchantReport) -> [SafeText] {
    let since: SafeText = report.since.map { " since \(minute($0))" } ?? ""
    let word: [SafeText] = report.word.map { ["Named \($0)\(since)"] } ?? []
    return word
      + ["At \(SafeText(sanitizing: report.account.identity.origin)), \(report.credential)…"]
      + (report.obstacle.map { [$0] } ?? [])
  }

  private func line(_ left: LeftMerchant) -> SafeText {
    let labels = left.labels.map(\.safe).joined(separator: ", ")
    let name: SafeText = labels.isEmpty ? SafeText(sanitizing: left.identity.merchant) : labels
    return
      "\(name)  \(SafeText(sanitizing: left.identity.provider.rawValue))  not in the configuration any more: \(left.unsettled) not settled. Put the account back; if it has another label and key now: tilldesk accounts confirm NAME --was \(name)"
  }

  private func minute(_ time: Instant) -> SafeText {
    "\(zone.civil(time).minuteText) \(zone.name)"
  }
}

extension JSONValue {
  /// One account of `accounts`.
  static func merchant(_ report: MerchantReport) -> JSONValue {
    let account = report.account
    return .members([
      "account": .string(account.name.text),
      "provider": .string(account.identity.provider.rawValue),
      "mode": .string(account.mode.rawValue), "origin": .string(account.identity.origin),
      "merchant": .optional(report.name?.text), "word": .optional(report.word?.text),
      "since": report.since.map { .instant($0) } ?? .null,
      "credential": .string(report.credential.text), "sends": .boolean(report.obstacle == nil),
      "obstacle": .optional(report.obstacle?.text),
      "canBeConfirmed": .boolean(report.canBeConfirmed),
    ])
  }

  /// A merchant without an account.
  static func left(_ left: LeftMerchant) -> JSONValue {
    .members([
      "provider": .string(left.identity.provider.rawValue),
      "origin": .string(left.identity.origin),
      "labels": .array(left.labels.map { .string($0.text) }),
      "unsettled": .integer(Int64(left.unsettled)),
    ])
  }

  /// What `accounts confirm` came to.
  static func confirmation(_ came: MerchantConfirmation, _ report: MerchantReport) -> JSONValue {
    .members([
      "confirmed": .boolean(came.isNews),
      "compared": .array(
        came.comparison.lines.map { line in
          .members([
            "id": .string(line.payment.text), "same": .boolean(line.agrees),
            "words": .string(line.words.text),
          ])
        }), "leftBehind": .integer(Int64(came.leftBehind)), "account": .merchant(report),
    ])
  }
}
