import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Payments
import Synchronization

/// One request and its answer on one client, within bounds of time and size.
struct HTTPExchange {
  let client: HTTPClient
  let timeouts: LiveTransport.Timeouts
  let replyLimit: Int
  let authorities: String?

  /// What arrived, and why no more did.
  struct Result: Sendable {
    var status: Int?
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    var failure: TransportFailure?
    /// For how long the answer may have lain there while this process stood still.
    var age: Duration = .zero

    /// Corrects the failure of a request whose connection is known to have stood: it was not the
    /// connecting.
    mutating func connectionStood() {
      if case .connection(let words)? = failure { failure = .brokenOff(words) }
    }

    func reply(connected: Bool, started: Instant, ended: Instant) -> HTTPReply {
      HTTPReply(
        connected: connected, status: status, headers: headers, body: body, failure: failure,
        started: started, ended: ended)
    }
  }

  /// Sends the request once and reads the answer.
  ///
  /// The work has a task of its own: a timer on the event loop ends it after the total time, and
  /// the caller's cancellation ends it only where that is asked for.
  ///
  /// - Parameter passage: The way of a write; given up when it is still connecting after the time
  ///   for that.
  func run(
    _ request: HTTPRequest, isCancellable: Bool, by passage: Passage? = nil
  ) async -> Result {
    let timedOut = TimeoutMark()
    let work = Task { await exchange(request, timedOut: timedOut) }
    let loop = client.eventLoopGroup.any()
    let timer = loop.scheduleTask(in: TimeAmount(timeouts.total)) {
      timedOut.set()
      work.cancel()
    }
    let heartbeat = Heartbeat()
    let beat = TimeAmount(Heartbeat.interval)
    let ticking = loop.scheduleRepeatedTask(initialDelay: beat, delay: beat) { _ in
      heartbeat.tick()
    }
    let connecting = passage.map { passage in
      loop.scheduleTask(in: TimeAmount(timeouts.connect)) {
        if passage.giveUpConnecting() { work.cancel() }
      }
    }
    defer {
      timer.cancel()
      ticking.cancel()
      connecting?.cancel()
    }
    var result = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      if isCancellable { work.cancel() }
    }
    result.age = heartbeat.age()
    return result
  }

  private func exchange(_ request: HTTPRequest, timedOut: TimeoutMark) async -> Result {
    var result = Result()
    do {
      let answer = try await client.execute(
        HTTPClientRequest(request), timeout: TimeAmount(timeouts.total))
      result.status = Int(answer.status.code)
      result.headers = answer.headers.lowercasedNames
      try await collect(answer.body, into: &result)
    } catch {
      result.failure = failure(error, hasStatus: result.status != nil, timedOut: timedOut.isSet)
    }
    return result
  }

  private func collect(_ body: HTTPClientResponse.Body, into result: inout Result) async throws {
    for try await chunk in body {
      let room = replyLimit - result.body.count
      result.body += chunk.readableBytesView.prefix(room)
      guard chunk.readableBytes <= room else {
        result.failure = .tooLarge(limit: replyLimit)
        return
      }
    }
  }

  /// Puts an error into words.
  ///
  /// Only ``HTTPClientError/shortDescription`` is used of the client's own errors: their full
  /// description can hold header values.
  private func failure(_ error: any Error, hasStatus: Bool, timedOut: Bool) -> TransportFailure {
    let total = timeouts.total.wholeSeconds
    if timedOut { return .timeout(seconds: total) }
    if error is CancellationError { return .cancelled }
    guard let error = error as? HTTPClientError else {
      let words = ConnectionWords(authorities: authorities).describe(error)
      return hasStatus ? .brokenOff(words) : .connection(words)
    }
    switch error {
    case .cancelled: return .cancelled
    case .deadlineExceeded: return .timeout(seconds: total)
    case .readTimeout, .writeTimeout:
      return .timeout(seconds: timeouts.firstByte.wholeSeconds)
    case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout,
      .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
      return .connection(ConnectionWords.late(timeouts.connect))
    case .remoteConnectionClosed, .bodyLengthMismatch:
      return .brokenOff(error.shortDescription.lowercased())
    default:
      let words = error.shortDescription.lowercased()
      return hasStatus ? .brokenOff(words) : .connection(words)
    }
  }
}

/// Whether the timer ended an exchange.
private final class TimeoutMark: Sendable {
  private let fired = Mutex(false)

  var isSet: Bool { fired.withLock { $0 } }

  func set() { fired.withLock { $0 = true } }
}

extension HTTPClientRequest {
  fileprivate init(_ request: HTTPRequest) {
    self.init(url: request.url)
    method = HTTPMethod(rawValue: request.method)
    headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    if !request.body.isEmpty { body = .bytes(ByteBuffer(bytes: request.body)) }
  }
}

extension HTTPHeaders {
  /// The fields by lower-case name; fields of one name are joined as RFC 9110 says.
  fileprivate var lowercasedNames: [String: String] {
    reduce(into: [:]) { fields, field in
      let name = field.name.lowercased()
      fields[name] = fields[name].map { "\($0), \(field.value)" } ?? field.value
    }
  }
}

extension Duration {
  /// Whole seconds, at least one, for words.
  var wholeSeconds: Int { max(1, Int(components.seconds)) }
}

extension Duration {
  /// Whole milliseconds.
  var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}

extension TimeAmount {
  /// The same length of time, at least a millisecond.
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = max(.milliseconds(1), .seconds(seconds) + .nanoseconds(attoseconds / 1_000_000_000))
  }
}
