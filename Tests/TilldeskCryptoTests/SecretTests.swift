import Testing
import TilldeskCrypto

/// Guarded memory and what it shows.
struct SecretTests {
  private let text = "sk_test_example_only"

  @Test func `a secret gives back the bytes it was made of`() throws {
    let secret = try Secret(text: text)
    #expect(secret.count == 20)
    #expect(unsafe secret.withBytes { unsafe Array($0) } == Array(text.utf8))
    #expect(secret.exposedText() == text)
    let zeros = try Secret(bytes: [0, 255, 0])
    #expect(unsafe zeros.withBytes { unsafe Array($0) } == [0, 255, 0])
    #expect(zeros.exposedText() == nil)
  }

  @Test(arguments: [1, 15, 16, 17, 4095, 4096, 4097, 100_000])
  func `any size fits`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let secret = try Secret(bytes: bytes)
    #expect(unsafe secret.withBytes { unsafe Array($0) } == bytes)
  }

  @Test func `an empty secret is refused`() {
    #expect(throws: SodiumError.emptySecret) { try Secret(bytes: []) }
    #expect(throws: SodiumError.emptySecret) { try Secret(text: "") }
  }

  @Test func `the caller's bytes are wiped on request`() throws {
    var bytes = Array(text.utf8)
    let secret = try Secret(wiping: &bytes)
    #expect(bytes == [UInt8](repeating: 0, count: 20))
    #expect(secret.exposedText() == text)
  }

  @Test func `a caller who keeps a copy keeps it whole`() throws {
    let bytes = Array(text.utf8)
    let secret = try Secret(bytes: bytes)
    #expect(bytes == Array(text.utf8))
    #expect(secret.exposedText() == text)
  }

  @Test func `the body's error comes through`() throws {
    struct Stop: Error {}
    let secret = try Secret(text: text)
    #expect(throws: Stop.self) {
      try unsafe secret.withBytes { _ throws(Stop) in throw Stop() }
    }
  }

  @Test func `writing to a secret kills the process`() async {
    await #expect(processExitsWith: .failure) {
      let secret = try Secret(text: "sk_test_example_only")
      unsafe secret.withBytes { bytes in
        unsafe UnsafeMutableRawBufferPointer(mutating: bytes)[0] = 0
      }
    }
  }

  private struct Holder {
    let name = "uk-store"
    let secret: Secret
  }

  @Test func `no way of printing shows a secret`() throws {
    let secret = try Secret(text: text)
    let optional: Secret? = secret
    var printed = [
      "\(secret)", String(describing: secret), String(reflecting: secret), secret.debugDescription,
      "\(Holder(secret: secret))", String(reflecting: Holder(secret: secret)), "\([secret])",
      "\(["key": secret])", String(describing: optional),
      "\(Mirror(reflecting: secret).children.count)",
    ]
    for value: Any in [secret, Holder(secret: secret), [secret], optional as Any] {
      var dumped = ""
      dump(value, to: &dumped)
      printed.append(dumped)
    }
    for line in printed {
      #expect(!line.contains(text))
      #expect(!line.contains("address"))
      #expect(!line.contains("sk_"))
    }
    #expect(printed[0] == "secret")
    #expect(printed[1] == "secret")
    #expect(printed[2] == "secret")
    #expect(Mirror(reflecting: secret).children.isEmpty)
  }

  @Test func `a fingerprint tells secrets apart and does not contain them`() throws {
    let first = try Secret(text: text).fingerprint()
    #expect(try Secret(text: text).fingerprint() == first)
    #expect(try Secret(text: text + " ").fingerprint() != first)
    #expect(first.count == 32)
    #expect(try Hex.decode(first).count == 16)
    #expect(first != BLAKE2b.hex(Array(text.utf8), length: 16))
    // blake2b(digest_size=16, person=b"tilldesk:secret:") of Python's hashlib.
    #expect(first == "0abadc61964ffcbe80b0176412250b94")
  }

  @Test func `secrets are compared whole`() throws {
    let secret = try Secret(text: text)
    #expect(ConstantTime.equal(secret, try Secret(text: text)))
    #expect(!ConstantTime.equal(secret, try Secret(text: "sk_test_example_onlx")))
    #expect(!ConstantTime.equal(secret, try Secret(text: "sk_test_example_onl")))
  }

  @Test func `secrets are read by many tasks at once`() async throws {
    let secret = try Secret(text: text)
    let expected = Array(text.utf8)
    let agreements = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<100 {
        group.addTask { unsafe secret.withBytes { unsafe Array($0) } == expected }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(agreements == 100)
  }

  @Test func `no error message is empty and none repeats`() {
    let errors: [SodiumError] = [
      .libraryUnavailable, .outOfMemory, .emptySecret, .invalidBase64, .invalidHex,
      .invalidKeyLength(48), .mismatchedKeyHalves, .coreDumpsStayEnabled,
    ]
    #expect(Set(errors.map(\.description)).count == errors.count)
    #expect(SodiumError.invalidKeyLength(48).description.contains("48 bytes"))
  }
}
