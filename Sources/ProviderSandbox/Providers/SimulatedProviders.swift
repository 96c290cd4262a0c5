/// The providers of one sandbox, found by their names and their paths.
package struct SimulatedProviders: Sendable {
  /// The providers that every sandbox plays unless it is told otherwise.
  package static let standard = SimulatedProviders([
    NeroPaySimulator(),
    NectarSimulator(),
    AIICSimulator(),
  ])

  /// All of them, in the order in which they are told.
  package private(set) var all: [any SimulatedProvider]

  /// Makes a list; no two have one name, and no path is the beginning of another.
  package init(_ all: [any SimulatedProvider]) { self.all = all }

  /// Their names, in the same order.
  package var names: [SandboxProvider] { all.map(\.name) }

  /// The provider of a name that is on the list.
  package subscript(name: SandboxProvider) -> any SimulatedProvider {
    guard let provider = all.first(where: { $0.name == name }) else {
      preconditionFailure("No provider of the name \(name.rawValue) is simulated here.")
    }
    return provider
  }

  /// The name of a word; nil for one that is not on the list.
  func name(_ word: some StringProtocol) -> SandboxProvider? { names.first { $0.rawValue == word } }

  /// The provider that a path belongs to.
  func owner(ofPath path: String) -> (any SimulatedProvider)? {
    all.first { path.hasPrefix($0.basePath + "/") }
  }

  /// Changes those of a type: how often a refund is pending, how a key is written.
  package mutating func change<Provider: SimulatedProvider>(
    _ type: Provider.Type, _ change: (inout Provider) -> Void
  ) {
    all = all.map { one in
      guard var provider = one as? Provider else { return one }
      change(&provider)
      return provider
    }
  }

  /// The same with the clock of a sandbox.
  func started(clock: @escaping @Sendable () -> Int64) -> SimulatedProviders {
    SimulatedProviders(
      all.map { one in
        var provider = one
        provider.start(clock: clock)
        return provider
      })
  }
}
