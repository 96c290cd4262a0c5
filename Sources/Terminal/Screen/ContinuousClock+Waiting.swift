extension ContinuousClock {
  /// The milliseconds until an instant, none for one that is past; rounded up, so that the time has really passed when a
  /// wait of that length ends.
  package func milliseconds(until instant: Instant) -> Int32 {
    let duration = max(.zero, instant - now)
    let (seconds, attoseconds) = duration.components
    let perMillisecond: Int64 = 1_000_000_000_000_000
    let rounded = (attoseconds + perMillisecond - 1) / perMillisecond
    return Int32(clamping: min(seconds, Int64(Int32.max) / 1000) * 1000 + rounded)
  }
}
