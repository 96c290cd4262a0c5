import Payments
import SupportDesk
import TextSafety

// The confirm screen up to the moment the decision is made: one confirm is one decision (I12).

extension DeskModel {
  /// Opens the confirm screen over the form; it does not listen yet.
  mutating func openConfirm(_ review: Review) -> [DeskEffect] {
    // What is being typed gives way to money, never the other way round.
    let effects = commandLine == nil && palette == nil ? [] : leaveOverlay()
    layers.append(.confirm(ConfirmModel(review: review)))
    return effects
  }

  // MARK: - Listening only after quiet (I12)

  /// The screen has been painted: the quiet time begins, unless it had begun.
  mutating func confirmPainted() -> [DeskEffect] {
    // On a screen too small for it, it was not painted: another view was.
    guard confirm?.phase == .settling(quietSince: nil), layers.last?.isConfirm == true,
      layout.arrangement != .tooSmall
    else { return [] }
    return beginQuiet()
  }

  /// The confirm screen was out of sight, on a screen too small for it: it has to be seen before it listens.
  mutating func settleConfirmAgain() {
    guard confirm?.isTyping == true else { return }
    changeConfirm { $0.phase = .settling(quietSince: nil) }
  }

  /// Ignores input while the screen settles; returns `nil` once it listens.
  mutating func ignoreWhileSettling() -> [DeskEffect]? {
    guard case .settling(let quietSince) = confirm?.phase else { return nil }
    return quietSince == nil ? [] : beginQuiet()
  }

  private mutating func beginQuiet() -> [DeskEffect] {
    let time = now
    changeConfirm { $0.phase = .settling(quietSince: time) }
    return [.schedule(.confirmQuiet, milliseconds: ConfirmModel.quietMilliseconds)]
  }

  /// The timer ran out: listens, if the keyboard was quiet for long enough by the events' own
  /// times.
  mutating func confirmQuiet() -> [DeskEffect] {
    guard case .settling(.some(let quietSince)) = confirm?.phase else { return [] }
    let quiet = now.milliseconds(since: quietSince)
    guard quiet >= 0 else { return beginQuiet() }
    let missing = Int64(ConfirmModel.quietMilliseconds) - quiet
    guard missing <= 0 else { return [.schedule(.confirmQuiet, milliseconds: Int(missing))] }
    changeConfirm { $0.phase = .ready }
    return []
  }

  // MARK: - Typing the word

  /// Types a character of the word, or of the reference.
  mutating func typeConfirm(_ character: Character) -> [DeskEffect] {
    changeConfirm { confirm in
      confirm.edit { $0.insert(character) }
    }
    return []
  }

  /// Goes to the other of the two fields, where there are two.
  mutating func changeConfirmField() -> [DeskEffect] {
    changeConfirm { $0.isInReference.toggle() }
    return []
  }

  /// Enter: makes the decision, if what was typed is exactly what was asked for; else says what is
  /// wrong.
  mutating func confirmDecision() -> [DeskEffect] {
    guard var confirm, confirm.phase == .ready else { return [] }
    let step = confirm.accept()
    guard step == .decided else {
      changeConfirm { $0 = confirm }
      return []
    }
    let serial = nextSerial()
    confirm.serial = serial
    let effect: DeskEffect?
    switch confirm.subject {
    case .decision(let review):
      confirm.phase = .preparing(since: now)
      effect = .prepare(serial: serial, review)
    case .ruling(let ruling):
      confirm.phase = .recording(since: now)
      effect = ruling.effect(serial: serial)
    case .replay(let replay): return sendAgain(replay)
    }
    guard let effect else { return [] }
    changeConfirm { $0 = confirm }
    return [effect]
  }

  /// Esc while typing: back to the form, where everything stands as it was.
  mutating func leaveConfirm() -> [DeskEffect] {
    // What has no form to go back to says so.
    let hasForm = form != nil || ruling != nil
    let effects = closeConfirm()
    showInRuling(attention.dossier)
    return effects + (hasForm ? [] : explain("Nothing was sent."))
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

  /// Changes the line that has the cursor.
  mutating func edit(_ change: (inout LineEditor) -> Void) {
    mistake = nil
    if isInReference { change(&typedReference) } else { change(&typed) }
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
