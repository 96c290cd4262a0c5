import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
public import Payments
import Synchronization
import TextSafety

/// Carries requests over the network with AsyncHTTPClient (`MoneySafety.md` §1.1).
///
/// Reads share a client with kept connections. Each write has a client of its own, closed
/// afterwards: HTTP/1.1, one use, no second connection, no redirect. So a ``Passage`` belongs to
/// exactly one request, and nothing in the stack can send a write twice.
public final class LiveTransport: HTTPTransport {
  /// How long to wait.
  public struct Timeouts: Hashable, Sendable {
    /// Until a connection stands.
    public var connect: Duration
    /// Until the first byte of the answer, and between any two.
    public var firstByte: Duration
    /// Until the answer is whole.
    public var total: Duration

    /// Makes timeouts.
    public init(connect: Duration, firstByte: Duration, total: Duration) {
      self.connect = connect
      self.firstByte = firstByte
      self.total = total
    }

    /// For writes: a long wait is cheaper than an unknown outcome.
    public static let writes = Timeouts(
      connect: .seconds(5), firstByte: .seconds(30), total: .seconds(60))

    /// For reads: somebody waits for the screen.
    public static let reads = Timeouts(
      connect: .seconds(5), firstByte: .seconds(15), total: .seconds(30))
  }

  /// An HTTP proxy that tunnels with `CONNECT`.
  public struct Proxy: Hashable, Sendable {
    /// The proxy's host.
    public var host: String
    /// The proxy's port.
    public var port: Int

    /// Makes a proxy.
    public init(host: String, port: Int) {
      self.host = host
      self.port = port
    }
  }

  /// What can be configured.
  public struct Configuration: Hashable, Sendable {
    /// For reads.
    public var reads: Timeouts
    /// For writes.
    public var writes: Timeouts
    /// The proxy; `nil` for none.
    ///
    /// The environment is never consulted, and loopback addresses are always direct.
    public var proxy: Proxy?
    /// How large a reply may be, in bytes.
    public var replyLimit: Int
    /// A PEM file of the certificate authorities to trust; `nil` for those of the host.
    package var authorities: String?

    /// Makes a configuration.
    public init(
      reads: Timeouts = .reads, writes: Timeouts = .writes, proxy: Proxy? = nil,
      replyLimit: Int = 8 << 20
    ) {
      self.reads = reads
      self.writes = writes
      self.proxy = proxy
      self.replyLimit = replyLimit
    }
  }

  private let configuration: Configuration
  private let clock: @Sendable () -> Instant
  private let readers = Mutex(Readers())

  /// The clients for reads, made when they are needed: making one starts threads.
  private struct Readers {
    var direct: HTTPClient?
    var proxied: HTTPClient?
  }

  /// How long a connection is kept for the next read; servers close theirs after a minute or more.
  private static let idleTimeout: TimeAmount = .seconds(20)
  /// By how much an answer may be later than the time in which it is waited for: for a busy host.
  private static let lateness: Duration = .seconds(5)

  /// Makes a transport; connections are closed when it goes.
  public init(
    configuration: Configuration = Configuration(), clock: @escaping @Sendable () -> Instant
  ) {
    self.configuration = configuration
    self.clock = clock
  }

  deinit {
    readers.withLock { readers in
      _ = readers.direct?.shutdown()
      _ = readers.proxied?.shutdown()
    }
  }

  /// Carries a request that changes nothing; given up when the caller's task is cancelled.
  public func read(_ request: HTTPRequest) async -> HTTPReply {
    let started = clock()
    guard let target = target(of: request) else { return refused(request, at: started) }
    let exchange = HTTPExchange(
      client: reader(isDirect: target.isLoopback), timeouts: configuration.reads,
      replyLimit: configuration.replyLimit, authorities: configuration.authorities)
    let began = ContinuousClock.now
    var result = await exchange.run(request, isCancellable: true)
    // A kept connection leaves no mark; whatever is not a failure to connect may have arrived.
    let connected = if case .connection? = result.failure { false } else { true }
    // An answer that was found after a standstill is as old as that; later than it is waited for,
    // it is none.
    let ended = clock().adding(milliseconds: -result.age.wholeMilliseconds)
    if began.duration(to: .now) > configuration.reads.total + Self.lateness {
      result = HTTPExchange.Result(
        failure: .timeout(seconds: configuration.reads.total.wholeSeconds))
    }
    return result.reply(connected: connected, started: started, ended: ended)
  }

  /// Carries a request that may move money: once.
  ///
  /// It runs to its end even when the caller's task is cancelled, because an answer that nobody
  /// waits for is still an answer.
  public func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    let started = clock()
    guard let target = target(of: request) else { return refused(request, at: started) }
    let passage = Passage(gate, acknowledgement: configuration.writes.firstByte)
    let client = HTTPClient(
      configuration: Self.writing(
        configuration, proxy: target.isLoopback ? nil : configuration.proxy, passage: passage))
    defer { _ = client.shutdown() }
    let exchange = HTTPExchange(
      client: client, timeouts: configuration.writes, replyLimit: configuration.replyLimit,
      authorities: configuration.authorities)
    var result = await exchange.run(request, isCancellable: false, by: passage)
    let connected: Bool
    switch passage.end() {
    case .open, .begun:
      connected = true
      result.connectionStood()
    case .withheld: return .withheld(started: started, ended: clock())
    case .abandoned(isLate: true):
      connected = false
      result.failure = .connection(ConnectionWords.late(configuration.writes.connect))
    case .connecting, .asking, .abandoned(isLate: false): connected = result.status != nil
    }
    return result.reply(connected: connected, started: started, ended: clock())
  }

  // MARK: - Parts

  /// The client that reads directly, or through the proxy where there is one.
  private func reader(isDirect: Bool) -> HTTPClient {
    readers.withLock { readers in
      guard !isDirect, let proxy = configuration.proxy else {
        let client =
          readers.direct ?? HTTPClient(configuration: Self.reading(configuration, proxy: nil))
        readers.direct = client
        return client
      }
      let client =
        readers.proxied ?? HTTPClient(configuration: Self.reading(configuration, proxy: proxy))
      readers.proxied = client
      return client
    }
  }

  /// Where a request goes; `nil` when it may not be sent at all.
  private func target(of request: HTTPRequest) -> BaseURL? {
    let parts = request.url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let origin = parts.prefix(3).joined(separator: "/").prefix { $0 != "?" }
    guard !request.url.contains("#") else { return nil }
    do throws(SettingFlaw) { return try BaseURL(String(origin)) } catch { return nil }
  }

  private func refused(_ request: HTTPRequest, at time: Instant) -> HTTPReply {
    HTTPReply(
      connected: false, status: nil, headers: [:], body: [],
      failure: .connection("only https is sent, and http to loopback addresses"), started: time,
      ended: time)
  }

  private static func reading(
    _ configuration: Configuration, proxy: Proxy?
  )
    -> HTTPClient.Configuration
  {
    var client = common(configuration, configuration.reads, proxy: proxy)
    client.connectionPool.idleTimeout = idleTimeout
    return client
  }

  private static func writing(
    _ configuration: Configuration, proxy: Proxy?, passage: Passage
  )
    -> HTTPClient.Configuration
  {
    var client = common(configuration, configuration.writes, proxy: proxy)
    client.maximumUsesPerConnection = 1
    // The client counts the gate's questions as connecting; the time for that is kept beside it.
    client.timeout.connect = TimeAmount(configuration.writes.total)
    client.http1_1ConnectionDebugInitializer = { channel in passage.enter(channel) }
    return client
  }

  private static func common(
    _ configuration: Configuration, _ timeouts: Timeouts, proxy: Proxy?
  ) -> HTTPClient.Configuration {
    var client = HTTPClient.Configuration()
    var security = TLSConfiguration.makeClientConfiguration()
    security.minimumTLSVersion = .tlsv12
    if let authorities = configuration.authorities { security.trustRoots = .file(authorities) }
    client.tlsConfiguration = security
    client.httpVersion = .http1Only
    client.redirectConfiguration = .disallow
    client.decompression = .disabled
    client.connectionPool.retryConnectionEstablishment = false
    client.timeout = .init(
      connect: TimeAmount(timeouts.connect), read: TimeAmount(timeouts.firstByte))
    client.proxy = proxy.map { .server(host: $0.host, port: $0.port) }
    return client
  }
}
