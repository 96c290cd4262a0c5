import TextSafety

extension PaletteModel: Dialog {
  var layer: Layer { .palette(self) }
  var place: DeskAction.Place { .palette }

  mutating func edit(_ turn: inout Turn, _ change: (inout LineEditor) -> Void) {
    let before = filter.text
    change(&filter)
    remark = nil
    if filter.text != before { turn.ask(.command(.filter)) }
  }

  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    guard case .palette(let action) = action else { return }
    switch action {
    case .choosePaletteEntry: if let selected { turn.ask(.command(.choose(selected))) }
    case .nextEntry: step(1, &turn)
    case .previousEntry: step(-1, &turn)
    }
  }

  /// Esc: what was only tried out here is over.
  mutating func leave(_ turn: inout Turn) {
    turn.close()
    turn.ask(.command(.showTheme(nil)))
  }

  /// Takes what matches the filter.
  mutating func offer(_ entries: [Entry]) { (self.entries, index) = (entries, 0) }

  /// The theme under the cursor; `nil` when something else is.
  var selectedTheme: String? {
    if case .command("theme", let name?) = selected { name } else { nil }
  }

  /// Moves the cursor, round the ends.
  private mutating func step(_ step: Int, _ turn: inout Turn) {
    guard !entries.isEmpty else { return }
    index = (index + step + entries.count) % entries.count
    remark = nil
    turn.ask(.command(.showTheme(selectedTheme)))
  }

  func refusal(of action: DeskAction, _ desk: DeskFacts) -> SafeText? {
    switch action {
    case .dialog(.palette(.nextEntry)), .dialog(.palette(.previousEntry)):
      entries.isEmpty ? "No action is called that." : nil
    default: nil
    }
  }
}
