/// What is asked at the last possible moment before a write leaves (I24).
///
/// A process can stand still at any point: a closed lid, a stopped job, a host without a free core.
/// So what made a write right is asked again when the connection stands, and once more in the
/// moment in which its bytes are handed to the kernel. A transport that cannot do the second may
/// do both right before it sends.
public struct WriteGate: Sendable {
  /// Whether the write may still go out; may read, wait and ask the record.
  ///
  /// Called once for each connection that stands, never on an event loop.
  public let mayBegin: @Sendable () async -> Bool
  /// Whether what ``mayBegin`` found still holds; quick, by clocks alone.
  ///
  /// Called on the thread that sends, immediately before the bytes go out.
  public let stillHolds: @Sendable () -> Bool

  /// Makes a gate.
  public init(
    mayBegin: @escaping @Sendable () async -> Bool, stillHolds: @escaping @Sendable () -> Bool
  ) {
    self.mayBegin = mayBegin
    self.stillHolds = stillHolds
  }

  /// A gate that is never closed: for writes that nobody else could have decided about meanwhile.
  public static let open = WriteGate(mayBegin: { true }, stillHolds: { true })

  /// Asks both questions, one after the other: for transports without a connection of their own.
  public func isOpen() async -> Bool { await mayBegin() && stillHolds() }
}
