import Glibc

/// Loopback ports to which no connection comes about.
final class DeadPort: Sendable {
  /// The port.
  let number: UInt16
  private let descriptors: [CInt]

  private init(number: UInt16, descriptors: [CInt]) {
    self.number = number
    self.descriptors = descriptors
  }

  deinit { for descriptor in descriptors { Glibc.close(descriptor) } }

  /// The address of the port over plain HTTP.
  var origin: String { "http://127.0.0.1:\(number)" }

  /// A port on which nobody listens: kept, so that nobody else is given it meanwhile.
  static func refusing() throws -> DeadPort {
    let (descriptor, number) = try bound()
    return DeadPort(number: number, descriptors: [descriptor])
  }

  /// A port whose queue of connections is full: the kernel drops whoever knocks.
  static func silent() throws -> DeadPort {
    let (listener, number) = try bound()
    guard listen(listener, 0) == 0 else { throw SocketFailure(code: errno) }
    var descriptors = [listener]
    // A queue of length 0 holds one connection; the others fill the kernel's list of half-open ones.
    for _ in 0..<8 {
      let client = socket(
        AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_NONBLOCK.rawValue), 0)
      guard client >= 0 else { throw SocketFailure(code: errno) }
      descriptors.append(client)
      var address = loopback(number)
      _ = unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          unsafe connect(client, address, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    return DeadPort(number: number, descriptors: descriptors)
  }

  /// A port was not to be had, or not to be filled.
  struct SocketFailure: Error {
    /// The system's number for it.
    let code: CInt
  }

  private static func bound() throws -> (descriptor: CInt, port: UInt16) {
    let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var address = loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(descriptor, address, length) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    guard descriptor >= 0, isBound else { throw SocketFailure(code: errno) }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    return address
  }
}
