import Foundation
import Host
import Payments
import TextSafety

extension TableReader {
  /// An absolute path; `~/` at its beginning is the user's home.
  func path(_ key: String, home: String?, example: SafeText) -> Located<String>? {
    guard let text = string(key, example: example) else { return nil }
    if text.value.hasPrefix("/") { return text }
    if let home, text.value.hasPrefix("~/") {
      return Located(value: home + text.value.dropFirst(), position: text.position)
    }
    report(key, "\(key) is not an absolute path.", remedy: "Write \(example).")
    return nil
  }

  /// The path of a database of ours: none of the names that SQLite gives to the companions of another.
  func databasePath(_ key: String, home: String?, example: SafeText) -> Located<String>? {
    guard let path = path(key, home: home, example: example) else { return nil }
    guard let ending = DatabaseFiles.companionEnding(of: path.value) else { return path }
    report(
      key, "\(key) ends in \(ending): databases name their own files so, and remove them.",
      remedy: "Name another file.")
    return nil
  }

  /// A time zone that the system knows.
  func timeZone(_ key: String) -> TimeZoneSetting? {
    guard let text = string(key, example: "\(key) = \"Africa/Lagos\"") else { return nil }
    guard let zone = TimeZoneSetting(identifier: text.value) else {
      let near = Nearest.word(
        to: text.value, among: TimeZone.knownTimeZoneIdentifiers, within: .third)
      report(
        key, "\(quoted(text.value)) is not a time zone.",
        remedy: near.map { "Did you mean \($0)?" }
          ?? "Write a name of the IANA list, such as Africa/Lagos or UTC.")
      return nil
    }
    return zone
  }

  /// The address of a provider.
  func baseURL(_ key: String) -> Located<BaseURL>? {
    guard let text = string(key, example: "\(key) = \"https://HOST/PATH\"") else { return nil }
    do throws(SettingFlaw) {
      return Located(value: try BaseURL(text.value), position: text.position)
    } catch {
      report(key, "\(key): \(error.message)", remedy: error.remedy)
      return nil
    }
  }

  /// The address of a proxy: `http://HOST:PORT`.
  func proxy(_ key: String) -> ProxySettings? {
    let example: SafeText = "\(key) = \"http://HOST:PORT\""
    guard let text = string(key, example: example) else { return nil }
    // Credentials for a proxy would stand in the open here: refused, like everywhere else.
    guard let address = try? BaseURL(replacingScheme(of: text.value)),
      text.value.lowercased().hasPrefix("http://"), address.path.isEmpty, let port = address.port
    else {
      report(key, "\(key) is not the address of an HTTP proxy.", remedy: "Write \(example).")
      return nil
    }
    return ProxySettings(host: address.host, port: port)
  }

  /// A proxy is spoken to in the clear and carries TLS inside: the rule about http is not for it.
  private func replacingScheme(of text: String) -> String {
    text.lowercased().hasPrefix("http://") ? "https://" + text.dropFirst(7) : text
  }

  /// Amounts above which the reference is typed: a whole number for all, or amounts by currency.
  func referenceThreshold(_ key: String) -> ReferenceThreshold? {
    let example: SafeText = "\(key) = 100, or \(key) = { GBP = \"100.00\" }"
    switch nodes[key] {
    case nil: return nil
    case .integer(let major):
      guard major >= 0 else { break }
      return ReferenceThreshold(anyMajor: Int64(major))
    case .string(let text):
      guard let major = Self.wholeNumber(text) else { break }
      return ReferenceThreshold(anyMajor: major)
    case .table: return thresholds(key, example: example)
    case .boolean, .array, .fraction, .time: break
    }
    report(
      key, "\(key) is neither a whole number of major units nor a table of amounts.",
      remedy: "Write \(example).")
    return nil
  }

  private func thresholds(_ key: String, example: SafeText) -> ReferenceThreshold? {
    guard let reader = table(key, example: example) else { return nil }
    var threshold = ReferenceThreshold()
    for code in reader.nodes.keys.sorted() {
      guard let currency = Currency(code: code) else {
        reader.report(
          code, "\(quoted(code)) is not a currency with decimals of its own.",
          remedy: "Write \(example).")
        continue
      }
      guard let text = reader.string(code, example: example) else { continue }
      guard let money = Money(decimal: text.value, currency: currency) else {
        reader.report(
          code, "\(quoted(text.value)) is not an amount of \(code).", remedy: "Write \(example).")
        continue
      }
      threshold.amounts[currency] = money
    }
    return threshold
  }

  private static func wholeNumber(_ text: String) -> Int64? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int64(text) : nil
  }
}

extension TimeZoneSetting {
  /// Finds a zone of the IANA list; `nil` for other names, abbreviations among them.
  package init?(identifier: String) {
    // Abbreviations such as EST name no rule for summer time.
    guard identifier.contains("/") || identifier == "UTC",
      let zone = TimeZone(identifier: identifier)
    else { return nil }
    self.init(
      identifier: identifier,
      offsets: ZoneOffsets(name: SafeText(sanitizing: identifier)) { instant in
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant.seconds)))
      })
  }
}
