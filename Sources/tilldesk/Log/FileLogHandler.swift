import Logging
import Payments
import TextSafety

/// Takes what swift-log is told to a file, a line each.
struct FileLogHandler: LogHandler {
  /// What matters less is left out.
  var logLevel = Logger.Level.info
  /// Facts of every line.
  var metadata: Logger.Metadata = [:]

  private let file: LogFile
  private let now: @Sendable () -> Instant

  init(file: LogFile, now: @escaping @Sendable () -> Instant) {
    self.file = file
    self.now = now
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Adds a line; its own facts come before those of every line.
  func log(event: LogEvent) {
    let own = event.metadata ?? [:]
    let shared = metadata.filter { own[$0.key] == nil }
    let entry = LogEntry(
      time: now(), level: SafeText(sanitizing: event.level.rawValue),
      message: SafeText(sanitizing: event.message.description),
      facts: Self.facts(own) + Self.facts(shared))
    file.add(entry.text)
  }

  private static func facts(_ metadata: Logger.Metadata) -> [(name: SafeText, value: SafeText)] {
    metadata.sorted { $0.key < $1.key }.map { name, value in
      (SafeText(sanitizing: name), SafeText(sanitizing: value.description))
    }
  }
}
