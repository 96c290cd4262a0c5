import FoundationEssentials
import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// Puts errors of sockets and TLS into words that say what to do; never a library's own.
struct ConnectionWords {
  /// A PEM file of the certificate authorities that are trusted; `nil` for those of the host.
  let authorities: String?

  /// Where hosts keep the certificates of the authorities that they trust.
  private static let hostFiles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
  ]
  private static let hostFolder = "/etc/ssl/certs"

  /// That no connection stood within the time for it.
  static func late(_ time: Duration) -> String { "no connection within \(time.wholeSeconds) s" }

  /// What an error means.
  func describe(_ error: any Error) -> String {
    switch error {
    case let error as NIOConnectionError: describe(error)
    case let error as IOError: Self.describe(error)
    case is SocketAddressError, is SocketAddressError.UnknownHost: Self.noSuchHost
    case is NIOSSLExtraError:
      """
      the server's certificate is for another host name; check base_url, and that nothing stands \
      in between
      """
    case NIOSSLError.noSuchFilesystemObject, NIOSSLError.failedToLoadCertificate: Self.noAuthorities
    case NIOSSLError.handshakeFailed(let error): handshake(error)
    case is NIOSSLError, is BoringSSLError:
      knowsAuthorities ? Self.noEncryption : Self.noAuthorities
    default: "the connection failed"
    }
  }

  // MARK: - Sockets

  private static let noSuchHost = "the host name was not found"

  private func describe(_ error: NIOConnectionError) -> String {
    error.connectionErrors.first.map { describe($0.error) } ?? Self.noSuchHost
  }

  private static func describe(_ error: IOError) -> String {
    switch error.errnoCode {
    case ECONNREFUSED: "the connection was refused"
    case ECONNRESET, EPIPE: "the connection was reset"
    case EHOSTUNREACH, ENETUNREACH, ENETDOWN: "there is no way to the host; check the network"
    case ETIMEDOUT: "the host does not answer"
    case EMFILE, ENFILE: "too many files are open on this host"
    default: "the connection failed (\(unsafe String(cString: strerror(error.errnoCode))))"
    }
  }

  // MARK: - TLS

  private static let noEncryption = "no encrypted connection came about; check base_url"

  private static let noAuthorities = """
    this host has no list of certificate authorities, so no server can be checked; install the \
    package ca-certificates
    """

  /// BoringSSL tells its reasons as text only: `1000007d:SSL routines:…:CERTIFICATE_VERIFY_FAILED`.
  private func handshake(_ error: BoringSSLError) -> String {
    let reason = String(describing: error)
    if reason.contains("CERTIFICATE_VERIFY_FAILED") {
      guard knowsAuthorities else { return Self.noAuthorities }
      return """
        the server's certificate is not accepted (it has expired, or its issuer is not known \
        here); check this host's clock and base_url, and that nothing stands in between
        """
    }
    if reason.contains("PROTOCOL_VERSION") || reason.contains("UNSUPPORTED_PROTOCOL") {
      return "the server has no TLS 1.2 or newer, and older versions are not safe; ask the provider"
    }
    if reason.contains("WRONG_VERSION_NUMBER") || reason.contains("HTTP_REQUEST") {
      return "the server does not answer with TLS; check base_url"
    }
    return Self.noEncryption
  }

  /// Whether there is anything that a certificate could be checked against.
  private var knowsAuthorities: Bool {
    let files = FileManager.default
    let lists = authorities.map { [$0] } ?? Self.hostFiles
    if lists.contains(where: { files.contents(atPath: $0)?.isEmpty == false }) { return true }
    guard authorities == nil else { return false }
    return (try? files.contentsOfDirectory(atPath: Self.hostFolder))?.isEmpty == false
  }
}
