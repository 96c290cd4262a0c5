import Glibc

/// What the servers of raw sockets have in common: a port, reading one request to its last byte, and writing.
package enum RawSocket {
  /// A port was not to be had.
  package struct Failure: Error {
    /// Says no more than that it failed.
    package init() {}
  }

  /// A socket on a loopback port that the system chose, on which nobody listens yet.
  package static func onLoopback() throws -> (descriptor: CInt, port: UInt16) {
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
  package static func readRequest(_ connection: CInt) -> String? {
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
  package static func receive(_ connection: CInt) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe recv(connection, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// Writes bytes until they are out or the client is gone.
  package static func write(_ bytes: [UInt8], to connection: CInt) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = unsafe rest.withUnsafeBytes {
        unsafe send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  /// Ends a connection by a reset instead of in order.
  package static func reset(_ connection: CInt) {
    var option = linger(l_onoff: 1, l_linger: 0)
    unsafe setsockopt(
      connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }
}

/// A thread of the system, because blocking calls do not belong on Swift's.
package enum SystemThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts one; it ends with its work.
  package static func start(_ body: @escaping @Sendable () -> Void) {
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
