import AsyncHTTPClient
import NIOCore
import Synchronization
import Testing
import TilldeskCrypto

@testable import ProviderSandbox

/// A clock that only a test moves.
final class ManualClock: Sendable {
  private let milliseconds: Mutex<Int64>

  init(_ start: WireTime) {
    milliseconds = Mutex(start.micros / 1000)
  }

  var now: Int64 { milliseconds.withLock { $0 } }

  func advance(seconds: Int64) {
    milliseconds.withLock { $0 += seconds * 1000 }
  }
}

/// What came back over HTTP.
struct Reply: Equatable {
  let status: Int
  let headers: [String: String]
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }
  var json: WireJSON? { try? WireJSONReader.read(body).root }
  var data: WireJSON? { json?["data"] }
  var errorCode: String? { json?["error"]?["code"]?.text ?? json?["errorCode"]?.text }
}

/// A started sandbox and a client that knows how the three providers want to be spoken to.
struct Stage {
  static let noon = WireTime(year: 2026, month: 6, day: 1, hour: 12)

  let sandbox: Sandbox
  let clock: ManualClock
  private let client: HTTPClient
  private let nonces = Counter()

  /// Starts a sandbox for the length of a test.
  static func run(
    _ change: (inout SandboxConfiguration) throws -> Void = { _ in },
    body: (Stage) async throws -> Void
  ) async throws {
    let clock = ManualClock(noon)
    var configuration = SandboxConfiguration { clock.now }
    configuration.transactions = 300
    try change(&configuration)
    let sandbox = try await Sandbox.start(configuration: configuration)
    var settings = HTTPClient.Configuration(redirectConfiguration: .disallow)
    settings.httpVersion = .http1Only
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    let stage = Stage(sandbox: sandbox, clock: clock, client: client)
    let result: Result<Void, any Error>
    do {
      try await body(stage)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    try await client.shutdown()
    await sandbox.stop()
    try result.get()
  }

  // MARK: HTTP

  /// Sends one request; throws when no whole reply comes back in time.
  func send(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: String? = nil,
    timeout: TimeAmount = .seconds(20)
  ) async throws -> Reply {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(sandbox.port)\(path)")
    request.method = word(method) ?? request.method
    request.headers = fields(headers)
    if let body { request.body = .bytes(ByteBuffer(string: body)) }
    let response = try await client.execute(request, timeout: timeout)
    var received: [String: String] = [:]
    for (name, value) in response.headers { received[name.lowercased()] = value }
    let buffer = try await response.body.collect(upTo: 1 << 24)
    // The status is printed as "200 OK": its number belongs to a module that is not imported.
    return Reply(
      status: Int("\(response.status)".prefix(3)) ?? 0, headers: received,
      body: Array(buffer.readableBytesView))
  }

  func get(_ path: String) async throws -> Reply { try await send("GET", path) }

  /// Gives the control endpoint new faults instead of the old ones.
  func setFaults(_ specs: String...) async throws -> Reply {
    let list = WireJSON.array(specs.map { .string($0) })
    let body = WireJSON.object([.init("clear", true), .init("add", list)])
    return try await send(
      "POST", "/_sandbox/faults", body: String(decoding: body.bytes(), as: UTF8.self))
  }

  /// Waits until so many effects are on record; a hung request's effect comes in its own time.
  func effects(atLeast count: Int) async throws -> [SandboxEffect] {
    for _ in 0..<2000 where sandbox.effects.count < count {
      _ = try await get("/_sandbox/effects")
    }
    return sandbox.effects
  }

  // MARK: NeroPay

  func neropayGet(
    _ path: String, headers: [(String, String)] = []
  ) async throws -> Reply {
    let bearer = ("Authorization", "Bearer \(NeroPaySimulator.demoKeys.own)")
    return try await send("GET", "/neropay/v2\(path)", headers: [bearer] + headers)
  }

  func neropayWrite(
    _ path: String, _ body: String, key: String, age: Int64 = 0, change: [String: String?] = [:],
    timeout: TimeAmount = .seconds(20)
  ) async throws -> Reply {
    let timestamp = String(clock.now / 1000 - age)
    let signature = HMACSHA256.hex(
      key: try Secret(text: NeroPaySimulator.demoKeys.own),
      message: Array("\(timestamp).\(body)".utf8))
    var headers: [String: String?] = [
      "Authorization": "Bearer \(NeroPaySimulator.demoKeys.own)", "Accept": "application/json",
      "Content-Type": "application/json", "X-NeroPay-Timestamp": timestamp,
      "X-NeroPay-Signature": signature, "Idempotency-Key": key,
    ]
    headers.merge(change) { $1 }
    return try await send(
      "POST", "/neropay/v2\(path)",
      headers: headers.compactMap { name, value in
        value.map { (name, $0) }
      }, body: body, timeout: timeout)
  }

  // MARK: Nectar

  func nectar(
    _ method: String, _ path: String, _ body: String? = nil, authorization: String? = nil,
    timeout: TimeAmount = .seconds(20)
  ) async throws -> Reply {
    var headers = [("Authorization", authorization ?? NectarSimulator.demoKeys.own)]
    if body != nil { headers.append(("Content-Type", "application/json")) }
    return try await send(
      method, "/nectar\(path)", headers: headers, body: body, timeout: timeout)
  }

  /// A refund of a payment, by the reference that the path takes as it is.
  func nectarRefund(
    _ reference: String, _ amount: String, timeout: TimeAmount = .seconds(20)
  ) async throws -> Reply {
    try await nectar(
      "PUT", "/transaction/refund/\(reference)",
      #"{"transactionReference":"\#(reference)","refundAmount":\#(amount),"refundReason":"test"}"#,
      timeout: timeout)
  }

  // MARK: AIIC Pay

  func aiic(
    _ path: String, _ data: String, nonce: String? = nil, age: Int64 = 0, signedData: String? = nil,
    publicKeyHeader: String? = nil, timeout: TimeAmount = .seconds(20)
  ) async throws -> Reply {
    let keys = try Ed25519KeyPair(Secret(bytes: Base64.decode(AIICSimulator.demoKeys.own)))
    let signature = Base64.encode(keys.sign(Array((signedData ?? data).utf8)))
    let envelope =
      #"{"data":\#(data),"signature":"\#(signature)","publicKey":"\#(keys.publicKeyBase64)","#
      + #""timestamp":\#(clock.now - age),"nonce":"\#(nonce ?? nonces.next())"}"#
    return try await send(
      "POST", "/aiic/v1\(path)",
      headers: [
        ("X-Public-Key", publicKeyHeader ?? keys.publicKeyBase64),
        ("Content-Type", "application/json"),
      ], body: envelope, timeout: timeout)
  }

  func aiicRefund(
    _ id: String, _ amount: String, nonce: String? = nil, timeout: TimeAmount = .seconds(20)
  ) async throws -> Reply {
    try await aiic(
      "/payment/refund",
      #"{"amount":\#(amount),"originalTransactionId":"\#(id)","reason":"test"}"#, nonce: nonce,
      timeout: timeout)
  }

  func aiicQuery(_ data: String) async throws -> Reply {
    try await aiic("/payment/query-transaction", data)
  }

  // MARK: All three

  /// Refunds a little of a payment that every world has.
  func refundSample(
    _ provider: SandboxProvider, timeout: TimeAmount = .seconds(20)
  ) async throws -> Reply {
    switch provider {
    case .neropay:
      try await neropayWrite(
        "/transactions/6636598/refund", #"{"amount":1.00}"#, key: "sample", timeout: timeout)
    case .nectar: try await nectarRefund("Fa5JliRhi6vblnEHY", "37.00", timeout: timeout)
    case .aiic: try await aiicRefund("txn_abc123", "1000", timeout: timeout)
    default: throw UnknownProvider()
    }
  }

  /// Sends a refund that is never answered, and gives up when the fault has struck it.
  func hang(_ fault: String, _ provider: SandboxProvider) async throws {
    _ = try await setFaults(fault)
    let sending = Task { try await refundSample(provider, timeout: .minutes(2)) }
    for _ in 0..<20_000 where sandbox.faults.listing.allSatisfy({ $0.struck == 0 }) {
      _ = try await get("/_sandbox/faults")
    }
    #expect(sandbox.faults.listing.map(\.struck) == [1])
    sending.cancel()
    await #expect(throws: (any Error).self) { try await sending.value }
  }

  /// Reads a list, which counts as a read of the provider.
  func readSample(_ provider: SandboxProvider) async throws -> Reply {
    switch provider {
    case .neropay: try await neropayGet("/transactions")
    case .nectar: try await nectar("GET", "/transaction/history")
    case .aiic: try await aiicQuery(#"{"type":"refund"}"#)
    default: throw UnknownProvider()
    }
  }
}

/// The stage knows how to speak to three.
private struct UnknownProvider: Error {}

/// Numbers that never repeat within a test.
private final class Counter: Sendable {
  private let last = Mutex(0)

  func next() -> String {
    last.withLock { last in
      last += 1
      return "nonce-\(last)"
    }
  }
}

/// A method from its word; its own initialiser belongs to a module that is not imported.
private func word<Word: RawRepresentable>(_ text: String) -> Word? where Word.RawValue == String {
  Word(rawValue: text)
}

/// Header fields from their pairs, filled up to the eight that one literal names.
///
/// Only the literal's protocol reaches them: the type's own module is not imported.
private func fields<Fields: ExpressibleByDictionaryLiteral>(
  _ pairs: [(String, String)]
) -> Fields where Fields.Key == String, Fields.Value == String {
  precondition(pairs.count <= 8, "no provider takes more than eight headers")
  let all = pairs + Array(repeating: ("X-Filling", "-"), count: 8 - pairs.count)
  return [
    all[0].0: all[0].1, all[1].0: all[1].1, all[2].0: all[2].1, all[3].0: all[3].1,
    all[4].0: all[4].1, all[5].0: all[5].1, all[6].0: all[6].1, all[7].0: all[7].1,
  ]
}
