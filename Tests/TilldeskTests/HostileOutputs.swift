import HostileScreens
import Payments
import SampleWorld
import SupportDesk
import TextSafety
import ViewModels

@testable import tilldesk

/// Everything that is written in lines, with foreign text wherever it can come.
enum HostileLines: CaseIterable {
  case rows, payment, matter, narration, mistakenSearch, failures, log

  func make(_ feed: inout TextFeed) -> [SafeText] {
    switch self {
    case .rows: RowTable((0..<4).map { _ in feed.row(.review) }, zone: .utc, isComplete: true).lines
    case .payment: DetailText(feed.detail(of: feed.row(.paid)), zone: .utc).lines
    case .matter: AttentionText(feed.dossier(feed.item(.unknown)), zone: .utc).lines
    case .narration: narration(&feed)
    case .mistakenSearch: [mistake(&feed)]
    case .failures: failures(&feed).map { "tilldesk: \(CommandFailure($0).message)" }
    case .log: [log(&feed)]
    }
  }

  private func narration(_ feed: inout TextFeed) -> [SafeText] {
    var answer = SearchAnswer(rows: [], total: 3, near: [feed.row(.paid)])
    answer.progress = [
      World.uk.name: .answered(World.start, incomplete: feed.safe()),
      World.live.name: .failed(feed.sentence()),
    ]
    return SearchNarration(answer).lines
  }

  private func mistake(_ feed: inout TextFeed) -> SafeText {
    let text = feed.text()
    let mistake = QueryMistake(
      range: 0..<text.count, message: feed.sentence(), suggestion: feed.text())
    return CommandFailure(mistakes: [mistake], in: text).message
  }

  private func failures(_ feed: inout TextFeed) -> [DeskError] {
    let row = feed.row(.paid)
    return [
      .refused(.unsupported(feed.sentence())), .refused(.changed(feed.sentence())),
      .refused(.amountNotExact(feed.safe())),
      .refused(.status(.refund, .failed, providerStatus: feed.foreign())),
      .refused(.recentRefund(World.pounds(1), feed.actor(), World.start, refundID: feed.foreign())),
      .refused(.openIntent(.unknown, .refund, World.pounds(1), feed.actor(), World.start)),
      .notFound(feed.safe(), near: [row]),
      .alias(feed.safe(), candidates: [row, feed.row(.failed)], isComplete: false),
      .provider(World.uk.name, feed.sentence()),
      .journal(feed.sentence(), mayHaveMoved: true), .unknownAccount(feed.safe()),
    ]
  }

  private func log(_ feed: inout TextFeed) -> SafeText {
    let intent = feed.intent(1, on: feed.row(.paid), state: .succeeded)
    return LogLine(
      time: ZoneOffsets.utc.civil(World.start), payment: intent.payment,
      sentence: feed.sentence()
    ).text
  }
}

/// Everything that is written for a spreadsheet.
enum HostileTable: CaseIterable {
  case search, export

  /// How many rows there are.
  static let rows = 4

  /// How many columns there are.
  var columns: Int {
    switch self {
    case .search: 13
    case .export: 21
    }
  }

  func make(_ feed: inout TextFeed) -> CSV {
    let rows = (0..<Self.rows).map { number in feed.row(number == 0 ? .review : .paid) }
    return switch self {
    case .search: RowTable(rows, zone: .utc, isComplete: false).csv
    case .export: ExportTable(rows, accounts: World.context.accounts).csv
    }
  }
}

/// Everything that is written for scripts.
enum HostileObject: CaseIterable {
  case row, payment, matter, result, settled

  func make(_ feed: inout TextFeed) -> JSONValue {
    switch self {
    case .row: return .row(feed.row(.review), account: World.live, ofComplete: true)
    case .payment: return .detail(feed.detail(of: feed.row(.paid)))
    case .matter: return .matter(feed.dossier(feed.item(.unknown)))
    case .result:
      return .result(
        feed.result(.succeeded), reference: feed.foreign(), remaining: nil, failure: nil)
    case .settled:
      let intent = feed.intent(1, on: feed.row(.paid), state: .succeeded)
      return .settled(
        Settled(intent: intent, before: .unknown, sentence: feed.sentence()))
    }
  }
}
