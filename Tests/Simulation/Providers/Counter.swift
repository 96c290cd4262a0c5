/// What a provider's counter is told with a request: the truth behind it and what is to go wrong there.
struct CounterCall {
  let path: [String]
  let method: String
  let headers: [(name: String, value: String)]
  let body: [UInt8]
  /// When it is carried out, in milliseconds of the story.
  let time: Int64
  /// When it arrived first: signed times are judged by this.
  let arrived: Int64
  /// The decision behind a write, as the watch knows it; the provider does not.
  let intent: String?
  let mishap: WriteMishap?

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// How the providers behave where their documents leave it open; different in every world.
struct Habits {
  /// Nectar shows a partly refunded payment as 11, else as 6.
  var nakedShowsPartial = true
  /// Nectar's `refundedAmount` is the total, else this refund.
  var nakedTellsTotal = false
  /// AIIC Pay's rows have the id of the refund, else one of their own.
  var rowsHaveRefundIDs = true
  /// AIIC Pay completes refunds at once.
  var signedIsInstant = false
  /// How long NeroPay remembers a key, in milliseconds.
  var keyLife: Int64 = 3_600_000
  /// How far off a signed time may be, in milliseconds.
  var clockTolerance: Int64 = 300_000
}

/// One provider's side of the wire.
protocol Counter {
  /// Answers a request, and does what it asks for.
  mutating func answer(_ call: CounterCall, books: inout Books) -> WireAnswer
}

/// Ids that no earlier call returned.
struct Numbers {
  private var last = 0

  mutating func next() -> Int {
    last += 1
    return last
  }
}
