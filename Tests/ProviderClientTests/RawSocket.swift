import Glibc

/// What the servers of raw sockets have in common: a port, and reading one request to its last byte.
enum RawSocket {
  /// A port was not to be had.
  struct Failure: Error {}

  /// A socket on a loopback port that the system chose, on which nobody listens yet.
  static func onLoopback() throws -> (descriptor: CInt, port: UInt16) {
    let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(descriptor, address, length) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    guard descriptor >= 0, isBound else { throw Failure() }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// A request as it came, head and body; `nil` when the client went away before it was whole.
  static func readRequest(_ connection: CInt) -> String? {
    var bytes: [UInt8] = []
    while let chunk = receive(connection) {
      bytes += chunk
      let text = String(decoding: bytes, as: UTF8.self)
      guard let head = text.firstRange(of: "\r\n\r\n") else { continue }
      let length = text[..<head.lowerBound].split(separator: "\r\n")
        .first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.drop { $0 != " " }.dropFirst()) }
      if text[head.upperBound...].utf8.count >= length ?? 0 { return text }
    }
    return nil
  }

  /// The next bytes; `nil` when the client went away.
  static func receive(_ connection: CInt) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe recv(connection, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }
}

/// A thread of the system, because blocking calls do not belong on Swift's.
enum SystemThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  static func start(_ body: @escaping @Sendable () -> Void) {
    let work = unsafe Unmanaged.passRetained(Work(body)).toOpaque()
    var thread = pthread_t()
    let status = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, work)
    precondition(status == 0, "no thread")
    pthread_detach(thread)
  }
}
