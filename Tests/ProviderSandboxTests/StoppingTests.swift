import Glibc
import ProviderSandbox
import Testing

/// A sandbox that is stopped while clients come in.
struct StoppingTests {
  @Test func `stopping finishes connections that were accepted and are not yet served`() async {
    // The end of a connection that was dropped unfinished is the end of the process.
    await #expect(processExitsWith: .success) {
      for _ in 0..<40 {
        var configuration = SandboxConfiguration { 0 }
        configuration.transactions = 4
        let sandbox = try await Sandbox.start(configuration: configuration)
        let clients = (0..<24).map { _ in StoppingTests.connect(to: sandbox.port) }
        await sandbox.stop()
        for client in clients { close(client) }
      }
    }
  }

  /// Connects to a port of this machine and says nothing.
  private static func connect(to port: Int) -> CInt {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = UInt16(port).bigEndian
    unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = unsafe Glibc.connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return descriptor
  }
}
