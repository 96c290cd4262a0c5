import CTilldeskSodium

/// Comparisons whose duration tells nothing about where two values differ.
package enum ConstantTime {
  /// Whether two byte strings are equal.
  ///
  /// Their lengths are not hidden.
  package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe sodium_memcmp(left, right, left.count) == 0
  }

  /// Whether two secrets are equal.
  ///
  /// Their lengths are not hidden.
  package static func equal(_ left: Secret, _ right: Secret) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe left.withPointer { leftBytes, count in
      unsafe right.withPointer { rightBytes, _ in
        unsafe sodium_memcmp(leftBytes, rightBytes, count) == 0
      }
    }
  }
}
