import Payments
import ProviderClient
import Testing
import TextSafety

/// The real transport against raw sockets: what is sent, how often, and what is made of the answer.
@Suite(.timeLimit(.minutes(2)))
struct LiveTransportTests {
  private static let answer =
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-One: a\r\nX-One: b\r\nDate: x\r\n\r\n{}"

  private func transport(
    firstByte: Duration = .seconds(20), total: Duration = .seconds(30), replyLimit: Int = 8 << 20
  ) -> LiveTransport {
    let timeouts = LiveTransport.Timeouts(
      connect: .seconds(5), firstByte: firstByte, total: total)
    return LiveTransport(
      configuration: .init(reads: timeouts, writes: timeouts, replyLimit: replyLimit),
      clock: { Sample.now })
  }

  private func write(_ url: String, method: String = "POST") -> HTTPRequest {
    HTTPRequest(
      method: method, url: url + "/v2/a%2Fb?x=1",
      headers: [("Content-Type", "application/json"), ("X-Test", "yes")],
      body: Array(#"{"amount":1.00}"#.utf8))
  }

  @Test(arguments: ["POST", "PUT"])
  func `a write whose answer never comes is sent exactly once`(method: String) async throws {
    let transport = transport()
    for _ in 0..<10 {
      let server = try LoopbackServer(.hangUp)
      defer { server.stop() }
      let reply = await transport.write(write(server.url, method: method), through: .open)
      #expect(reply.connected)
      #expect(reply.status == nil)
      guard case .brokenOff? = reply.failure else {
        Issue.record("\(String(describing: reply.failure))")
        continue
      }
      #expect(server.requests.count == 1)
      #expect(server.connectionCount == 1)
    }
  }

  @Test func `the bytes on the wire are those of the request`() async throws {
    let server = try LoopbackServer(.send(Self.answer))
    defer { server.stop() }
    let reply = await transport().write(write(server.url, method: "PUT"), through: .open)
    #expect(reply.status == 200)
    #expect(reply.failure == nil)
    #expect(reply.connected)
    #expect(reply.body == Array("{}".utf8))
    #expect(reply.headers["x-one"] == "a, b")
    #expect(reply.started == Sample.now)
    let lines = try #require(server.requests.first).split(
      separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.first == "PUT /v2/a%2Fb?x=1 HTTP/1.1")
    #expect(lines.contains("Content-Type: application/json"))
    #expect(lines.contains("X-Test: yes"))
    #expect(lines.last == #"{"amount":1.00}"#)
    #expect(!lines.contains { $0.lowercased().hasPrefix("accept-encoding") })
  }

  @Test func `every write has a connection of its own and reads share one`() async throws {
    let server = try LoopbackServer(.keep(Self.answer))
    defer { server.stop() }
    let transport = transport()
    let read = HTTPRequest(method: "GET", url: server.url + "/x", headers: [])
    for _ in 0..<3 { #expect(await transport.read(read).status == 200) }
    #expect(server.connectionCount == 1)
    for _ in 0..<3 {
      #expect(await transport.write(write(server.url), through: .open).status == 200)
    }
    #expect(server.connectionCount == 4)
    #expect(server.requests.count == 6)
    #expect(server.requests.first?.hasPrefix("GET /x HTTP/1.1\r\n") == true)
  }

  @Test func `writes at the same time do not share a connection or a mark`() async throws {
    let server = try LoopbackServer(.keep(Self.answer))
    let closed = try RefusingPort()
    defer {
      server.stop()
      closed.stop()
    }
    let transport = transport()
    let (sent, unsent) = (write(server.url), write(closed.url))
    await withTaskGroup(of: (Bool, HTTPReply).self) { group in
      for index in 0..<20 {
        let request = index.isMultiple(of: 2) ? sent : unsent
        group.addTask { (index.isMultiple(of: 2), await transport.write(request, through: .open)) }
      }
      for await (wasSent, reply) in group {
        #expect(reply.connected == wasSent)
        #expect((reply.status == 200) == wasSent)
      }
    }
    #expect(server.connectionCount == 10)
    #expect(server.requests.count == 10)
  }

  @Test func `a proxy is asked for other hosts and never for this machine`() async throws {
    let proxy = try LoopbackServer(.hangUp)
    let server = try LoopbackServer(.send(Self.answer))
    defer {
      proxy.stop()
      server.stop()
    }
    let transport = LiveTransport(
      configuration: .init(proxy: .init(host: "127.0.0.1", port: Int(proxy.port))),
      clock: { Sample.now })
    #expect(await transport.write(write(server.url), through: .open).status == 200)
    #expect(proxy.connectionCount == 0)
    let reply = await transport.write(write("https://provider.invalid"), through: .open)
    #expect(!reply.connected)
    #expect(reply.failure != nil)
    #expect(proxy.requests.first?.hasPrefix("CONNECT provider.invalid:443 HTTP/1.1\r\n") == true)
  }

  @Test func `a refused connection proves that nothing was sent`() async throws {
    let closed = try RefusingPort()
    defer { closed.stop() }
    let transport = transport()
    for reply in [
      await transport.write(write(closed.url), through: .open),
      await transport.read(HTTPRequest(method: "GET", url: closed.url + "/x", headers: [])),
    ] {
      #expect(!reply.connected)
      #expect(!reply.mayHaveArrived)
      #expect(reply.failure == .connection("the connection was refused"))
    }
  }

  @Test func `a host without a name proves that nothing was sent`() async throws {
    let reply = await transport().write(write("https://nowhere.invalid"), through: .open)
    #expect(!reply.connected)
    guard case .connection? = reply.failure else {
      Issue.record("\(String(describing: reply.failure))")
      return
    }
  }

  @Test func `TLS with a server that speaks none proves that nothing was sent`() async throws {
    let server = try LoopbackServer(.send("HTTP/1.1 400 Bad Request\r\n\r\n"))
    defer { server.stop() }
    let url = "https://127.0.0.1:\(server.port)"
    let transport = transport(firstByte: .seconds(2), total: .seconds(2))
    let reply = await transport.write(write(url), through: .open)
    #expect(!reply.connected)
    #expect(reply.status == nil)
    #expect(reply.failure != nil)
  }

  @Test func `a body that ends too early is no whole reply`() async throws {
    let server = try LoopbackServer(
      .send("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"success\":tr"))
    defer { server.stop() }
    let reply = await transport().write(write(server.url), through: .open)
    #expect(reply.connected)
    #expect(reply.status == 201)
    #expect(String(decoding: reply.body, as: UTF8.self) == "{\"success\":tr")
    guard case .brokenOff? = reply.failure else {
      Issue.record("\(String(describing: reply.failure))")
      return
    }
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect is an answer and never followed`(status: Int) async throws {
    let target = try LoopbackServer(.send(Self.answer))
    let server = try LoopbackServer(
      .send(
        "HTTP/1.1 \(status) Moved\r\nLocation: \(target.url)/elsewhere\r\nContent-Length: 0\r\n\r\n"
      ))
    defer {
      server.stop()
      target.stop()
    }
    let transport = transport()
    #expect(await transport.write(write(server.url), through: .open).status == status)
    let read = HTTPRequest(method: "GET", url: server.url + "/x", headers: [])
    #expect(await transport.read(read).status == status)
    #expect(target.connectionCount == 0)
  }

  @Test(arguments: [(10, true), (11, false)])
  func `a reply beyond the limit is cut and said to be`(count: Int, fits: Bool) async throws {
    let body = String(repeating: "x", count: count)
    let server = try LoopbackServer(
      .send("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n\(body)"))
    defer { server.stop() }
    let reply = await transport(replyLimit: 10).write(write(server.url), through: .open)
    #expect(reply.status == 200)
    #expect(reply.body.count == 10)
    #expect(reply.failure == (fits ? nil : .tooLarge(limit: 10)))
  }

  @Test func `no first byte in time is a timeout of a request that left`() async throws {
    let server = try LoopbackServer(.stay)
    defer { server.stop() }
    let reply = await transport(firstByte: .seconds(2)).write(write(server.url), through: .open)
    #expect(reply.connected)
    #expect(reply.status == nil)
    #expect(reply.failure == .timeout(seconds: 2))
    #expect(server.requests.count == 1)
  }

  @Test func `the total time ends a request as well`() async throws {
    let server = try LoopbackServer(.stay)
    defer { server.stop() }
    let transport = transport(total: .seconds(2))
    let reply = await transport.write(write(server.url), through: .open)
    #expect(reply.connected)
    #expect(reply.failure == .timeout(seconds: 2))
    let read = await transport.read(
      HTTPRequest(method: "GET", url: server.url + "/x", headers: []))
    #expect(read.failure == .timeout(seconds: 2))
  }

  @Test func `a write goes on when its caller is cancelled and a read does not`() async throws {
    let answering = try LoopbackServer(.send(Self.answer))
    let silent = try LoopbackServer(.stay)
    defer {
      answering.stop()
      silent.stop()
    }
    let transport = transport()
    let request = write(answering.url)
    let writing = Task { await transport.write(request, through: .open) }
    writing.cancel()
    #expect(await writing.value.status == 200)
    let slow = HTTPRequest(method: "GET", url: silent.url + "/x", headers: [])
    let reading = Task { await transport.read(slow) }
    reading.cancel()
    #expect(await reading.value.failure == .cancelled)
  }

  @Test(arguments: [
    "http://example.test/x", "ftp://127.0.0.1/x", "https://user@example.test/x", "nonsense",
  ])
  func `nothing leaves without encryption except on this machine`(url: String) async {
    let transport = transport()
    let request = HTTPRequest(method: "POST", url: url, headers: [], body: [1])
    for reply in [await transport.write(request, through: .open), await transport.read(request)] {
      #expect(!reply.connected)
      #expect(reply.status == nil)
      #expect(reply.failure != nil)
    }
  }

  @Test func `a header that cannot be sent is not repeated in the failure`() async throws {
    let server = try LoopbackServer(.send(Self.answer))
    defer { server.stop() }
    let request = HTTPRequest(
      method: "POST", url: server.url + "/x", headers: [("Authorization", "hush\r\nhush")],
      body: [1])
    let reply = await transport().write(request, through: .open)
    #expect(!reply.connected)
    #expect(reply.failure != nil)
    #expect(!"\(String(describing: reply.failure))".contains("hush"))
    #expect(server.connectionCount == 0)
  }

  @Test func `a refund that was cut off is unknown and one that never left is not sent`()
    async throws
  {
    let server = try LoopbackServer(.hangUp)
    let closed = try RefusingPort()
    defer {
      server.stop()
      closed.stop()
    }
    let gbp = Money(minor: 100, currency: .gbp)
    for (url, outcome) in [(server.url, "unknown"), (closed.url, "notSent")] {
      let provider = try Sample.neroPay(transport(), baseURL: "\(url)/v2")
      let write = try Sample.refund("1", of: gbp, amount: gbp, by: provider)
      let reply = try await Sample.send(write, by: provider)
      #expect(reply.outcome.word == outcome)
      #expect(reply.evidence.connected == (outcome == "unknown"))
    }
    #expect(server.requests.count == 1)
  }
}
