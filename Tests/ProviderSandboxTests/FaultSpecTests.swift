import Testing

@testable import ProviderSandbox

@Suite struct FaultSpecTests {
  @Test(
    arguments: [
      (
        "neropay.refund:hang-after", SandboxProvider.neropay, FaultScope.refund,
        FaultKind.disruption(.hang(.after))
      ),
      ("nectar.history:close-before", .nectar, .list, .disruption(.close(.before))),
      ("nectar.verify:short-body", .nectar, .retrieve, .disruption(.body(.short))),
      ("aiic.test-auth:redirect", .aiic, .check, .disruption(.redirect)),
      ("any.write:late=2", nil, .write, .disruption(.late(.reads(2)))),
      ("any.write:late=1500ms", nil, .write, .disruption(.late(.milliseconds(1500)))),
      ("any.any:slow=2s", nil, .any, .slow(milliseconds: 2000)),
      ("aiic.read:date=+310", .aiic, .read, .date(seconds: 310)),
      ("any.any:date=-7", nil, .any, .date(seconds: -7)),
      ("nectar.refund:reset-after", .nectar, .refund, .disruption(.reset(.after))),
      ("nectar.refund:reset-body", .nectar, .refund, .disruption(.body(.reset))),
      ("any.read:ignore-page", nil, .read, .twist(.ignorePage)),
      ("aiic.refund:late-failure=3", .aiic, .refund, .lateFailure(reads: 3)),
      ("any.connect:refuse", nil, .connect, .disruption(.refuse)),
    ] as [(String, SandboxProvider?, FaultScope, FaultKind)])
  func `a fault is read into its parts`(
    text: String, provider: SandboxProvider?, scope: FaultScope, kind: FaultKind
  ) throws {
    let spec = try FaultSpec(text)
    #expect(spec.provider == provider)
    #expect(spec.scope == scope)
    #expect(spec.kind == kind)
    #expect(spec.first == 1)
    #expect(spec.count == nil)
    #expect(spec.description == text)
  }

  @Test(
    arguments: [
      ("500", 500, .documented, .before, nil), ("500-after", 500, .documented, .after, nil),
      ("404-foreign", 404, .foreign, .before, nil),
      ("404-foreign-after", 404, .foreign, .after, nil), ("502", 502, .html, .before, nil),
      ("408-after", 408, .empty, .after, nil), ("429=30", 429, .documented, .before, 30),
      ("503-html-before=5", 503, .html, .before, 5),
    ] as [(String, Int, StatusFault.Body, FaultPhase, Int?)])
  func `a status is read with its body, its phase and its wait`(
    what: String, code: Int, body: StatusFault.Body, phase: FaultPhase, wait: Int?
  ) throws {
    let expected = StatusFault(code: code, body: body, phase: phase, retryAfterSeconds: wait)
    #expect(try FaultSpec("any.any:\(what)").kind == .disruption(.status(expected)))
  }

  @Test func `a beginning and a count are read from the end`() throws {
    let spec = try FaultSpec("nectar.refund:500-before@3*2")
    #expect(spec.first == 3)
    #expect(spec.count == 2)
    #expect(try FaultSpec("nectar.refund:slow=2s*1").count == 1)
  }

  @Test(arguments: [
    ("", "expected PROVIDER.OPERATION:WHAT"), ("neropay.refund", "expected PROVIDER"),
    ("neropay:close-after", "expected PROVIDER.OPERATION before"),
    ("stripe.refund:close-after", "one of: neropay, nectar, aiic, any"),
    ("neropay.pay:close-after", "one of: list, retrieve, refund"),
    ("neropay.refund:explode", "one of: refuse, hang-before"),
    ("neropay.refund:399", "one of:"), ("neropay.refund:600", "one of:"),
    ("neropay.refund:500-after-before", "one of:"), ("neropay.refund:500-after-html", "one of:"),
    ("neropay.refund:slow=5", "one of:"), ("neropay.refund:slow=-5s", "one of:"),
    ("neropay.refund:late", "one of:"), ("neropay.refund:late-failure=1s", "one of:"),
    ("neropay.read:date=5", "one of:"), ("neropay.read:date=+", "one of:"),
    ("neropay.read:date=+-5", "one of:"), ("neropay.refund:reset", "one of:"),
    ("neropay.refund:refuse=1", "one of:"), ("neropay.refund:500*0", "at least 1"),
    ("neropay.refund:500*", "at least 1"), ("neropay.refund:500@x", "at least 1"),
    ("neropay.connect:refuse", "any.connect:refuse"), ("any.connect:500", "any.connect:refuse"),
  ])
  func `a mistake is explained with the words that are valid`(text: String, reason: String) {
    let error = #expect(throws: FaultSpecError.self) { try FaultSpec(text) }
    #expect(error?.description.contains(reason) == true)
    #expect(error?.description.hasPrefix("fault \"\(text)\"") == true)
  }

  @Test func `only the first that goes wrong strikes and the others keep their count`() throws {
    let board = FaultBoard([
      try FaultSpec("any.refund:500*1"), try FaultSpec("any.refund:close-after*1"),
      try FaultSpec("any.refund:slow=5ms"), try FaultSpec("nectar.refund:decline"),
    ])
    let first = board.plan(.neropay, .refund)
    #expect(
      first.disruption == .status(StatusFault(code: 500, body: .documented, phase: .before)))
    #expect(first.slowMilliseconds == 5)
    #expect(first.twists.isEmpty)
    let second = board.plan(.nectar, .refund)
    #expect(second.disruption == .close(.after))
    #expect(second.twists == [.decline])
    #expect(board.plan(.aiic, .refund).disruption == nil)
    #expect(board.plan(.aiic, .list) == FaultPlan())
  }
}
