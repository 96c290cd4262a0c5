import CTilldeskSodium

/// The library's one-time start.
package enum SodiumLibrary {
  /// Whether `sodium_init` succeeded; run once, by the first who asks.
  private static let isReady = sodium_init() >= 0

  /// Starts libsodium; calling it again does nothing.
  ///
  /// Secrets call it themselves. A program calls it early to report the failure as an error.
  package static func start() throws(SodiumError) {
    guard isReady else { throw .libraryUnavailable }
  }

  /// Starts libsodium where no error can be reported: without random bytes nothing may go on.
  static func requireStarted() {
    precondition(isReady, "libsodium could not start: the system gives no random bytes")
  }
}
