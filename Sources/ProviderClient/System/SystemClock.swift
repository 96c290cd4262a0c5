import Glibc
public import Payments

/// The wall clock of this machine, for whoever composes the parts; no adapter reaches for it.
public enum SystemClock {
  /// The time now.
  public static let now: @Sendable () -> Instant = {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
