import CTilldeskSodium

/// Core dumps would write the secrets in memory to a disk.
package enum CoreDumps {
  /// Forbids core dumps, and debuggers of the same user, for the rest of the process.
  package static func disable() throws(SodiumError) {
    guard csodium_forbid_core_dumps() == 0 else { throw .coreDumpsStayEnabled }
  }

  /// Whether core dumps are forbidden.
  package static var areDisabled: Bool { csodium_core_dumps_forbidden() == 1 }
}
