/// The words that say what a fault does.
enum FaultWords {
  /// Every word, as a mistake's explanation lists them.
  static let all: [String] =
    [
      "refuse", "hang-before", "hang-after", "close-before", "close-after", "reset-before",
      "reset-after",
      "CODE[-foreign|-html|-empty|-success][-before|-after][=SECONDS]",
    ]
    + BodyFault.allCases.map(\.rawValue)
    + [
      "redirect", "unlisted-error", "late=N", "late=500ms", "late-failure=N", "slow=1500ms",
      "date=+310",
    ]
    + Twist.allCases.map(\.rawValue)

  /// Reads the part after the colon, without its count.
  static func kind(_ word: Substring) -> FaultKind? {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first else { return nil }
    guard parts.count == 2 else { return plainKind(String(name)) }
    return kind(String(name), value: parts[1])
  }

  /// A whole number of plain digits.
  static func number(_ text: Substring) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  private static func plainKind(_ name: String) -> FaultKind? {
    if let twist = Twist(rawValue: name) { return .twist(twist) }
    if let body = BodyFault(rawValue: name) { return .disruption(.body(body)) }
    switch name {
    case "refuse": return .disruption(.refuse)
    case "hang-before": return .disruption(.hang(.before))
    case "hang-after": return .disruption(.hang(.after))
    case "close-before": return .disruption(.close(.before))
    case "close-after": return .disruption(.close(.after))
    case "reset-before": return .disruption(.reset(.before))
    case "reset-after": return .disruption(.reset(.after))
    case "redirect": return .disruption(.redirect)
    case "unlisted-error": return .disruption(.unlistedError)
    default: return status(name).map { .disruption(.status($0)) }
    }
  }

  private static func kind(_ name: String, value: Substring) -> FaultKind? {
    switch name {
    case "slow":
      return milliseconds(value).map { .slow(milliseconds: $0) }
    case "late":
      if let reads = number(value) { return .disruption(.late(.reads(reads))) }
      return milliseconds(value).map { .disruption(.late(.milliseconds($0))) }
    case "date":
      return signedNumber(value).map { .date(seconds: $0) }
    case "late-failure":
      return number(value).map { .lateFailure(reads: $0) }
    default:
      guard var fault = status(name), let seconds = number(value) else { return nil }
      fault.retryAfterSeconds = seconds
      return .disruption(.status(fault))
    }
  }

  private static func status(_ name: String) -> StatusFault? {
    var parts = name.split(separator: "-", omittingEmptySubsequences: false)
    let code = number(parts.removeFirst()) ?? 0
    guard (400...599).contains(code) || code == 200 else { return nil }
    var body: StatusFault.Body?
    var phase: FaultPhase?
    for part in parts {
      if body == nil, phase == nil, let word = StatusFault.Body(rawValue: String(part)) {
        body = word
      } else if phase == nil, let word = FaultPhase(rawValue: String(part)) {
        phase = word
      } else {
        return nil
      }
    }
    return StatusFault(
      code: code, body: body ?? usualBody(of: code), phase: phase ?? .before)
  }

  /// Gateway errors come from whatever stands in front of a provider, which knows no envelope.
  private static func usualBody(of code: Int) -> StatusFault.Body {
    switch code {
    case 408: .empty
    case 502...504: .html
    default: .documented
    }
  }

  /// A number with its sign, so that nobody has to guess which way a clock is off.
  private static func signedNumber(_ text: Substring) -> Int64? {
    guard let digits = number(text.dropFirst()), digits <= spanMax else { return nil }
    switch text.first {
    case "+": return Int64(digits)
    case "-": return -Int64(digits)
    default: return nil
    }
  }

  private static func milliseconds(_ text: Substring) -> Int64? {
    let isFine = text.hasSuffix("ms")
    guard isFine || text.hasSuffix("s"), let count = number(text.dropLast(isFine ? 2 : 1)),
      count <= spanMax
    else { return nil }
    return isFine ? Int64(count) : Int64(count) * 1000
  }

  /// The longest span of time in a fault, in whichever unit: about thirty years of seconds.
  private static let spanMax = 1_000_000_000
}
