import Testing
import TilldeskCrypto

/// Ed25519 keys in all their forms, and signatures against known answers.
struct Ed25519KeyPairTests {
  private static let seed = [UInt8](0..<32)
  private static let seedBase64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
  private static let publicKeyBase64 = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="

  private static func secretKey() throws -> [UInt8] {
    try seed + Base64.decode(publicKeyBase64)
  }

  @Test(arguments: [
    (
      "{}",
      "uGs28Qzd+n5JBljRU7LHQ2p25EC4VkSVhwNKwy+VSCLtFITk5yyiZAUDe9GqianCfdZRM7skWSAEu9h2jAlXAA=="
    ),
    (
      #"{"limit":20,"page":1}"#,
      "CWBWCc7+1Lv3k4I0ewytdidHir88mbNIUhd1GJNrH+UYXRjhc1KI7Iez7RFOMRmZV07VWJqnO/m+Avrv+mzrBA=="
    ),
    (
      #"{"amount":2500,"originalTransactionId":"txn_abc123","reason":"Customer requested refund"}"#,
      "MrTnUjRmuMTEUAwfndYz13kg1qa/Y4/RB2YmkNmTSh6k1cioR8nMuiG3CkT6jjGDFff2lP6aN4sQCHzVDq1JBA=="
    ),
    (
      #"{"amount":2500,"originalTransactionId":"txn_abc123","reason":"Té/x \"q\""}"#,
      "OU0E7ShWqqgGOK/Ig8Wns9z6UyQDxRNq/YrruOsDxHfGxe0HnHB3535v7Ti2vv/O9VEfsHhNQ/ng8CPflFSTBA=="
    ),
  ])
  func `a message has this signature and it verifies`(message: String, expected: String) throws {
    let pair = try Ed25519KeyPair(Secret(text: Self.seedBase64))
    let bytes = Array(message.utf8)
    let signature = pair.sign(bytes)
    #expect(Base64.encode(signature) == expected)
    #expect(
      Ed25519KeyPair.verify(signature: signature, message: bytes, publicKey: pair.publicKey))
  }

  @Test func `the last known message has 75 bytes`() {
    let message = #"{"amount":2500,"originalTransactionId":"txn_abc123","reason":"Té/x \"q\""}"#
    #expect(message.utf8.count == 75)
  }

  @Test func `every form of a key gives the same pair`() throws {
    let whole = try Self.secretKey()
    let forms = [
      try Secret(bytes: Self.seed), try Secret(text: Self.seedBase64),
      try Secret(text: " \(Self.seedBase64)\r\n"), try Secret(bytes: whole),
      try Secret(text: Base64.encode(whole)), try Secret(text: Base64.encode(whole) + "\n"),
    ]
    for form in forms {
      let pair = try Ed25519KeyPair(form)
      #expect(pair.publicKeyBase64 == Self.publicKeyBase64)
      #expect(pair.sign([1, 2, 3]).count == 64)
    }
  }

  @Test(arguments: [1, 16, 31, 33, 48, 63, 65, 96])
  func `a key of another size is refused`(count: Int) throws {
    let bytes = [UInt8](repeating: 0x80, count: count)
    #expect(throws: SodiumError.invalidKeyLength(count)) {
      try Ed25519KeyPair(Secret(bytes: bytes))
    }
    #expect(throws: SodiumError.invalidKeyLength(count)) {
      try Ed25519KeyPair(Secret(text: Base64.encode(bytes)))
    }
  }

  @Test(arguments: [(24, 32), (48, 64)])
  func `text as long as a raw key is still text`(byteCount: Int, textCount: Int) throws {
    let text = Base64.encode([UInt8](repeating: 7, count: byteCount))
    #expect(text.utf8.count == textCount)
    #expect(throws: SodiumError.invalidKeyLength(byteCount)) {
      try Ed25519KeyPair(Secret(text: text))
    }
  }

  @Test(arguments: [0, 31, 32, 63])
  func `a 64-byte key whose halves do not match is refused`(position: Int) throws {
    var bytes = try Self.secretKey()
    bytes[position] ^= 1
    let changed = bytes
    #expect(throws: SodiumError.mismatchedKeyHalves) { try Ed25519KeyPair(Secret(bytes: changed)) }
    #expect(throws: SodiumError.mismatchedKeyHalves) {
      try Ed25519KeyPair(Secret(text: Base64.encode(changed)))
    }
  }

  @Test(arguments: [
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=",
    "AAECAwQFBgcICQoL DA0ODxAREhMUFRYXGBkaGxwdHh8=", "-AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "not a key", "   ", "\n",
  ])
  func `text that is not base64 is refused`(text: String) {
    #expect(throws: SodiumError.invalidBase64) { try Ed25519KeyPair(Secret(text: text)) }
  }

  @Test func `a changed message, signature or key does not verify`() throws {
    let pair = try Ed25519KeyPair(Secret(bytes: Self.seed))
    let message: [UInt8] = [1, 2, 3]
    let signature = pair.sign(message)
    var changed = signature
    changed[0] ^= 1
    func verifies(_ signature: [UInt8], _ message: [UInt8], _ key: [UInt8]) -> Bool {
      Ed25519KeyPair.verify(signature: signature, message: message, publicKey: key)
    }
    #expect(verifies(signature, message, pair.publicKey))
    #expect(!verifies(changed, message, pair.publicKey))
    #expect(!verifies(signature, [1, 2, 4], pair.publicKey))
    #expect(!verifies(signature, message, [UInt8](repeating: 9, count: 32)))
    #expect(!verifies(Array(signature.dropLast()), message, pair.publicKey))
    #expect(!verifies(signature, message, Array(pair.publicKey.dropLast())))
    #expect(!verifies([], [], []))
  }

  @Test func `printing a pair shows no private half`() throws {
    let pair = try Ed25519KeyPair(Secret(bytes: [UInt8](repeating: 0xAB, count: 32)))
    var dumped = "\(pair)"
    dump(pair, to: &dumped)
    #expect(dumped.contains("secret"))
    #expect(!dumped.contains("171, 171"))
  }
}
