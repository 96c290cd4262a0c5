import Payments
import SampleWorld
import SupportDesk
import TextSafety
import ViewModels

// Refunds and cancels, from the form to what came of them.

extension HostileScreen {
  static let fields = RefundFormModel.Field.allCases.map { field in
    layer("refund-form-\(field)") { .refundForm($0.refundForm(field)) }
  }

  static let forms = [
    layer("refund-form-in-review") { feed in
      var form = feed.refundForm(.review)
      form.mistakes = [:]
      form.reviewSerial = 9
      form.reviewAskedAt = World.start
      return .refundForm(form)
    },
    desk("refund-form-restored") { model, feed in
      model.layers = [.refundForm(feed.refundForm(.note))]
      model.said.notice = feed.message(.note)
    },
  ]

  static let confirmations = [
    layer("confirm-another") { feed in
      .confirm(feed.confirm(feed.review(.refund, .live, recent: true)))
    },
    layer("confirm-reference") { feed in
      var review = feed.review()
      review.wantsReference = true
      var confirm = feed.confirm(review)
      confirm.isInReference = true
      return .confirm(confirm)
    },
  ]

  static let subjects = Mode.allCases.flatMap { mode in
    [IntentKind.refund, .cancel].map { kind in
      layer("confirm-\(kind)-\(mode)") { .confirm($0.confirm($0.review(kind, mode))) }
    }
  }

  static let phases = namedPhases.map { name, phase in
    layer("confirm-\(name)") { .confirm($0.confirm($0.review(), phase)) }
  }

  private static let namedPhases: [(String, ConfirmModel.Phase)] = [
    ("settling", .settling(quietSince: World.start)),
    ("preparing", .preparing(since: World.start)),
    ("undoable", .undoable(World.intentID, sendsAt: World.start.adding(seconds: 5))),
    ("sending", .sending(World.intentID, since: World.start)),
    ("discarding", .discarding(World.intentID)),
  ]

  static let results = IntentState.allCases.map { state in
    layer("result-\(state)") { .result($0.result(state)) }
  }
}
