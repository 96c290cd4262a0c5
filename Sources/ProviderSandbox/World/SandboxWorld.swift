/// What the three providers hold when the sandbox starts; the same seed gives the same world.
package struct SandboxWorld: Sendable {
  private var neropay: Shelf
  private var nectar: Shelf
  private var aiic: Shelf

  /// Makes a world of about so many transactions, in equal parts for the three providers.
  ///
  /// Cheap for any number: rows are made when they are read. A few dozen fixed rows are always
  /// there, also when fewer are asked for.
  ///
  /// - Parameter now: Milliseconds since 1970; the newest rows are just older than this.
  package static func make(seed: UInt64, transactions: Int, now: Int64) -> SandboxWorld {
    let time = WireTime(milliseconds: now)
    let share = transactions / SandboxProvider.allCases.count
    func shelf(_ provider: SandboxProvider, _ rows: Int) -> Shelf {
      let fixed = Showcase.payments(provider, now: time)
      let generated = GeneratedPayments(
        provider, seed: seed, count: max(0, rows - fixed.count), now: time)
      return Shelf(generated, extras: fixed)
    }
    return SandboxWorld(
      neropay: shelf(.neropay, transactions - 2 * share), nectar: shelf(.nectar, share),
      aiic: shelf(.aiic, share))
  }

  /// How many rows a provider holds.
  package func count(of provider: SandboxProvider) -> Int { self[provider].count }

  subscript(provider: SandboxProvider) -> Shelf {
    get {
      switch provider {
      case .neropay: neropay
      case .nectar: nectar
      case .aiic: aiic
      }
    }
    _modify {
      switch provider {
      case .neropay: yield &neropay
      case .nectar: yield &nectar
      case .aiic: yield &aiic
      }
    }
  }
}
