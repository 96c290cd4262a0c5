import AsyncHTTPClient
import NIOCore
import NIOHTTP1
public import Payments
import Synchronization
import TextSafety

/// Carries requests over the network with AsyncHTTPClient (`money-safety` §1.1).
///
/// Reads share a client with kept connections. Each write has a client of its own, closed
/// afterwards: HTTP/1.1, one use, no second connection, no redirect. So the mark "a connection
/// stood" belongs to exactly one request, and nothing in the stack can send a write twice.
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
      replyLimit: configuration.replyLimit)
    let result = await exchange.run(request, isCancellable: true)
    // A kept connection leaves no mark; whatever is not a failure to connect may have arrived.
    let connected = if case .connection? = result.failure { false } else { true }
    return result.reply(connected: connected, started: started, ended: clock())
  }

  /// Carries a request that may move money: once.
  ///
  /// It runs to its end even when the caller's task is cancelled, because an answer that nobody
  /// waits for is still an answer.
  public func write(_ request: HTTPRequest) async -> HTTPReply {
    let started = clock()
    guard let target = target(of: request) else { return refused(request, at: started) }
    let mark = ConnectionMark()
    let client = HTTPClient(
      configuration: Self.writing(
        configuration, proxy: target.isLoopback ? nil : configuration.proxy, mark: mark))
    defer { _ = client.shutdown() }
    let exchange = HTTPExchange(
      client: client, timeouts: configuration.writes, replyLimit: configuration.replyLimit)
    var result = await exchange.run(request, isCancellable: false)
    if mark.isSet { result.connectionStood() }
    return result.reply(
      connected: mark.isSet || result.status != nil, started: started, ended: clock())
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

  /// The base URL of a request; `nil` when it may not be sent at all.
  private func target(of request: HTTPRequest) -> BaseURL? {
    let withoutQuery = String(request.url.prefix { $0 != "?" })
    do throws(ProviderError) { return try BaseURL(withoutQuery) } catch { return nil }
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
    var client = common(configuration.reads, proxy: proxy)
    client.connectionPool.idleTimeout = idleTimeout
    return client
  }

  private static func writing(
    _ configuration: Configuration, proxy: Proxy?, mark: ConnectionMark
  )
    -> HTTPClient.Configuration
  {
    var client = common(configuration.writes, proxy: proxy)
    client.maximumUsesPerConnection = 1
    client.http1_1ConnectionDebugInitializer = { channel in
      mark.set()
      return channel.eventLoop.makeSucceededVoidFuture()
    }
    return client
  }

  private static func common(_ timeouts: Timeouts, proxy: Proxy?) -> HTTPClient.Configuration {
    var client = HTTPClient.Configuration()
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

/// Whether a connection of one write stood.
///
/// Set on an event loop, read by the task that sent.
private final class ConnectionMark: Sendable {
  private let stood = Mutex(false)

  var isSet: Bool { stood.withLock { $0 } }

  func set() { stood.withLock { $0 = true } }
}
