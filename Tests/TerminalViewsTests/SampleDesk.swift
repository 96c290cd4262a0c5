import Payments
import SupportDesk
import TextSafety
import ViewModels

/// A desk with three accounts and a list that has everything in it that is hard to draw.
enum SampleDesk {
  static let now = time("2026-05-15T14:02:13Z")
  static let read = time("2026-05-15T14:02:11Z")

  static let ukStore = account("uk-store", provider: "neropay", title: "NeroPay", mode: .live)
  static let ngStore = account("ng-store", provider: "nectar", title: "Nectar", mode: .live)
  static let nzStore = account("nz-store", provider: "aiic", title: "AIIC Pay", mode: .test)

  static let context = DeskContext(
    accounts: [ukStore, ngStore, nzStore], actor: Actor("amina"), zone: .utc, keymap: .standard)

  /// A desk of a size with the sample rows and nothing open.
  static func desk(rows: [PaymentRow] = SampleRows.all, context: DeskContext = context) -> DeskModel
  {
    var model = DeskModel(context: context)
    model.now = now
    model.attention.count = 2
    model.list.search.insert("~50 gbp tue")
    model.list.answeredText = model.list.search.text
    model.list.askedAt = now
    model.list.answer = SearchAnswer(rows: rows, total: 4812, progress: answered)
    model.list.selected = rows.first?.id
    model.detail.key = rows.first?.id
    model.detail.detail = SampleDetail.partlyRefunded
    return model
  }

  /// Every account has answered.
  static var answered: [AccountName: SearchAnswer.Progress] {
    Dictionary(
      uniqueKeysWithValues: context.accounts.map { ($0.name, .answered(read, incomplete: nil)) })
  }

  static func time(_ text: String) -> Instant {
    ProviderTime(text)?.instant ?? Instant(milliseconds: 0)
  }

  private static func account(
    _ name: String, provider: String, title: SafeText, mode: Mode
  ) -> DeskAccount {
    DeskAccount(
      name: accountName(name),
      identity: AccountIdentity(
        provider: ProviderName(rawValue: provider), origin: "https://\(provider).example",
        merchant: "m1"),
      mode: mode, providerTitle: title,
      capabilities: Capabilities(Set(Capabilities.Ability.allCases), reasons: [:]),
      writeObstacle: nil, undoSeconds: mode == .live ? 5 : 0)
  }

  private static func accountName(_ text: String) -> AccountName {
    guard let name = AccountName(text) else { preconditionFailure("Not an account: \(text)") }
    return name
  }
}

extension LineEditor {
  /// Types a text.
  mutating func insert(_ text: String) { for character in text { insert(character) } }
}
