/// One fault as text: which requests it strikes, what it does, from when on, how often.
///
/// ```
/// PROVIDER.OPERATION:WHAT[@FIRST][*COUNT]
/// ```
///
/// - PROVIDER: the name of one that is simulated (`neropay`, `nectar`, `aiic`), or `any`.
/// - OPERATION: `list` (also `history`, `query`), `retrieve` (`verify`), `refund`, `cancel`,
///   `check` (`test-auth`, `account`), `read`, `write`, `any`; `connect` only as
///   `any.connect:refuse`, which closes each connection before it is asked anything.
/// - `@FIRST` lets the first FIRST − 1 requests pass; `*COUNT` ends it after COUNT strikes.
///
/// WHAT is one of:
///
/// - `refuse`: the connection closes, nothing is read.
/// - `hang-before`, `hang-after`: no answer, before or after executing.
/// - `close-before`, `close-after`: closed without a status, before or after executing.
/// - `reset-before`, `reset-after`: the same with a reset instead of an orderly end.
/// - a code from 400 to 599, or 200: that status instead of the reply, with the provider's envelope of
///   a refusal. `-foreign`, `-html`, `-empty` or `-success` (the reply of a success) give it another
///   body (408 comes empty, 502 to 504 come as HTML by themselves); then `-before` or `-after` executing, before unless said otherwise; then
///   `=SECONDS` for `Retry-After`: `500-after`, `404-foreign-after`, `429=30`.
/// - `short-body`, `reset-body`, `malformed-body`, `html-body`, `empty-body`: executed, the body is
///   spoilt.
/// - `redirect`: 307 to another path, nothing executed.
/// - `unlisted-error`: refused in the provider's envelope with a code that no document lists.
/// - `decline`: the provider says no within a reply of success.
/// - `never-final`: accepted, and pending for ever.
/// - `unknown-status`: executed, with a status that no document lists.
/// - `wrong-amount`, `less-amount`, `wrong-currency`, `wrong-id`: executed as asked, the reply says
///   otherwise.
/// - `standing-record`: Nectar refunds nothing, and tells what was refunded before.
/// - `same-refund-id`: executed, and each reply names the same refund.
/// - `late=N`, `late=500ms`, `late=2s`: closed without a status; executed after N more reads of the
///   provider, or that much later.
/// - `late-failure=N`: succeeds, and fails after N more reads.
/// - `slow=1500ms`: in order, but that late.
/// - `date=+310`, `date=-7`: in order, but dated so many seconds off the sandbox's own clock.
/// - `ignore-page`: a list answers every page with the first.
/// - `total-amount`: Nectar's `refundedAmount` is the total so far.
/// - `other-ids`: AIIC Pay's refund rows have other ids than the refunds.
/// - `live-fields`: NeroPay's replies as its live service was seen to write them.
///
/// Several faults may concern one request: the first that goes wrong strikes, the others shape it.
package struct FaultSpec: Sendable, Equatable, CustomStringConvertible {
  /// The text it was read from.
  package let description: String
  let provider: SandboxProvider?
  let scope: FaultScope
  let kind: FaultKind
  /// The first request that it strikes, counted from 1.
  let first: Int
  /// How often it strikes; nil is always.
  let count: Int?

  /// The words for what a fault does, for a command's help.
  package static var words: [String] { FaultWords.all }

  /// Reads one fault; a mistake is explained with the words that would be valid.
  ///
  /// - Parameter providers: Those of the sandbox that it is for.
  package init(
    _ text: String, for providers: SimulatedProviders = .standard
  ) throws(FaultSpecError) {
    guard let colon = text.firstIndex(of: ":") else {
      throw FaultSpecError(text, "expected PROVIDER.OPERATION:WHAT")
    }
    let target = text[..<colon].split(separator: ".", omittingEmptySubsequences: false)
    guard target.count == 2 else {
      throw FaultSpecError(text, "expected PROVIDER.OPERATION before the colon")
    }
    provider = try Self.provider(target[0], providers, in: text)
    scope = try Self.scope(target[1], in: text)
    var what = text[text.index(after: colon)...]
    count = try Self.takeNumber(after: "*", from: &what, in: text)
    first = try Self.takeNumber(after: "@", from: &what, in: text) ?? 1
    guard let kind = FaultWords.kind(what) else {
      throw FaultSpecError(
        text, "unknown fault \"\(what)\"; one of: \(FaultWords.all.joined(separator: ", "))")
    }
    self.kind = kind
    description = text
    try Self.checkConnection(provider, scope, kind, in: text)
  }

  /// Whether a request of this operation is concerned.
  func concerns(_ asked: SandboxProvider, _ operation: SandboxOperation) -> Bool {
    (provider == nil || provider == asked) && scope.covers(operation)
  }

  // MARK: Parts of the text

  private static func provider(
    _ word: Substring, _ providers: SimulatedProviders, in text: String
  ) throws(FaultSpecError) -> SandboxProvider? {
    if word == "any" { return nil }
    if let provider = providers.name(word) { return provider }
    let words = providers.names.map(\.rawValue) + ["any"]
    throw FaultSpecError(
      text, "unknown provider \"\(word)\"; one of: \(words.joined(separator: ", "))")
  }

  private static func scope(
    _ word: Substring, in text: String
  ) throws(FaultSpecError) -> FaultScope {
    if let scope = FaultScope(word: String(word)) { return scope }
    let words = FaultScope.allCases.map(\.rawValue)
    throw FaultSpecError(
      text, "unknown operation \"\(word)\"; one of: \(words.joined(separator: ", "))")
  }

  private static func takeNumber(
    after mark: Character, from what: inout Substring, in text: String
  ) throws(FaultSpecError) -> Int? {
    guard let place = what.lastIndex(of: mark) else { return nil }
    guard let number = FaultWords.number(what[what.index(after: place)...]), number > 0 else {
      throw FaultSpecError(text, "expected a count of at least 1 after \"\(mark)\"")
    }
    what = what[..<place]
    return number
  }

  private static func checkConnection(
    _ provider: SandboxProvider?, _ scope: FaultScope, _ kind: FaultKind, in text: String
  ) throws(FaultSpecError) {
    guard scope == .connect else { return }
    // A connection is not yet a provider's: all of them answer on one port.
    guard provider == nil, kind == .disruption(.refuse) else {
      throw FaultSpecError(text, "the only fault of a connection is any.connect:refuse")
    }
  }
}

/// A fault text that was not understood.
package struct FaultSpecError: Error, Equatable, CustomStringConvertible {
  /// What is wrong with it, and what would be right.
  package let description: String

  init(_ text: String, _ problem: String) {
    description = "fault \"\(text)\": \(problem)"
  }
}
