import Foundation
import Testing
import TilldeskCrypto

/// Signatures and authentication codes that others made, right ones and forged ones (wycheproof).
@Suite(.enabled(if: ConformanceData.folder != nil, ConformanceData.needed))
struct SignatureTests {
  private struct Vectors<Group: Decodable>: Decodable { let testGroups: [Group] }

  private struct SignatureGroup: Decodable {
    struct Key: Decodable { let pk: String }
    struct Case: Decodable {
      let tcId: Int
      let msg: String
      let sig: String
      let result: String
    }
    let publicKey: Key
    let tests: [Case]
  }

  private struct CodeGroup: Decodable {
    struct Case: Decodable {
      let tcId: Int
      let key: String
      let msg: String
      let tag: String
      let result: String
    }
    let tests: [Case]
  }

  @Test func `Ed25519 accepts every valid signature and no other`() throws {
    var tally = Tally("wycheproof Ed25519")
    let vectors: Vectors<SignatureGroup> = try ConformanceData.json("wycheproof/ed25519_test.json")
    for group in vectors.testGroups {
      let key = try bytes(group.publicKey.pk)
      for test in group.tests {
        let isAccepted = Ed25519KeyPair.verify(
          signature: try bytes(test.sig), message: try bytes(test.msg), publicKey: key)
        tally.count("\(test.tcId)", isRight: isAccepted == (test.result == "valid"))
      }
    }
    try tally.finish()
  }

  @Test func `HMAC-SHA-256 is what every valid code says and no other`() throws {
    var tally = Tally("wycheproof HMAC-SHA-256")
    let vectors: Vectors<CodeGroup> = try ConformanceData.json("wycheproof/hmac_sha256_test.json")
    for test in vectors.testGroups.flatMap(\.tests) {
      let code = HMACSHA256.hex(
        key: try Secret(bytes: try bytes(test.key)), message: try bytes(test.msg))
      // Some codes are cut to half their length.
      let isEqual = !test.tag.isEmpty && code.hasPrefix(test.tag)
      tally.count("\(test.tcId)", isRight: isEqual == (test.result == "valid"))
    }
    try tally.finish()
  }

  private func bytes(_ digits: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = digits[...]
    while !rest.isEmpty {
      bytes.append(try #require(UInt8(rest.prefix(2), radix: 16)))
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
