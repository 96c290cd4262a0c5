import Payments
import SampleWorld
import SupportDesk
import TextSafety
import ViewModels

/// A conversation in lines with foreign text wherever a line can hold some.
package struct HostileTalk: Sendable {
  /// What failures call it.
  package let name: String
  /// Holds the conversation with texts of a feed.
  package let hold: @Sendable (inout TextFeed) -> PlainRecorder

  /// All of them.
  package static let all: [HostileTalk] = [
    lists, payments, results, decisions, matters, rulings,
  ].flatMap(\.self)

  /// The conversation of a name.
  package static func named(_ name: String) -> HostileTalk? { all.first { $0.name == name } }

  /// A conversation that has begun.
  static func talk(
    _ name: String, _ go: @escaping @Sendable (inout PlainRecorder, inout TextFeed) -> Void
  ) -> HostileTalk {
    HostileTalk(name: name) { feed in
      var talk = PlainRecorder(context: feed.context())
      talk.attend([])
      talk.find(SearchAnswer(rows: [], total: 0))
      go(&talk, &feed)
      return talk
    }
  }

  // MARK: - Lists

  private static let lists = [
    HostileTalk(name: "news") { feed in
      var talk = PlainRecorder(context: feed.context())
      let news = [feed.news(.succeeded, nil), feed.news(.unknown, .unknown)]
      talk.attend([feed.item(.unknown)], news: news)
      talk.find(SearchAnswer(rows: [], total: 0))
      return talk
    },
    talk("rows") { talk, feed in
      talk.say("np-order")
      let states: [Status] = [.partlyRefunded, .unrecognised, .paid, .failed, .review]
      var answer = SearchAnswer(rows: states.map { feed.row($0) }, total: 12)
      answer.forgiving = true
      answer.progress = [
        World.uk.name: .answered(World.start, incomplete: feed.safe()),
        World.live.name: .failed(feed.sentence()),
        World.ng.name: .answered(World.start, incomplete: nil),
      ]
      talk.find(answer)
      talk.say("list")
      talk.say("more")
    },
    talk("near") { talk, feed in
      talk.say("np-order")
      var answer = SearchAnswer(rows: [], total: 0)
      answer.near = (0..<3).map { _ in feed.row(.paid) }
      talk.find(answer)
    },
    talk("messages") { talk, feed in
      for level in [Message.Level.note, .success, .warning, .error] {
        let text = feed.sentence()
        talk.send { .noticed(level, text, at: $0) }
      }
      talk.say("messages")
      talk.say("help")
    },
  ]

  // MARK: - Payments

  /// A conversation in which a payment was opened.
  static func opened(
    _ name: String, _ status: Status = .paid,
    _ go: @escaping @Sendable (inout PlainRecorder, inout TextFeed) -> Void
  ) -> HostileTalk {
    talk(name) { talk, feed in
      let row = feed.row(status)
      talk.say("np-order")
      talk.find(SearchAnswer(rows: [row], total: 1))
      talk.say("1")
      var detail = feed.refundable(row)
      if status == .pending {
        detail.refundRefusal = .status(
          .refund, .pending, providerStatus: row.transaction.providerStatus)
        detail.cancelRefusal = nil
      }
      talk.read(.success(detail))
      go(&talk, &feed)
    }
  }

  private static let payments = [
    opened("payment") { _, _ in },
    talk("payment-offline") { talk, feed in
      let row = feed.row(.review)
      talk.say("np-order")
      talk.find(SearchAnswer(rows: [row], total: 1))
      talk.say("1")
      talk.read(.success(feed.detail(of: row)))
      talk.say("refund")
      talk.say("cancel")
    },
    talk("payment-failed") { talk, feed in
      let row = feed.row(.paid)
      talk.say("np-order")
      talk.find(SearchAnswer(rows: [row], total: 1))
      talk.say("1")
      talk.read(.failure(.provider(World.uk.name, feed.sentence())))
    },
    opened("timeline") { talk, feed in
      talk.say("timeline")
      let serial = talk.model.timeline?.serial ?? -1
      let lines = feed.timeline().lines ?? []
      talk.send { .timelineArrived(serial: serial, .success(lines), at: $0) }
    },
    opened("timeline-failed") { talk, feed in
      talk.say("timeline")
      let serial = talk.model.timeline?.serial ?? -1
      let error = DeskError.journal(feed.sentence(), mayHaveMoved: false)
      talk.send { .timelineArrived(serial: serial, .failure(error), at: $0) }
    },
  ]
}
