import Synchronization

/// What happens to one request.
struct FaultPlan: Sendable, Equatable {
  var slowMilliseconds: Int64 = 0
  var twists: Set<Twist> = []
  var lateFailureReads: Int?
  var dateSeconds: Int64 = 0
  var disruption: Disruption?
}

/// The faults in force, and how often each has struck.
final class FaultBoard: Sendable {
  private struct Active {
    let spec: FaultSpec
    var seen = 0
    var struck = 0

    var isSpent: Bool { spec.count.map { struck >= $0 } ?? false }

    /// Counts a request that the fault concerns and says whether it strikes.
    mutating func strikes() -> Bool {
      guard !isSpent else { return false }
      seen += 1
      guard seen >= spec.first else { return false }
      struck += 1
      return true
    }
  }

  private let active: Mutex<[Active]>

  init(_ specs: [FaultSpec]) {
    active = Mutex(specs.map { Active(spec: $0) })
  }

  func add(_ specs: [FaultSpec]) {
    active.withLock { $0 += specs.map { Active(spec: $0) } }
  }

  func clear() {
    active.withLock { $0.removeAll() }
  }

  /// Each fault with how often it struck, and whether it is spent.
  var listing: [(spec: FaultSpec, struck: Int, isSpent: Bool)] {
    active.withLock { $0.map { ($0.spec, $0.struck, $0.isSpent) } }
  }

  /// Decides what happens to a request, and counts it.
  ///
  /// Only the first disruption strikes; later ones keep their counts for later requests.
  func plan(_ provider: SandboxProvider, _ operation: SandboxOperation) -> FaultPlan {
    active.withLock { faults in
      var plan = FaultPlan()
      for index in faults.indices where faults[index].spec.concerns(provider, operation) {
        switch faults[index].spec.kind {
        case .disruption(let disruption):
          if plan.disruption == nil, faults[index].strikes() { plan.disruption = disruption }
        case .twist(let twist):
          if faults[index].strikes() { plan.twists.insert(twist) }
        case .lateFailure(let reads):
          if faults[index].strikes() { plan.lateFailureReads = reads }
        case .slow(let milliseconds):
          if faults[index].strikes() { plan.slowMilliseconds += milliseconds }
        case .date(let seconds):
          if faults[index].strikes() { plan.dateSeconds += seconds }
        }
      }
      return plan
    }
  }

  /// Whether a connection that just came in is to be closed unheard.
  func refusesConnection() -> Bool {
    active.withLock { faults in
      for index in faults.indices where faults[index].spec.scope == .connect {
        if faults[index].strikes() { return true }
      }
      return false
    }
  }
}
