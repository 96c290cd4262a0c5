import CTilldeskSodium

/// A credential in guarded memory: locked against swapping, fenced by guard pages, read-only once
/// filled and wiped when released.
///
/// However it is printed, described, dumped or interpolated, it says `secret` and nothing more.
public final class Secret: Sendable {
  /// How many bytes the secret has; at least one.
  public let count: Int

  /// Where the guarded bytes begin.
  ///
  /// Kept as a number because pointers are not `Sendable`; sharing it is safe because the pages are
  /// read-only from the end of `init` to `deinit`.
  private let address: UInt

  /// Moves bytes into guarded memory.
  ///
  /// The array is wiped when the secret is its only owner: pass it without keeping a copy.
  public convenience init(bytes: consuming [UInt8]) throws(SodiumError) {
    try self.init(wiping: &bytes)
  }

  /// Copies the UTF-8 bytes of a text, exactly as they are, into guarded memory.
  ///
  /// The text itself cannot be wiped; read secrets as bytes where possible.
  public convenience init(text: String) throws(SodiumError) {
    try self.init(bytes: Array(text.utf8))
  }

  /// Copies bytes into guarded memory and wipes the caller's array.
  package convenience init(wiping bytes: inout [UInt8]) throws(SodiumError) {
    defer { bytes.wipe() }
    try unsafe self.init(capacity: bytes.count) { guarded throws(SodiumError) in
      unsafe guarded.update(from: bytes, count: bytes.count)
      return bytes.count
    }
  }

  /// Allocates `capacity` guarded bytes, lets `fill` write them and say how many count, and seals
  /// them.
  init(
    capacity: Int,
    filling fill: (UnsafeMutablePointer<UInt8>) throws(SodiumError) -> Int
  ) throws(SodiumError) {
    guard capacity > 0 else { throw .emptySecret }
    try SodiumLibrary.start()
    guard let memory = unsafe sodium_malloc(capacity) else { throw .outOfMemory }
    do throws(SodiumError) {
      let bytes = unsafe memory.bindMemory(to: UInt8.self, capacity: capacity)
      let filled = try unsafe fill(bytes)
      precondition(filled <= capacity, "a secret was filled beyond its memory")
      guard filled > 0 else { throw .emptySecret }
      guard unsafe sodium_mprotect_readonly(memory) == 0 else { throw .outOfMemory }
      count = filled
      address = UInt(bitPattern: memory)
    } catch {
      unsafe sodium_free(memory)
      throw error
    }
  }

  deinit {
    unsafe sodium_free(UnsafeMutableRawPointer(bitPattern: address))
  }

  /// Lends the bytes for the length of a call.
  ///
  /// They must not be copied to where they outlive it.
  package func withBytes<R, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> R
  ) throws(Failure) -> R {
    try unsafe withPointer { start, count throws(Failure) in
      try unsafe body(UnsafeRawBufferPointer(start: start, count: count))
    }
  }

  /// Lends the bytes as C functions take them.
  func withPointer<R, Failure: Error>(
    _ body: (UnsafePointer<UInt8>, Int) throws(Failure) -> R
  ) throws(Failure) -> R {
    // Keeps the memory from being freed while the closure runs.
    defer { extendLifetime(self) }
    guard let start = unsafe UnsafePointer<UInt8>(bitPattern: address) else {
      preconditionFailure("a secret has memory from its init on")
    }
    return try unsafe body(start, count)
  }

  /// Copies the secret into a plain string, for an HTTP header; nil when the bytes are not UTF-8.
  ///
  /// The copy is neither locked nor wiped: make it at the last moment and let it go.
  package func exposedText() -> String? {
    unsafe withBytes { bytes in unsafe String(validating: bytes, as: UTF8.self) }
  }

  /// The label that separates fingerprints of secrets from every other hash: exactly 16 bytes.
  private static let fingerprintDomain = Array("tilldesk:secret:".utf8)

  /// A name for this secret, to notice that a credential was changed: 32 hexadecimal digits.
  ///
  /// BLAKE2b-128 with a label of our own. It does not lead back to the secret, except by trying
  /// guesses: a password that can be guessed can be confirmed by its fingerprint.
  package func fingerprint() -> String {
    var digest = [UInt8](repeating: 0, count: 16)
    let status = unsafe withPointer { bytes, count in
      unsafe crypto_generichash_blake2b_salt_personal(
        &digest, digest.count, bytes, UInt64(count), nil, 0, nil, Self.fingerprintDomain)
    }
    precondition(status == 0, "BLAKE2b refused a valid length")
    return Hex.encode(digest)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The word `secret`.
  public var description: String { "secret" }

  /// The word `secret`.
  public var debugDescription: String { "secret" }

  /// A mirror without children: `dump` shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension [UInt8] {
  /// Overwrites the bytes in a way the optimiser may not remove.
  mutating func wipe() {
    unsafe withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe sodium_memzero(start, bytes.count)
    }
  }
}
