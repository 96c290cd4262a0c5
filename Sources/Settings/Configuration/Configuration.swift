package import Payments

/// Everything that the configuration says, checked, with its defaults filled in.
package struct Configuration: Sendable {
  /// The files that it was read from, the most general first.
  package var files: [String]
  /// The file in which this user sets theme, terminal and keys: the one that was named, else the usual one, which need
  /// not exist.
  ///
  /// `nil` where there is no folder for it.
  package var ownFile: String?
  /// The name of the theme.
  package var theme = Theme.midnight.name
  /// Where the theme is named; the first file as a whole when it is not.
  package var themePosition: SourcePosition
  /// The path of the journal.
  package var journal: String
  /// The path of the transaction index.
  package var index: String
  /// The accounts in the order of the file, at least one.
  package var accounts: [AccountSettings]
  /// How the terminal is used.
  package var terminal = TerminalSettings()
  /// The keys that were bound to actions, in the order of their actions' names.
  package var keys: [KeyBinding] = []
  /// The path of the log; `nil` for none.
  package var log: String?
  /// The proxy for every request; `nil` for none.
  package var proxy: ProxySettings?
  /// How long a confirmed decision can be taken back; `nil` for the default of the account's mode.
  package var undoSeconds: Int?
  /// How long after the first attempt an unknown outcome may be asked again with the same key.
  package var replayWindowMinutes = 15
  /// How old the last read of a payment may be, in seconds, when a refund or a cancel of it leaves.
  package var readAgeSeconds = 20
  /// How long requests may take.
  package var timeouts = Timeouts()
  /// Above which amounts the end of the reference is typed as well.
  package var confirmReference = ReferenceThreshold()
  /// The zone in which times are shown; `nil` for the agent's own (`TZ`).
  package var timeZone: TimeZoneSetting?

  /// Makes a configuration of files and accounts with every default.
  package init(files: [String], journal: String, index: String, accounts: [AccountSettings]) {
    self.files = files
    self.journal = journal
    self.index = index
    self.accounts = accounts
    themePosition = SourcePosition(file: files.first ?? "", line: nil, column: nil)
  }

  /// The time in which a decision can be taken back: 5 s in LIVE, 0 in test, unless set.
  package func undoSeconds(for mode: Mode) -> Int {
    if let undoSeconds { return undoSeconds }
    switch mode {
    case .live: return 5
    case .test: return 0
    }
  }

  /// The account of a name.
  package func account(named name: AccountName) -> AccountSettings? {
    accounts.first { $0.name == name }
  }
}

/// How the terminal is used.
package struct TerminalSettings: Hashable, Sendable {
  /// Whether mouse clicks come to the program instead of the terminal's own selection.
  package var mouse = false
  /// Whether few bytes matter more than convenience.
  package var lowBandwidth = false

  /// Makes the default settings.
  package init() {}
}

/// A key that a person bound to an action; the action table says whether both exist.
package struct KeyBinding: Hashable, Sendable {
  /// The action's id: `refund`.
  package let action: String
  /// The key as written: `R`, `ctrl-r`.
  package let key: String
  /// Where it is bound.
  package let position: SourcePosition
}

/// The proxy that requests go through.
package struct ProxySettings: Hashable, Sendable {
  /// Its host.
  package let host: String
  /// Its port.
  package let port: Int
}

/// How long requests may take, in seconds.
package struct Timeouts: Hashable, Sendable {
  /// Until a connection stands.
  package var connect = 5
  /// From the request to the first byte of the reply.
  package var firstByte = 30
  /// For all of it.
  package var total = 60

  /// Makes the default bounds.
  package init() {}
}

/// A time zone that exists.
package struct TimeZoneSetting: Sendable {
  /// Its identifier: `Africa/Lagos`.
  package let identifier: String
  /// How far its clocks are ahead of UTC.
  package let offsets: ZoneOffsets
}

/// Above which amounts a confirmation also asks for the last characters of the reference.
package struct ReferenceThreshold: Hashable, Sendable {
  /// For any currency without an amount of its own: whole major units.
  package var anyMajor: Int64?
  /// By currency.
  package var amounts: [Currency: Money] = [:]

  /// Makes a threshold; without amounts the reference is never asked for.
  package init(anyMajor: Int64? = nil) { self.anyMajor = anyMajor }

  /// Whether a decision about this much asks for the reference.
  package func applies(to money: Money) -> Bool {
    if let threshold = amounts[money.currency] { return money.minor > threshold.minor }
    guard let anyMajor else { return false }
    let (minor, overflow) = anyMajor.multipliedReportingOverflow(by: money.currency.minorPerMajor)
    return !overflow && money.minor > minor
  }
}
