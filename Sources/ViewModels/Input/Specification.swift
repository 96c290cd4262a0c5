package import TextSafety

extension DeskAction {
  /// The headings of the help.
  package enum Group: Hashable, Sendable, CaseIterable {
    /// In the order of the help: money first.
    case decisions, attention, moving, list, payment, search, command, typing, dialog, everywhere

    /// The heading.
    package var title: SafeText {
      switch self {
      case .decisions: "Money"
      case .attention: "Attention"
      case .moving: "Moving"
      case .list: "Transactions"
      case .payment: "Payment"
      case .search: "Search line"
      case .command: "Command line"
      case .typing: "Typing"
      case .dialog: "Here"
      case .everywhere: "Everywhere"
      }
    }
  }

  /// One row of the table.
  package struct Specification: Hashable, Sendable {
    /// What it does, in a few words.
    package let title: SafeText
    /// The keys, unless the configuration says otherwise.
    package let keys: [KeyPress]
    /// Where it works.
    package let places: Set<Place>
    /// Its heading in the help.
    package let group: Group
    /// Its place in the footer, 1 first; from 90 it stands at the end and always has room.
    ///
    /// `nil`: in the help only.
    package let footerRank: Int?
    /// Whether the configuration may give it other keys; the keys of typing and of leaving are
    /// fixed.
    package let isConfigurable: Bool
    /// Whether it can be typed after `:`.
    package let isCommand: Bool
    /// What else it may be called there, where people call it otherwise.
    package let otherNames: [String]
    /// Whether the palette offers it.
    package let isInPalette: Bool

    /// Makes a row; what has a name in the configuration is a command, and in the palette, unless it says otherwise.
    init(
      _ title: SafeText, _ keys: [KeyPress], _ places: Set<Place>, _ group: Group,
      footer: Int? = nil, isConfigurable: Bool = true, isCommand: Bool? = nil,
      isInPalette: Bool? = nil, otherNames: [String] = []
    ) {
      self.title = title
      self.keys = keys
      self.places = places
      self.group = group
      footerRank = footer
      self.isConfigurable = isConfigurable
      self.isCommand = isCommand ?? isConfigurable
      self.isInPalette = isInPalette ?? self.isCommand
      self.otherNames = otherNames
    }
  }
}

extension DeskAction.Specification {
  /// A row whose keys stay as they are: the keys of typing, and those that lead out.
  static func fixed(
    _ title: SafeText, _ keys: [KeyPress], _ places: Set<DeskAction.Place>,
    _ group: DeskAction.Group, footer: Int? = nil, isCommand: Bool = false
  ) -> Self {
    Self(title, keys, places, group, footer: footer, isConfigurable: false, isCommand: isCommand)
  }
}

extension KeyPress: ExpressibleByExtendedGraphemeClusterLiteral {
  /// A printable character, so that the table reads as it looks on the keyboard.
  package init(extendedGraphemeClusterLiteral value: Character) { self = .character(value) }
}
