import TextSafety

/// The settings at the top of the file that neither name accounts nor please the eye.
struct OtherSettings {
  private let log: String?
  private let proxy: ProxySettings?
  private let undoSeconds: Int?
  private let replayWindowMinutes: Int?
  private let readAgeSeconds: Int?
  private let timeouts: Timeouts
  private let confirmReference: ReferenceThreshold?
  private let timeZone: TimeZoneSetting?

  /// Reads them from the top of a file.
  init(_ top: TableReader, home: String?) {
    log = top.path("log", home: home, example: "log = \"/var/log/tilldesk.log\"")?.value
    proxy = top.proxy("proxy")
    undoSeconds = top.integer("undo_seconds", in: 0...60)?.value
    replayWindowMinutes = top.integer("replay_window_minutes", in: 1...1440)?.value
    readAgeSeconds = top.integer("read_age_seconds", in: 5...60)?.value
    timeouts = Self.timeouts(top)
    confirmReference = top.referenceThreshold("confirm_reference_above")
    timeZone = top.timeZone("time_zone")
  }

  /// Puts what was read into a configuration; what was not keeps its default.
  func apply(to configuration: inout Configuration) {
    configuration.log = log
    configuration.proxy = proxy
    configuration.undoSeconds = undoSeconds
    if let replayWindowMinutes { configuration.replayWindowMinutes = replayWindowMinutes }
    if let readAgeSeconds { configuration.readAgeSeconds = readAgeSeconds }
    configuration.timeouts = timeouts
    if let confirmReference { configuration.confirmReference = confirmReference }
    configuration.timeZone = timeZone
  }

  private static func timeouts(_ top: TableReader) -> Timeouts {
    var timeouts = Timeouts()
    let example: SafeText = "timeouts = { connect = 5, first_byte = 30, total = 60 }"
    guard let table = top.table("timeouts", example: example) else { return timeouts }
    table.refuseKeys(except: ["connect", "first_byte", "total"])
    let bounds = 1...600
    timeouts.connect = table.integer("connect", in: bounds)?.value ?? timeouts.connect
    timeouts.firstByte = table.integer("first_byte", in: bounds)?.value ?? timeouts.firstByte
    timeouts.total = table.integer("total", in: bounds)?.value ?? timeouts.total
    for (key, value) in [("connect", timeouts.connect), ("first_byte", timeouts.firstByte)]
    where value > timeouts.total {
      table.report(
        key, "\(key) (\(value) s) is longer than total (\(timeouts.total) s).",
        remedy: "Make total the longest of the three.")
    }
    return timeouts
  }
}
