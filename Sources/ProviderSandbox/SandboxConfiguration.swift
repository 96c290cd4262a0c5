/// What a sandbox is started with.
package struct SandboxConfiguration: Sendable {
  /// The port on 127.0.0.1; 0 lets the system choose.
  package var port = 0
  /// The same seed gives the same rows.
  package var seed: UInt64 = 1
  /// About how many rows the providers hold together.
  package var transactions = 5000
  /// The faults in force from the start.
  package var faults: [FaultSpec] = []
  /// Milliseconds since 1970.
  package var clock: @Sendable () -> Int64
  /// The providers that it plays.
  package var providers: SimulatedProviders

  /// The usual sandbox; everything else can be changed before it is started.
  ///
  /// - Parameter clock: Milliseconds since 1970.
  package init(
    providers: SimulatedProviders = .standard, clock: @escaping @Sendable () -> Int64
  ) {
    self.providers = providers
    self.clock = clock
  }
}
