package import Payments
package import SupportDesk
package import ViewModels

/// Something that a desk can show, told apart wherever the desk itself tells it apart.
///
/// What is added to the desk has no aspect and does not compile here; what has an aspect and no
/// hostile screen fails a test.
package enum ScreenAspect: Hashable, Sendable {
  /// Where keys go to.
  case place(DeskAction.Place)
  /// A form or dialog over the panes.
  case layer(LayerKind)
  /// The field of a refund form that has the cursor.
  case field(RefundFormModel.Field)
  /// What is confirmed, and how far it is.
  case phase(PhaseKind)
  /// What is confirmed, in which world.
  case subject(IntentKind, Mode)
  /// What is ruled.
  case verdict(RulingFormModel.Verdict)
  /// A request is sent again.
  case replay(IntentKind)
  /// What came of a decision.
  case result(IntentState)
  /// What needs somebody.
  case matter(AttentionItem.Matter)
  /// Where an account stands in a search.
  case progress(ProgressKind)
  /// How grave a notice is.
  case notice(LevelKind)

  /// The layers.
  package enum LayerKind: Hashable, Sendable, CaseIterable {
    case refundForm, ruling, confirm, result, help, messages, timeline, rawAnswer, note, dispute,
      copyMenu, columns, export, command, palette, quitQuestion
  }

  /// The phases of the confirm screen.
  package enum PhaseKind: Hashable, Sendable, CaseIterable {
    case settling, ready, preparing, undoable, sending, discarding, recording
  }

  /// The ways in which an account answers.
  package enum ProgressKind: Hashable, Sendable, CaseIterable {
    case waiting, answered, incomplete, failed
  }

  /// The levels of messages.
  package enum LevelKind: Hashable, Sendable, CaseIterable {
    case success, note, warning, error
  }

  /// Everything that some hostile screen has to show.
  package static let all: Set<ScreenAspect> = {
    var all: Set<ScreenAspect> = []
    all.formUnion(DeskAction.Place.allCases.map(ScreenAspect.place))
    all.formUnion(LayerKind.allCases.map(ScreenAspect.layer))
    all.formUnion(RefundFormModel.Field.allCases.map(ScreenAspect.field))
    all.formUnion(PhaseKind.allCases.map(ScreenAspect.phase))
    for mode in Mode.allCases {
      all.formUnion([.subject(.refund, mode), .subject(.cancel, mode)])
    }
    all.formUnion([.replay(.refund), .replay(.cancel)])
    all.formUnion(RulingFormModel.Verdict.allCases.map(ScreenAspect.verdict))
    all.formUnion(IntentState.allCases.map(ScreenAspect.result))
    all.formUnion(AttentionItem.Matter.allCases.map(ScreenAspect.matter))
    all.formUnion(ProgressKind.allCases.map(ScreenAspect.progress))
    all.formUnion(LevelKind.allCases.map(ScreenAspect.notice))
    return all
  }()

  /// What a desk shows.
  package static func shown(by model: DeskModel) -> Set<ScreenAspect> {
    var aspects: Set<ScreenAspect> = [.place(model.place)]
    if let item = model.attention.selectedItem, model.attention.isOpen {
      aspects.insert(.matter(item.matter))
    }
    if let progress = model.list.answer?.progress.values {
      aspects.formUnion(progress.map { .progress(ProgressKind($0)) })
    }
    if let notice = model.said.notice { aspects.insert(.notice(LevelKind(notice.level))) }
    guard let layer = model.layers.last else { return aspects }
    aspects.insert(.layer(LayerKind(layer)))
    return aspects.union(shown(in: layer))
  }

  private static func shown(in layer: Layer) -> Set<ScreenAspect> {
    switch layer {
    case .refundForm(let form): [.field(form.field)]
    case .ruling(let form): [.verdict(form.verdict)]
    case .confirm(let confirm): shown(by: confirm)
    case .result(let result): [.result(result.intent.state)]
    case .help, .messages, .timeline, .rawAnswer, .note, .dispute, .copyMenu, .columns, .export,
      .command, .palette, .quitQuestion:
      []
    }
  }

  private static func shown(by confirm: ConfirmModel) -> Set<ScreenAspect> {
    let phase = ScreenAspect.phase(PhaseKind(confirm.phase))
    return switch confirm.subject {
    case .decision(let review): [phase, .subject(review.decision.kind, review.account.mode)]
    case .ruling(let form): [phase, .verdict(form.verdict)]
    case .replay(let replay):
      replay.item.intent.map { [phase, .replay($0.kind)] } ?? [phase]
    }
  }
}

extension ScreenAspect.LayerKind {
  /// The kind of a layer.
  init(_ layer: Layer) {
    self =
      switch layer {
      case .refundForm: .refundForm
      case .ruling: .ruling
      case .confirm: .confirm
      case .result: .result
      case .help: .help
      case .messages: .messages
      case .timeline: .timeline
      case .rawAnswer: .rawAnswer
      case .note: .note
      case .dispute: .dispute
      case .copyMenu: .copyMenu
      case .columns: .columns
      case .export: .export
      case .command: .command
      case .palette: .palette
      case .quitQuestion: .quitQuestion
      }
  }
}

extension ScreenAspect.PhaseKind {
  /// The kind of a phase.
  init(_ phase: ConfirmModel.Phase) {
    self =
      switch phase {
      case .settling: .settling
      case .ready: .ready
      case .preparing: .preparing
      case .undoable: .undoable
      case .sending: .sending
      case .discarding: .discarding
      case .recording: .recording
      }
  }
}

extension ScreenAspect.ProgressKind {
  /// The kind of a progress.
  init(_ progress: SearchAnswer.Progress) {
    self =
      switch progress {
      case .waiting: .waiting
      case .answered(_, incomplete: .none, _): .answered
      case .answered(_, incomplete: .some, _): .incomplete
      case .failed: .failed
      }
  }
}

extension ScreenAspect.LevelKind {
  /// The kind of a level.
  init(_ level: Message.Level) {
    self =
      switch level {
      case .success: .success
      case .note: .note
      case .warning: .warning
      case .error: .error
      }
  }
}
