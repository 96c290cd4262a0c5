package import Payments
package import SupportDesk
package import TextSafety

/// What the desk works with: only what is known of its accounts changes while it is open.
package struct DeskContext: Sendable {
  /// The accounts in the order of the configuration.
  package internal(set) var accounts: [DeskAccount]
  /// What keeps accounts from being sent for, each with the account's name; it may also be why their payments are not
  /// found.
  package var writeObstacles: [SafeText] {
    accounts.compactMap { account in
      account.writeObstacle.map { "\(account.name.safe): \($0)" }
    }
  }
  /// Who sits here.
  package let actor: Actor
  /// The agent's time zone.
  package let zone: ZoneOffsets
  /// The keys, with what the configuration changed.
  package let keymap: Keymap
  /// Whether bytes on the line count: the panes then never stand side by side.
  package let lowBandwidth: Bool
  /// The theme that the configuration names, or what stands in for it.
  package let theme: String
  /// The theme for a terminal with a light background; `nil` where a theme was chosen.
  package let lightTheme: String?
  /// The names of the themes that there are.
  package let themes: [String]
  /// Where the agent can name a theme for good; `nil` where nothing outlasts the session.
  package let themePlace: ThemePlace?

  /// Makes a context.
  package init(
    accounts: [DeskAccount], actor: Actor, zone: ZoneOffsets, keymap: Keymap,
    lowBandwidth: Bool = false, theme: String = "midnight", lightTheme: String? = nil,
    themes: [String] = [], themePlace: ThemePlace? = nil
  ) {
    self.accounts = accounts
    self.actor = actor
    self.zone = zone
    self.keymap = keymap
    self.lowBandwidth = lowBandwidth
    self.theme = theme
    self.lightTheme = lightTheme
    self.themes = themes
    self.themePlace = themePlace
  }
}

/// A line of the agent's own configuration.
package struct ThemePlace: Hashable, Sendable {
  /// The file, as the agent would write its path.
  package let file: SafeText
  /// The line that names a theme already, from 1; `nil` when none does.
  package let line: Int?

  /// Makes a place.
  package init(file: SafeText, line: Int?) {
    self.file = file
    self.line = line
  }
}
