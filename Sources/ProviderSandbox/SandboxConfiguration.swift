import Sodium

/// What a sandbox is started with.
package struct SandboxConfiguration: Sendable {
  /// The port on 127.0.0.1; 0 lets the system choose.
  package var port = 0
  /// The same seed gives the same rows.
  package var seed: UInt64 = 1
  /// About how many rows the three providers hold together.
  package var transactions = 5000
  /// The faults in force from the start.
  package var faults: [FaultSpec] = []
  /// Milliseconds since 1970.
  package var clock: @Sendable () -> Int64
  /// The secrets that the providers accept.
  package var credentials: SandboxCredentials
  /// How often an AIIC Pay refund is shown as pending before it completes; 0 is at once.
  package var aiicPolls = 2
  /// Which ids the rows of AIIC Pay's refunds have.
  package var aiicRefundRows = AIICRefundRows.equalIDs
  /// How the Nectar key is expected in the header.
  package var nectarAuthorization = NectarAuthorization.raw
  /// Which amount Nectar's `refundedAmount` tells.
  package var nectarRefundedAmount = NectarRefundedAmount.thisRefund
  /// How far Nectar's zoneless times are ahead of UTC, in minutes; Lagos is one hour.
  package var nectarOffsetMinutes = 60
  /// The merchants that a NeroPay platform may act for.
  package var neropayConnectedAccounts: Set<String> = ["NP6454f52b_6165"]

  /// The usual sandbox; everything else can be changed before it is started.
  ///
  /// - Parameter clock: Milliseconds since 1970.
  package init(
    credentials: SandboxCredentials = .demo, clock: @escaping @Sendable () -> Int64
  ) {
    self.credentials = credentials
    self.clock = clock
  }
}

/// The secrets that the simulated providers accept; they protect nothing.
package struct SandboxCredentials: Sendable {
  /// NeroPay's secret key: bearer and signing key.
  package let neropaySecret: String
  /// Nectar's private key.
  package let nectarPrivateKey: String
  /// AIIC Pay's private key: a 32-byte seed in base64.
  package let aiicSeedBase64: String

  /// A second key of each provider's same merchant: what a rotation brings.
  package let second: SandboxKeys
  /// A key of another merchant at each provider.
  package let foreign: SandboxKeys

  /// Secrets of one's own choice.
  package init(
    neropaySecret: String, nectarPrivateKey: String, aiicSeedBase64: String,
    second: SandboxKeys = .second, foreign: SandboxKeys = .foreign
  ) {
    self.neropaySecret = neropaySecret
    self.nectarPrivateKey = nectarPrivateKey
    self.aiicSeedBase64 = aiicSeedBase64
    self.second = second
    self.foreign = foreign
  }

  /// The secrets of the demo; the seed is the one of the published test vectors.
  package static let demo = SandboxCredentials(
    neropaySecret: "sk_test_tilldesk_demo", nectarPrivateKey: "nectar_demo_private_key",
    aiicSeedBase64: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
}

/// One key at each of the simulated providers.
package struct SandboxKeys: Sendable {
  /// NeroPay's secret key.
  package let neropay: String
  /// Nectar's private key.
  package let nectar: String
  /// AIIC Pay's seed in base64.
  package let aiic: String

  /// The second keys of the demo's merchant.
  package static let second = SandboxKeys(
    neropay: "sk_test_tilldesk_demo_2", nectar: "nectar_demo_private_key_2",
    aiic: "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=")

  /// The keys of a merchant that has no payments.
  package static let foreign = SandboxKeys(
    neropay: "sk_test_tilldesk_other", nectar: "nectar_other_private_key",
    aiic: "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8=")
}

extension SandboxConfiguration {
  /// The three desks that this configuration describes.
  func desks() throws(SodiumError) -> ProviderDesks {
    let (second, foreign) = (credentials.second, credentials.foreign)
    var neropayKeys: [String: NeroPayDesk.Key] = [:]
    for (text, isForeign) in [
      (credentials.neropaySecret, false), (second.neropay, false), (foreign.neropay, true),
    ] {
      neropayKeys["Bearer \(text)"] = NeroPayDesk.Key(
        secret: try Secret(text: text), isForeign: isForeign)
    }
    let nectarKeys = [credentials.nectarPrivateKey, second.nectar].map(nectarHeader)
    var aiicKeys: [String: AIICDesk.Key] = [:]
    for (seed, isForeign) in [
      (credentials.aiicSeedBase64, false), (second.aiic, false), (foreign.aiic, true),
    ] {
      let pair = try Ed25519KeyPair(Secret(text: seed))
      aiicKeys[pair.publicKeyBase64] = AIICDesk.Key(bytes: pair.publicKey, isForeign: isForeign)
    }
    return ProviderDesks(
      neropay: NeroPayDesk(keys: neropayKeys, connectedAccounts: neropayConnectedAccounts),
      nectar: NectarDesk(
        authorizations: Set(nectarKeys), foreignAuthorization: nectarHeader(foreign.nectar),
        refundedAmount: nectarRefundedAmount, offsetMinutes: nectarOffsetMinutes),
      aiic: AIICDesk(keys: aiicKeys, polls: aiicPolls, refundRows: aiicRefundRows, clock: clock))
  }

  private func nectarHeader(_ key: String) -> String {
    nectarAuthorization == .raw ? key : "Bearer \(key)"
  }
}
