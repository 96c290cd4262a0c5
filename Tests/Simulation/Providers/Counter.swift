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
  /// Whether its credential is one that counts.
  let isAuthorised: Bool
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
  /// A reference is taken for a payment before an id is.
  var referencesComeFirst = false
  /// Names are found in any case where nothing has them as they are.
  var ignoresCase = false
  /// NeroPay lists an entry for each refund under the reference of its payment.
  var keyedListsEntries = false
  /// How long NeroPay remembers a key, in milliseconds.
  var keyLife: Int64 = 3_600_000
  /// How far off a signed time may be, in milliseconds.
  var clockTolerance: Int64 = 300_000
}

extension CounterCall {
  /// A value of the query at the end of the path; empty when there is none.
  func query(_ name: String) -> String {
    let parts = (path.last ?? "").split(separator: "?", maxSplits: 1).dropFirst()
    let values = parts.first?.split(separator: "&").compactMap { part -> Substring? in
      part.hasPrefix("\(name)=") ? part.dropFirst(name.utf8.count + 1) : nil
    }
    return values?.first.map(String.init) ?? ""
  }

  /// The last part of the path without its query.
  var lastName: Substring { (path.last ?? "").prefix { $0 != "?" } }
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
