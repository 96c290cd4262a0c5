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

  /// Secrets of one's own choice.
  package init(neropaySecret: String, nectarPrivateKey: String, aiicSeedBase64: String) {
    self.neropaySecret = neropaySecret
    self.nectarPrivateKey = nectarPrivateKey
    self.aiicSeedBase64 = aiicSeedBase64
  }

  /// The secrets of the demo; the seed is the one of the published test vectors.
  package static let demo = SandboxCredentials(
    neropaySecret: "sk_test_tilldesk_demo", nectarPrivateKey: "nectar_demo_private_key",
    aiicSeedBase64: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
}

extension SandboxConfiguration {
  /// The three desks that this configuration describes.
  func desks() throws(SodiumError) -> ProviderDesks {
    let keys = try Ed25519KeyPair(Secret(bytes: Base64.decode(credentials.aiicSeedBase64)))
    let nectarKey = credentials.nectarPrivateKey
    return ProviderDesks(
      neropay: NeroPayDesk(
        secret: try Secret(text: credentials.neropaySecret),
        bearer: "Bearer \(credentials.neropaySecret)",
        connectedAccounts: neropayConnectedAccounts),
      nectar: NectarDesk(
        authorization: nectarAuthorization == .raw ? nectarKey : "Bearer \(nectarKey)",
        refundedAmount: nectarRefundedAmount, offsetMinutes: nectarOffsetMinutes),
      aiic: AIICDesk(
        publicKey: keys.publicKeyBase64, publicKeyBytes: keys.publicKey, polls: aiicPolls,
        refundRows: aiicRefundRows, clock: clock))
  }
}
