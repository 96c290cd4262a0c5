import Testing
import TilldeskCrypto

/// Base64, hexadecimal, BLAKE2b and comparisons.
struct EncodingTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `base64 follows the standard`(plain: String, encoded: String) throws {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(try Base64.decode(encoded) == Array(plain.utf8))
  }

  @Test func `base64 uses the standard alphabet`() throws {
    #expect(Base64.encode([0xFB, 0xFF]) == "+/8=")
    #expect(throws: SodiumError.invalidBase64) { try Base64.decode("-_8=") }
  }

  @Test(arguments: [
    "Zg", "Zg=", "Zh==", "Z", "Zm9v\n", " Zm9v", "Zm 9v", "Zg==Zg==", "====", "Zé==",
  ])
  func `loose base64 is refused`(text: String) {
    #expect(throws: SodiumError.invalidBase64) { try Base64.decode(text) }
  }

  @Test func `hexadecimal goes both ways`() throws {
    let bytes = (0...255).map(UInt8.init)
    let text = Hex.encode(bytes)
    #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
    #expect(try Hex.decode(text) == bytes)
    #expect(try Hex.decode("AbCd") == [0xAB, 0xCD])
    #expect(Hex.encode([]).isEmpty)
    #expect(try Hex.decode("").isEmpty)
  }

  @Test(arguments: ["a", "abc", "0g", "ab cd", "ab:cd", "0x00", "ab\n", "é0"])
  func `loose hexadecimal is refused`(text: String) {
    #expect(throws: SodiumError.invalidHex) { try Hex.decode(text) }
  }

  /// RFC 7693 appendix A, the reference implementation's first keyed answer, and `b2sum -l 256`.
  @Test func `BLAKE2b gives the known answers`() {
    #expect(
      BLAKE2b.hex(Array("abc".utf8), length: 64)
        == "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923")
    #expect(
      BLAKE2b.hex([], key: [UInt8](0..<64), length: 64)
        == "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786"
        + "b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568")
    #expect(
      BLAKE2b.hex([])
        == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
    #expect(BLAKE2b.hash([], length: 16).count == 16)
  }

  @Test func `a hash of an impossible length is a programmer's error`() async {
    await #expect(processExitsWith: .failure) { _ = BLAKE2b.hash([], length: 15) }
    await #expect(processExitsWith: .failure) { _ = BLAKE2b.hash([], length: 65) }
    await #expect(processExitsWith: .failure) {
      _ = BLAKE2b.hash([], key: [UInt8](repeating: 1, count: 65))
    }
  }

  @Test func `byte strings are compared whole`() {
    #expect(ConstantTime.equal([UInt8](), []))
    #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
    #expect(!ConstantTime.equal([1, 2, 3], [1, 2, 4]))
    #expect(!ConstantTime.equal([1, 2, 3], [1, 2]))
  }

  @Test func `core dumps can be turned off`() async {
    await #expect(processExitsWith: .success) {
      try CoreDumps.disable()
      precondition(CoreDumps.areDisabled, "a core dump would still be written")
    }
  }
}
