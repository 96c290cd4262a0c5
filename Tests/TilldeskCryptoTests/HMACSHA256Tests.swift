import Testing
import TilldeskCrypto

/// HMAC-SHA-256 against known answers.
struct HMACSHA256Tests {
  @Test(arguments: [
    (
      #"1776824231.{"amount":1.00,"reason":"requested_by_customer"}"#,
      "2d055b75f1f4e07948e800880215e7ddb1cceeee3ba01422f3f84f4d1bb9efde"
    ),
    ("1776824231.{}", "43ad2a4157f775be0a84975f156cdc9a2fcca02c096411e50c0b1bf231e1eed4"),
  ])
  func `a signed write has this signature`(message: String, expected: String) throws {
    let key = try Secret(text: "sk_test_example_only")
    #expect(HMACSHA256.hex(key: key, message: Array(message.utf8)) == expected)
  }

  /// RFC 4231, cases 1, 2, 6 and 7: keys shorter and longer than a block of 64 bytes.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      "This is a test using a larger than block-size key and a larger than block-size data. "
        + "The key needs to be hashed before being used by the HMAC algorithm.",
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ])
  func `a key of any length gives the standard's answer`(
    key: [UInt8], message: String, expected: String
  ) throws {
    let secret = try Secret(bytes: key)
    #expect(HMACSHA256.hex(key: secret, message: Array(message.utf8)) == expected)
  }

  @Test func `an empty message has a code too`() throws {
    let secret = try Secret(text: "key")
    #expect(
      HMACSHA256.hex(key: secret, message: [])
        == "5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0")
  }
}
