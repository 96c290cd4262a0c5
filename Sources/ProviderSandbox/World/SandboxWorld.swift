/// What the providers hold when the sandbox starts; the same seed gives the same world.
package struct SandboxWorld: Sendable {
  private var shelves: [SandboxProvider: Shelf] = [:]

  /// Makes a world of about so many transactions, in equal parts for each provider.
  ///
  /// Cheap for any number: rows are made when they are read. A few dozen fixed rows are always
  /// there, also when fewer are asked for.
  ///
  /// - Parameter now: Milliseconds since 1970; the newest rows are just older than this.
  package static func make(
    of providers: SimulatedProviders = .standard, seed: UInt64, transactions: Int, now: Int64
  ) -> SandboxWorld {
    let time = WireTime(milliseconds: now)
    var world = SandboxWorld()
    let count = max(1, providers.all.count)
    for (index, provider) in providers.all.enumerated() {
      // The first has what cannot be shared out.
      let rows = transactions / count + (index == 0 ? transactions % count : 0)
      let fixed = provider.showcase(now: time)
      let generated = GeneratedPayments(
        provider, seed: seed, count: rows - fixed.count, now: time)
      world.shelves[provider.name] = Shelf(generated, extras: fixed)
    }
    return world
  }

  /// How many rows a provider holds.
  package func count(of provider: SandboxProvider) -> Int { self[provider].count }

  subscript(provider: SandboxProvider) -> Shelf {
    get { shelves[provider, default: Shelf()] }
    _modify { yield &shelves[provider, default: Shelf()] }
  }
}
