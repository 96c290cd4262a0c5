import Payments
import ProviderClient
import Synchronization
import Testing
import TextSafety

/// Whom the transport believes to be the provider, and what it says when it does not.
@Suite(.timeLimit(.minutes(2)))
struct EncryptionTests {
  private let certificates: TestCertificates

  init() throws { certificates = try TestCertificates() }

  private func transport(trusting authorities: String?) -> LiveTransport {
    let timeouts = LiveTransport.Timeouts(
      connect: .seconds(10), firstByte: .seconds(10), total: .seconds(20))
    var configuration = LiveTransport.Configuration(reads: timeouts, writes: timeouts)
    configuration.authorities = authorities
    return LiveTransport(configuration: configuration, clock: { Sample.now })
  }

  /// What a read and a write come to; neither may have sent anything, and both say the same.
  private func failure(
    of server: TLSServer, trusting authorities: String?
  ) async throws -> String {
    let transport = transport(trusting: authorities)
    let read = await transport.read(
      HTTPRequest(method: "GET", url: server.url + "/x", headers: [("Authorization", "hush")]))
    let write = await transport.write(
      HTTPRequest(method: "POST", url: server.url + "/x", headers: [], body: [0x7B, 0x7D]),
      through: .open)
    #expect(server.requests.isEmpty)
    #expect(!read.mayHaveArrived)
    #expect(!write.mayHaveArrived)
    #expect(read.failure == write.failure)
    guard case .connection(let words)? = write.failure else {
      Issue.record("\(String(describing: write.failure))")
      return ""
    }
    for code in ["SSL", "BoringSSL", "Error", "OPENSSL", "NIO", "_"] {
      #expect(!words.replacing("base_url", with: "").contains(code), "\(words)")
    }
    return words
  }

  @Test(arguments: [2...2, 3...3])
  func `TLS 1.2 and 1.3 carry a request, and the gate is asked when the encryption stands`(
    versions: ClosedRange<Int>
  ) async throws {
    let server = try await TLSServer(
      certificates.signed(for: "IP:127.0.0.1", days: 30), versions: versions)
    let seen = Mutex<[String]>([])
    let gate = WriteGate(
      mayBegin: {
        seen.withLock { $0.append(server.requests) }
        return true
      },
      stillHolds: {
        seen.withLock { $0.append(server.requests) }
        return true
      })
    let reply = await transport(trusting: certificates.authority).write(
      HTTPRequest(method: "POST", url: server.url + "/x", headers: [], body: [0x7B, 0x7D]),
      through: gate)
    #expect(reply.status == 200, "\(String(describing: reply.failure))")
    #expect(seen.withLock { $0 } == ["", "", ""])
    #expect(server.requests.hasPrefix("POST /x HTTP/1.1\r\n"))
    await server.stop()
  }

  @Test func `a no at the gate leaves the encrypted connection without a byte`() async throws {
    let server = try await TLSServer(certificates.signed(for: "IP:127.0.0.1", days: 30))
    for holds in [true, false] {
      let gate = WriteGate(mayBegin: { !holds }, stillHolds: { holds })
      let reply = await transport(trusting: certificates.authority).write(
        HTTPRequest(method: "POST", url: server.url + "/x", headers: [], body: [0x7B, 0x7D]),
        through: gate)
      #expect(reply.failure == .withheld)
    }
    #expect(server.requests.isEmpty)
    await server.stop()
  }

  @Test(arguments: [0...0, 0...1, 1...1])
  func `TLS below 1.2 is refused`(versions: ClosedRange<Int>) async throws {
    let server = try await TLSServer(
      certificates.signed(for: "IP:127.0.0.1", days: 30), versions: versions)
    let words = try await failure(of: server, trusting: certificates.authority)
    #expect(words.contains("TLS 1.2 or newer"), "\(words)")
    await server.stop()
  }

  @Test
  func `an expired certificate and an unknown issuer are not accepted, and say what to look at`()
    async throws
  {
    let stranger = try TestCertificates()
    let expired = try await TLSServer(certificates.signed(for: "IP:127.0.0.1", days: -1))
    let unknown = try await TLSServer(stranger.signed(for: "IP:127.0.0.1", days: 30))
    for server in [expired, unknown] {
      let words = try await failure(of: server, trusting: certificates.authority)
      #expect(words.contains("certificate is not accepted"), "\(words)")
      #expect(words.contains("clock"), "\(words)")
      await server.stop()
    }
  }

  @Test func `a certificate for another host name says so`() async throws {
    let server = try await TLSServer(certificates.signed(for: "DNS:provider.test", days: 30))
    let words = try await failure(of: server, trusting: certificates.authority)
    #expect(words.contains("for another host name"), "\(words)")
    await server.stop()
  }

  @Test func `a host without authorities says what to install`() async throws {
    let server = try await TLSServer(certificates.signed(for: "IP:127.0.0.1", days: 30))
    for list in [try certificates.emptyList(), "/nowhere/at-all.pem"] {
      let words = try await failure(of: server, trusting: list)
      #expect(words.contains("ca-certificates"), "\(words)")
    }
    await server.stop()
  }

  @Test func `the host's own authorities do not know the tests'`() async throws {
    let server = try await TLSServer(
      certificates.signed(for: "IP:127.0.0.1", days: 30))
    let words = try await failure(of: server, trusting: nil)
    #expect(words.contains("not accepted") || words.contains("ca-certificates"), "\(words)")
    await server.stop()
  }
}
