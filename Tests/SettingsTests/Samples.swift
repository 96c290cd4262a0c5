/// Configurations that are right; tests spoil one line of them.
enum Samples {
  /// The configuration that the manual shows.
  static let manual = """
    theme   = "midnight"
    journal = "/var/lib/tilldesk/journal.sqlite"   # default $XDG_STATE_HOME/tilldesk/journal.sqlite
    index   = "/var/lib/tilldesk/index.sqlite"     # default beside the journal

    [[account]]
    name = "uk-store"
    provider = "neropay"
    mode = "live"                     # or "test": always on screen
    base_url = "https://eu.neropay.app/v2"
    secret = { file = "/etc/tilldesk/uk-store.key" }      # or { env = "…" } or { command = [] }
    neropay_account = "NP6454f52b_6165"                   # optional

    [[account]]
    name = "ng-store"
    provider = "nectar"
    mode = "live"
    base_url = "https://api.akupay.africa"
    secret = { env = "NECTAR_PRIVATE_KEY" }
    merchant = "ng-store-ltd"         # names the merchant for ever
    authorization = "raw"             # or "bearer"
    time_zone = "Africa/Lagos"        # optional: Nectar gives none

    [[account]]
    name = "nz-store"
    provider = "aiic"
    mode = "test"
    base_url = "https://pay-api-staging.aiic.nz/v1"
    secret = { file = "/etc/tilldesk/nz.ed25519" }        # base64: 32-byte seed or 64-byte key
    amount_unit = "minor"             # or "major" (25.00)

    [terminal]                        # a user's own file may set only this table, theme and [keys]
    mouse = false
    low_bandwidth = false

    [keys]
    "refund" = "R"
    """

  /// One account in test mode; lines 1 to 6 hold its keys, in this order.
  static let small = """
    [[account]]
    name = "a"
    provider = "neropay"
    mode = "test"
    base_url = "https://sandbox.example/v2"
    secret = { env = "NECTAR_PRIVATE_KEY" }
    """
}
