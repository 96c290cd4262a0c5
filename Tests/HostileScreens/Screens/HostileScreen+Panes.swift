import Payments
import SampleWorld
import SupportDesk
import TextSafety
import ViewModels

// The transactions and the payment, in everything that they can be in.

extension HostileScreen {
  static let list = [
    desk("list") { _, _ in },
    desk("list-all-columns") { model, _ in
      model.memory.remembered.apply(.columns(ColumnChoice(order: ListColumn.allCases, hidden: [])))
    },
    desk("list-texts-only") { model, _ in
      model.memory.remembered.apply(
        .columns(
          ColumnChoice(
            order: [.details, .customer, .remark, .reference, .transaction, .amount, .status],
            hidden: [.created, .account, .remaining, .provider])))
    },
    desk("list-marked") { model, feed in
      model.list.marks = Set(model.list.rows.map(\.id))
      model.list.answer?.forgiving = true
      model.said.notice = feed.message(.success)
    },
    desk("search") { model, feed in
      model.list.isSearching = true
      model.list.search = feed.line()
      model.list.mistakes = [
        QueryMistake(range: 0..<0, message: feed.sentence(), suggestion: feed.text())
      ]
    },
    desk("search-left-mistaken") { model, feed in
      model.list.search = feed.line()
      model.list.mistakes = [
        QueryMistake(range: 0..<0, message: feed.sentence(), suggestion: feed.text()),
        QueryMistake(range: 0..<0, message: feed.sentence(), suggestion: nil),
      ]
    },
    empty("first-run") { model, feed in
      model.list.search = LineEditor()
      model.list.answeredText = ""
      _ = model.update(.memoryRead(DeskMemory(), at: model.now))
    },
    empty("reading-the-index") { model, _ in
      model.list.answer = nil
      model.list.askedAt = World.start
    },
    empty("nothing-found") { model, _ in
      for account in model.context.accounts {
        model.list.answer?.progress[account.name] = .answered(World.start, incomplete: nil)
      }
    },
    empty("near") { model, feed in
      model.list.answer?.near = feed.near()
    },
    empty("partial-answer") { model, feed in
      model.list.askedAt = World.start
      model.list.answer?.progress[World.uk.name] = .answered(World.start, incomplete: feed.safe())
      model.list.answer?.progress[World.live.name] = .waiting
    },
    empty("offline") { model, feed in
      for account in model.context.accounts {
        model.list.answer?.progress[account.name] = .failed(feed.sentence())
      }
    },
    desk("draft-kept") { model, feed in
      model.said.notice = nil
      var memory = DeskMemory()
      memory.apply(.welcomed)
      memory.apply(
        .drafted(
          RefundDraft(
            key: World.key("1"), reference: feed.text(), amount: feed.text(), reason: feed.text(),
            ticket: feed.text(), note: feed.text(), saved: model.now)))
      _ = model.update(.memoryRead(memory, at: model.now))
    },
    desk("exported") { model, feed in
      let report = ExportReport(path: feed.safe(), written: 3, total: 4)
      _ = model.update(.exported(serial: 1, .success(report), at: model.now))
    },
    desk("warning") { model, feed in model.said.notice = feed.message(.warning) },
    desk("remark") { model, feed in model.said.notice = feed.message(.note) },
  ]

  static let details = [
    desk("detail") { model, _ in model.screen.focus = .detail },
    desk("detail-refundable") { model, feed in
      let row = feed.row(.paid)
      model.screen.focus = .detail
      model.list.answer?.rows = [row]
      model.list.selected = row.id
      model.detail.key = row.id
      model.detail.detail = feed.refundable(row)
    },
    desk("detail-inexact") { model, feed in
      let row = feed.row(.review)
      model.screen.focus = .detail
      model.detail.key = row.id
      model.detail.detail = feed.detail(of: row)
    },
    desk("detail-frozen") { model, _ in
      model.screen.focus = .detail
      model.detail.detail?.isFrozen = true
    },
    desk("detail-failed") { model, feed in
      model.screen.focus = .detail
      model.detail.detail = nil
      model.detail.failure = feed.sentence()
    },
    desk("detail-read") { model, _ in
      model.detail.previous = model.detail.detail
      model.detail.detail = nil
      model.detail.isLoading = true
      model.detail.askedAt = World.start
    },
  ]

  /// A desk without rows.
  private static func empty(
    _ name: String, _ change: @escaping @Sendable (inout DeskModel, inout TextFeed) -> Void
  ) -> HostileScreen {
    desk(name) { model, feed in
      model.list.answer = SearchAnswer(rows: [], total: 0)
      model.list.selected = nil
      model.detail = DetailModel()
      model.said.notice = nil
      change(&model, &feed)
    }
  }
}
