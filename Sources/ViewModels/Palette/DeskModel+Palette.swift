import Payments
import SupportDesk
import TextSafety

// The palette: everything that can be done, found by typing, done in the place that it was opened from.

extension DeskModel {
  /// The palette, while it is open.
  package var palette: PaletteModel? {
    if case .palette(let palette) = layers.last { palette } else { nil }
  }

  /// Ctrl-P: opens the palette; over the help it is about what lies under that.
  mutating func openPalette() -> [DeskEffect] {
    if case .help = layers.last { layers.removeLast() }
    layers.append(.palette(PaletteModel()))
    return filterPalette()
  }

  /// Changes the filter.
  mutating func editPalette(_ edit: (inout LineEditor) -> Void) -> [DeskEffect] {
    guard let before = palette?.filter.text else { return [] }
    changePalette { palette in
      edit(&palette.filter)
      palette.remark = nil
    }
    return palette?.filter.text == before ? [] : filterPalette()
  }

  /// Moves the cursor, round the ends.
  mutating func movePalette(step: Int) -> [DeskEffect] {
    changePalette { palette in
      let count = palette.entries.count
      guard count > 0 else { return }
      palette.index = (palette.index + step + count) % count
      palette.remark = nil
    }
    return previewSelected()
  }

  /// Changes the palette in place; nothing happens when none is open.
  mutating func changePalette(_ change: (inout PaletteModel) -> Void) {
    guard var palette else { return }
    change(&palette)
    replaceFront(.palette(palette))
  }

  // MARK: - What is in it

  /// The entries of the open palette as they stand there.
  package var paletteLines: [PaletteLine] {
    palette?.entries.map(underneath.line) ?? []
  }

  private mutating func filterPalette() -> [DeskEffect] {
    let entries = underneath.paletteEntries(matching: palette?.filter.text ?? "")
    changePalette { palette in
      palette.entries = entries
      palette.index = 0
    }
    return previewSelected()
  }

  /// Shows the theme under the cursor, else the one that is kept.
  private mutating func previewSelected() -> [DeskEffect] {
    guard case .command("theme", let name?) = palette?.selected else { return want(theme.kept) }
    return want(name)
  }

  /// What matches, best first; of equals, what applies here.
  private func paletteEntries(matching typed: String) -> [PaletteModel.Entry] {
    let match = PaletteMatch(typed)
    let ranked = allEntries.enumerated().compactMap { order, entry -> (Rank, PaletteModel.Entry)? in
      guard let rank = match.rank(title: title(of: entry).text, name: entry.name) else {
        return nil
      }
      return (Rank(match: rank, isDimmed: refusal(of: entry) == nil ? 0 : 1, order: order), entry)
    }
    return ranked.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private struct Rank: Comparable {
    let match: Int
    let isDimmed: Int
    let order: Int

    static func < (left: Rank, right: Rank) -> Bool {
      (left.match, left.isDimmed, left.order) < (right.match, right.isDimmed, right.order)
    }
  }

  /// The actions in the order of the help, but moving last; then the commands.
  private var allEntries: [PaletteModel.Entry] {
    let groups = DeskAction.Group.allCases.filter { $0 != .moving } + [.moving]
    let actions = groups.flatMap { group in
      DeskAction.allCases.filter { $0.specification.group == group && $0.specification.isInPalette }
    }
    let commands = DeskCommand.table.filter { $0.action == nil }
    return actions.map { .action($0) }
      + commands.flatMap { command -> [PaletteModel.Entry] in
        guard let argument = command.argument, argument.isChoice else {
          return [.command(name: command.name, word: nil)]
        }
        return argument.words(self).map { .command(name: command.name, word: $0) }
      }
  }

  private func line(of entry: PaletteModel.Entry) -> PaletteLine {
    PaletteLine(title: title(of: entry), keys: keys(of: entry), refusal: refusal(of: entry))
  }

  private func title(of entry: PaletteModel.Entry) -> SafeText {
    switch entry {
    case .action(let action): title(of: action, in: place)
    case .command(let name, .some(let word)): "\(name): \(word)"
    case .command(let name, .none): DeskCommand.named(name)?.title ?? ""
    }
  }

  private func keys(of entry: PaletteModel.Entry) -> SafeText {
    switch entry {
    case .action(let action): context.keymap.keyNames(for: action)
    case .command(let name, .some): ":\(name)"
    case .command(let name, .none): ":\(DeskCommand.named(name)?.usage ?? "")"
    }
  }

  private func refusal(of entry: PaletteModel.Entry) -> SafeText? {
    switch entry {
    case .action(let action):
      action.specification.places.contains(place)
        ? obstacle(to: action) : "Works in \(action.placeNames)."
    case .command(_, .some): nil
    case .command(let name, .none): DeskCommand.named(name)?.refusal(in: self)
    }
  }

  // MARK: - Doing it

  /// Enter: does what is under the cursor where the palette was opened; what does not apply stays, with its reason.
  mutating func choosePaletteEntry() -> [DeskEffect] {
    guard let entry = palette?.selected else { return [] }
    if let refusal = underneath.line(of: entry).refusal { return remark(refusal) }
    switch entry {
    case .action(let action):
      layers.removeLast()
      let effects = act(action, in: place)
      // What was held back may move the list: it comes after the action, which was about what was seen.
      return effects + layersClosed()
    case .command(let name, let word):
      if word == nil, DeskCommand.named(name)?.argument != nil {
        layers.removeLast()
        return openCommand(name + " ")
      }
      return run(CommandCall(name: name, argument: word ?? ""))
    }
  }
}

extension PaletteModel.Entry {
  /// The name that it has in the configuration or after `:`.
  fileprivate var name: String {
    switch self {
    case .action(let action): action.name
    case .command(let name, let word): word.map { "\(name) \($0)" } ?? name
    }
  }
}
