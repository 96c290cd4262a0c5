import Payments
import ProviderClient
import Synchronization
import Testing
import TextSafety

/// I24 on a real connection: what is asked between its making and the first byte, and what leaves when the answer is no.
@Suite(.timeLimit(.minutes(2)))
struct WriteGateTests {
  private static let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

  private func transport(
    connect: Duration = .seconds(5), total: Duration = .seconds(30)
  ) -> LiveTransport {
    let timeouts = LiveTransport.Timeouts(connect: connect, firstByte: total, total: total)
    return LiveTransport(
      configuration: .init(reads: timeouts, writes: timeouts), clock: { Sample.now })
  }

  private func write(_ url: String) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: url + "/v2/refund", headers: [("Content-Type", "application/json")],
      body: Array(#"{"amount":1.00}"#.utf8))
  }

  @Test func `the gate is asked when the connection stands, before any byte of the request`()
    async throws
  {
    let server = try ListeningServer(answer: Self.answer)
    defer { server.stop() }
    let seen = Mutex<[Int]>([])
    let gate = WriteGate(
      mayBegin: {
        seen.withLock { $0.append(server.byteCount) }
        return true
      },
      stillHolds: {
        seen.withLock { $0.append(server.byteCount) }
        return true
      })
    let reply = await transport().write(write(server.url), through: gate)
    #expect(reply.status == 200)
    #expect(reply.connected)
    // Once for the connection, by the clocks after it, and by the clocks again at the last moment.
    #expect(seen.withLock { $0 } == [0, 0, 0])
    #expect(server.connectionCount == 1)
  }

  @Test func `a no keeps everything back and the server sees no byte`() async throws {
    let server = try ListeningServer()
    defer { server.stop() }
    let gate = WriteGate(mayBegin: { false }, stillHolds: { true })
    let reply = await transport().write(write(server.url), through: gate)
    #expect(reply.failure == .withheld)
    #expect(!reply.connected)
    #expect(!reply.mayHaveArrived)
    #expect(try #require(await server.next()).pieces.isEmpty)
  }

  @Test(arguments: [1, 2])
  func `what stands still after the yes sends nothing`(question: Int) async throws {
    let server = try ListeningServer()
    defer { server.stop() }
    let asked = Mutex(0)
    let gate = WriteGate(
      mayBegin: { true },
      stillHolds: {
        asked.withLock { count in
          count += 1
          return count < question
        }
      })
    let reply = await transport().write(write(server.url), through: gate)
    #expect(reply.failure == .withheld)
    #expect(!reply.connected)
    #expect(try #require(await server.next()).pieces.isEmpty)
    #expect(asked.withLock { $0 } == question)
  }

  @Test func `a request leaves in one piece, so that no part of it waits behind a stop`()
    async throws
  {
    let server = try ListeningServer(answer: Self.answer)
    defer { server.stop() }
    _ = await transport().write(write(server.url), through: .open)
    let heard = try #require(await server.next())
    #expect(heard.pieces.count == 1)
    #expect(heard.text.hasPrefix("POST /v2/refund HTTP/1.1\r\n"))
    #expect(heard.text.hasSuffix(#"{"amount":1.00}"#))
  }

  @Test func `what the gate does may take longer than making a connection`() async throws {
    let server = try ListeningServer(answer: Self.answer)
    let provider = try LoopbackServer(.stay)
    defer {
      server.stop()
      provider.stop()
    }
    // A read that is given up after a while stands for one that takes as long.
    let reads = transport(total: .seconds(4))
    let read = HTTPRequest(method: "GET", url: provider.url + "/x", headers: [])
    let gate = WriteGate(
      mayBegin: { await reads.read(read).failure == .timeout(seconds: 4) }, stillHolds: { true })
    let reply = await transport(connect: .seconds(3)).write(
      write(server.url), through: gate)
    #expect(reply.status == 200)
    #expect(server.connectionCount == 1)
  }

  @Test func `a gate that never answers is given up with the request, and nothing left`()
    async throws
  {
    let server = try ListeningServer()
    defer { server.stop() }
    let (stream, end) = AsyncStream<Void>.makeStream()
    let gate = WriteGate(
      mayBegin: {
        for await _ in stream {}
        return true
      }, stillHolds: { true })
    let reply = await transport(total: .seconds(1)).write(write(server.url), through: gate)
    #expect(reply.failure == .timeout(seconds: 1))
    #expect(!reply.connected)
    // The yes comes late: the way is closed.
    end.finish()
    #expect(try #require(await server.next()).pieces.isEmpty)
  }

  @Test func `a gate is not asked where no connection comes about`() async throws {
    let closed = try RefusingPort()
    defer { closed.stop() }
    let asked = Mutex(false)
    let gate = WriteGate(
      mayBegin: {
        asked.withLock { $0 = true }
        return true
      }, stillHolds: { true })
    let reply = await transport().write(write(closed.url), through: gate)
    #expect(reply.failure == .connection("the connection was refused"))
    #expect(!asked.withLock { $0 })
  }

  @Test func `a write that was kept back is not sent, and its seal is spent`() async throws {
    let server = try ListeningServer()
    defer { server.stop() }
    let gbp = Money(minor: 100, currency: .gbp)
    let provider = try Sample.neroPay(transport(), baseURL: "\(server.url)/v2")
    let write = try Sample.refund("1", of: gbp, amount: gbp, by: provider)
    let gate = WriteGate(mayBegin: { false }, stillHolds: { true })
    switch await provider.send(try provider.seal(write), for: write, through: gate) {
    case .spent(let reply):
      #expect(reply.outcome.word == "notSent")
      #expect(!reply.evidence.connected)
    case .unsent: Issue.record("it could be tried again")
    }
    #expect(try #require(await server.next()).pieces.isEmpty)
  }

  @Test func `a write that found no connection can be tried again with the same seal`()
    async throws
  {
    let server = try ListeningServer(answer: Self.answer)
    let closed = try RefusingPort()
    defer {
      server.stop()
      closed.stop()
    }
    let gbp = Money(minor: 100, currency: .gbp)
    let provider = try Sample.neroPay(transport(), baseURL: "\(closed.url)/v2")
    let write = try Sample.refund("1", of: gbp, amount: gbp, by: provider)
    let sealed = try provider.seal(write)
    let body = sealed.body
    switch await provider.send(sealed, for: write, through: .open) {
    case .spent: Issue.record("its seal is spent")
    case .unsent(let reply, let again):
      #expect(reply.outcome.word == "notSent")
      let isSame = again.body == body
      #expect(isSame)
    }
  }
}
