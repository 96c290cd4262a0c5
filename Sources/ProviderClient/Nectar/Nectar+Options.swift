public import Payments

extension ProviderAccount.Options {
  /// How Nectar's credential is written (`Providers.md` §2.2).
  public enum Authorization: String, Sendable, CaseIterable {
    /// The key alone.
    case raw
    /// `Bearer ` and the key.
    case bearer
  }

  /// What Nectar's history timestamps count.
  public enum HistoryUnit: String, Sendable, CaseIterable {
    /// Seconds since 1970.
    case seconds
    /// Milliseconds since 1970.
    case milliseconds
  }

  /// Nectar: how the credential is written.
  public var authorization: Authorization {
    get { own.word(Nectar.authorizationKey.name) ?? .raw }
    set { own[Nectar.authorizationKey.name] = .text(newValue.rawValue) }
  }

  /// Nectar: the zone of its zoneless times.
  public var zone: ZoneOffsets {
    get { own.timeZone(Nectar.zoneKey.name) ?? .utc }
    set { own[Nectar.zoneKey.name] = .timeZone(newValue) }
  }

  /// Nectar: the unit of `startDate` and `endDate`.
  public var historyUnit: HistoryUnit {
    get { own.word(Nectar.historyUnitKey.name) ?? .seconds }
    set { own[Nectar.historyUnitKey.name] = .text(newValue.rawValue) }
  }
}

extension Nectar {
  static let authorizationKey = ProviderKey(
    "authorization", ProviderAccount.Options.Authorization.self)
  static let zoneKey = ProviderKey("time_zone", .timeZone)
  static let historyUnitKey = ProviderKey("history_unit", ProviderAccount.Options.HistoryUnit.self)
}
