import Payments
import SampleWorld
import SupportDesk
import TextSafety
import ViewModels

// Refunds, cancels and rulings in lines.

extension HostileTalk {
  static let results = IntentState.allCases.map { state in
    filled("refund-\(state)") { talk, feed in
      talk.review(.success(feed.review()))
      let row = feed.row(.paid)
      talk.confirm(
        feed.intent(7, on: row, state: .prepared), .success(feed.result(state)))
    }
  }

  static let decisions = [
    filled("refund-another") { talk, feed in
      var review = feed.review(.refund, .test, recent: true)
      review.wantsReference = true
      talk.review(.success(review))
      talk.say("5.00")
      talk.say("another")
      talk.settle()
      talk.say("5.00")
      talk.say("back")
    },
    filled("refund-refused") { talk, feed in
      talk.review(.failure(.refused(.changed(feed.sentence()))))
      talk.say("amount")
      talk.interrupt()
    },
    filled("refund-failed") { talk, feed in
      talk.review(.success(feed.review()))
      let row = feed.row(.paid)
      talk.confirm(
        feed.intent(7, on: row, state: .prepared),
        .failure(.journal(feed.sentence(), mayHaveMoved: true)))
    },
    opened("cancel", .pending) { talk, feed in
      talk.say("cancel")
      talk.review(.success(feed.review(.cancel)))
      let row = feed.row(.pending)
      talk.confirm(
        feed.intent(7, on: row, kind: .cancel, state: .prepared),
        .success(feed.result(.succeeded)))
    },
  ]

  /// A refund of 5.00 that was asked for, with something typed into every field.
  private static func filled(
    _ name: String, _ go: @escaping @Sendable (inout PlainRecorder, inout TextFeed) -> Void
  ) -> HostileTalk {
    opened(name) { talk, feed in
      talk.say("refund")
      talk.say("5.00")
      for _ in 0..<3 { talk.say("") }
      go(&talk, &feed)
    }
  }

  // MARK: - Matters

  static let matters = AttentionItem.Matter.allCases.map { matter in
    chosen("matter-\(matter)", matter) { talk, feed in
      talk.say("check")
      guard let id = talk.model.attention.selectedItem?.intent?.id,
        let serial = talk.model.settling.work[id]?.serial
      else { return }
      let news = feed.news(.succeeded, nil)
      talk.send { .settled(serial: serial, .success(news), at: $0) }
    }
  }

  static let rulings = [
    chosen("ruling", .needsPerson) { talk, feed in
      for line in ["rule", "1", "2", "dashboard"] { talk.say(line) }
      talk.settle()
      talk.say(talk.model.confirm?.wantedWord ?? "")
      let serial = talk.model.confirm?.serial ?? -1
      let news = feed.news(.ruledDone, nil)
      talk.send { .ruled(serial: serial, .success(news), at: $0) }
    },
    chosen("replay", .unknown) { talk, feed in
      talk.say("replay")
      talk.settle()
      talk.say(talk.model.confirm?.wantedWord ?? "")
      let error = DeskError.provider(World.uk.name, feed.sentence())
      guard let id = talk.model.attention.selectedItem?.intent?.id,
        let serial = talk.model.settling.work[id]?.serial
      else { return }
      talk.send { .settled(serial: serial, .failure(error), at: $0) }
    },
    chosen("release", .frozen) { talk, feed in
      for line in ["release", "0", "statement"] { talk.say(line) }
      talk.settle()
      talk.say("release")
      let serial = talk.model.confirm?.serial ?? -1
      let error = DeskError.refused(.ruling(feed.sentence()))
      talk.send { .released(serial: serial, .failure(error), at: $0) }
    },
    talk("matters-failed") { talk, feed in
      talk.say("attention")
      let serial = talk.model.attention.itemsSerial
      let error = DeskError.journal(feed.sentence(), mayHaveMoved: false)
      talk.send { .attentionArrived(serial: serial, .failure(error), at: $0) }
    },
  ]

  /// A conversation in the evidence of one matter, on which everything can be done.
  private static func chosen(
    _ name: String, _ matter: AttentionItem.Matter,
    _ go: @escaping @Sendable (inout PlainRecorder, inout TextFeed) -> Void
  ) -> HostileTalk {
    talk(name) { talk, feed in
      var item = feed.item(matter)
      let others = [feed.item(.overdue, number: 2), feed.item(.unknown, number: 3)]
      if name != "matter-\(matter)" { item.refusals = [:] }
      talk.say("attention")
      talk.attend([item] + others)
      talk.say("1")
      talk.show(feed.dossier(item))
      go(&talk, &feed)
    }
  }
}
