import Payments
import SupportDesk
import TextSafety

// The confirm screen up to the moment the decision is made: one confirm is one decision (I12).

extension ConfirmModel: Dialog {
  var layer: Layer { .confirm(self) }
  var place: DeskAction.Place { isTyping ? .confirm : .confirmWaiting }

  var isWaiting: Bool {
    switch phase {
    case .preparing, .undoable, .sending, .discarding, .recording: true
    case .settling, .ready: false
    }
  }

  /// Whether the screen is still the agent's to type on, rather than a decision on its way.
  package var isTyping: Bool { !isWaiting }

  // MARK: - Listening only after quiet (I12)

  /// The screen has been painted: the quiet time begins, unless it had begun.
  mutating func painted(_ turn: inout Turn) {
    if phase == .settling(quietSince: nil) { beginQuiet(&turn) }
  }

  /// It was out of sight, on a screen too small for it: it has to be seen before it listens.
  mutating func settleAgain() {
    if isTyping { phase = .settling(quietSince: nil) }
  }

  /// Ignores input while the screen settles.
  mutating func ignoresKey(_ turn: inout Turn) -> Bool {
    guard case .settling(let quietSince) = phase else { return false }
    if quietSince != nil { beginQuiet(&turn) }
    return true
  }

  private mutating func beginQuiet(_ turn: inout Turn) {
    phase = .settling(quietSince: turn.desk.now)
    turn.perform(.schedule(.confirmQuiet, milliseconds: Self.quietMilliseconds))
  }

  /// The timer ran out: listens, if the keyboard was quiet for long enough by the events' own times.
  mutating func quietPassed(_ turn: inout Turn) {
    guard case .settling(.some(let quietSince)) = phase else { return }
    let quiet = turn.desk.now.milliseconds(since: quietSince)
    guard quiet >= 0 else { return beginQuiet(&turn) }
    let missing = Int64(Self.quietMilliseconds) - quiet
    guard missing <= 0 else {
      return turn.perform(.schedule(.confirmQuiet, milliseconds: Int(missing)))
    }
    phase = .ready
  }

  // MARK: - Typing the word

  /// Changes the line that has the cursor.
  mutating func edit(_ turn: inout Turn, _ change: (inout LineEditor) -> Void) {
    mistake = nil
    if isInReference { change(&typedReference) } else { change(&typed) }
  }

  /// Nothing is pasted here, since what moves money is typed (I12); it counts as noise while the screen settles.
  mutating func paste(_ text: ForeignText, _ turn: inout Turn) {
    guard isTyping else { return turn.explain("There is nothing to paste into here.") }
    _ = ignoresKey(&turn)
    turn.explain("Paste is refused here: type \(wantedWord).")
  }

  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    switch action {
    case .confirmDecision: decide(&turn)
    // There are two at most.
    case .form(.nextField), .form(.previousField): isInReference.toggle()
    default: break
    }
  }

  /// Enter: makes the decision, if what was typed is exactly what was asked for; else says what is wrong.
  private mutating func decide(_ turn: inout Turn) {
    guard phase == .ready, accept() == .decided else { return }
    switch subject {
    case .decision(let review):
      serial = turn.nextSerial()
      phase = .preparing(since: turn.desk.now)
      turn.perform(.prepare(serial: serial, review))
    case .ruling(let ruling):
      let serial = turn.nextSerial()
      guard let effect = ruling.effect(serial: serial) else { return }
      self.serial = serial
      phase = .recording(since: turn.desk.now)
      turn.perform(effect)
    case .replay(let replay): turn.ask(.decision(.sendAgain(replay)))
    }
  }

  // MARK: - What applies

  func refusal(of action: DeskAction, _ desk: DeskFacts) -> SafeText? {
    switch action {
    case .dialog(.form(.nextField)), .dialog(.form(.previousField)):
      wantsReference ? nil : "There is one field only."
    default: nil
    }
  }

  func title(of action: DeskAction) -> SafeText? {
    guard action == .back || action == .cancel, !isTyping else { return nil }
    return switch phase {
    case .preparing, .undoable: "takes it back"
    case .settling, .ready, .sending, .discarding, .recording: "back"
    }
  }

  func isHinted(_ action: DeskAction) -> Bool {
    switch action {
    case .cancel: isTyping || canBeTakenBack
    case .dialog(.form(.nextField)): wantsReference
    default: isUsuallyHinted(action)
    }
  }

  /// Whether Esc does anything about the decision that is on its way.
  private var canBeTakenBack: Bool {
    switch phase {
    case .preparing, .undoable: !takesBack
    case .settling, .ready, .sending, .discarding, .recording: false
    }
  }
}

extension ConfirmModel {
  /// What Enter came to.
  enum Step: Hashable {
    /// Something is missing or wrong; `mistake` says what.
    case refused
    /// One of the steps is done, another one is left.
    case advanced
    /// Everything asked for was typed.
    case decided
  }

  /// Judges what was typed.
  ///
  /// Only the exact word counts: neither case nor spaces are forgiven.
  mutating func accept() -> Step {
    mistake = nil
    guard typed.text == wantedWord else {
      isInReference = false
      mistake =
        typed.isEmpty
        ? "Type \(wantedWord) to go on; Enter alone \(verb.present) nothing."
        : "That is not \(wantedWord); nothing was \(verb.past)."
      return .refused
    }
    if wantsAcknowledgement, case .decision(var review) = subject {
      // I15: its own step, so that the amount is typed knowing of the earlier refund.
      acknowledged = true
      review.decision.another = true
      subject = .decision(review)
      typed.replace(with: "")
      return .advanced
    }
    guard wantsReference, typedReference.text != referenceWord else { return .decided }
    let wasInReference = isInReference
    isInReference = true
    guard wasInReference || !typedReference.isEmpty else { return .advanced }
    mistake =
      "Type the last characters of the reference, \(referenceWord); nothing was sent."
    return .refused
  }

  /// What the right word does, and has not done when another was typed.
  private var verb: (present: SafeText, past: SafeText) {
    switch subject {
    case .decision, .replay: ("sends", "sent")
    case .ruling(let ruling):
      switch ruling.verdict {
      case .release: ("releases", "released")
      case .happened, .didNotHappen: ("rules", "ruled")
      case .ours, .elsewhere, .notThisOne: ("records", "recorded")
      }
    }
  }
}
