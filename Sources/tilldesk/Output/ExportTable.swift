import Payments
import SupportDesk
import TextSafety

/// Rows in full, for a spreadsheet: every fact that the index has, amounts and currencies apart.
struct ExportTable {
  private static let header: [SafeText] = [
    "created_utc", "created_as_given", "account", "mode", "provider", "transaction", "reference",
    "kind", "status", "provider_status", "amount", "currency", "amount_minor", "remaining",
    "remaining_minor", "remaining_is", "open_decision", "customer", "remark", "description",
    "read_utc",
  ]

  /// The table.
  let csv: CSV

  /// Makes the table of rows.
  init(_ rows: [PaymentRow], accounts: [DeskAccount]) {
    let titles = Dictionary(
      accounts.map { ($0.name, $0.providerTitle) }, uniquingKeysWith: { first, _ in first })
    var csv = CSV(header: Self.header)
    for row in rows { csv.append(row: Self.cells(row, provider: titles[row.account] ?? "")) }
    self.csv = csv
  }

  private static func cells(_ row: PaymentRow, provider: SafeText) -> [SafeText] {
    let transaction = row.transaction
    let remaining = MoneyCells(row.remaining)
    let amount = MoneyCells(transaction.amount)
    return [
      utc(transaction.created), transaction.created?.original.safe ?? "", row.account.safe,
      row.mode == .live ? "live" : "test", provider, transaction.id.safe,
      transaction.reference.safe, SafeText(sanitizing: transaction.kindWord),
      transaction.statusTitle, transaction.providerStatus.safe,
      amount.decimal, amount.currency, amount.minor, remaining.decimal, remaining.minor,
      remaining.source, row.openState?.title ?? "", transaction.customer?.safe ?? "",
      transaction.remark?.safe ?? "", transaction.details?.safe ?? "",
      SafeText(sanitizing: row.asOf.iso),
    ]
  }

  /// The time in UTC; empty when the provider does not say in which zone it is.
  private static func utc(_ time: ProviderTime?) -> SafeText {
    guard let time, time.zone == .stated else { return "" }
    return SafeText(sanitizing: time.instant.iso)
  }
}
