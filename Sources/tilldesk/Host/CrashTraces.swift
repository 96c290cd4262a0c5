import Glibc

/// The report that Swift's runtime writes when a program crashes.
///
/// It shows registers and the memory behind them, which here are customers' data and perhaps a secret, and waits half a
/// minute for a key on the terminal of somebody who cannot use it.
enum CrashTraces {
  /// The variable by which whoever looks for a defect asks for the report, and says where it goes.
  private static let variable = "SWIFT_BACKTRACE"

  /// Every signal for which the runtime may have put itself in between.
  private static let signals = [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP]

  /// Lets a crash just end the program, unless the report was asked for.
  static func turnOff() {
    guard unsafe getenv(variable) == nil else { return }
    for number in signals where !EndSignals.isIgnored(number) { _ = signal(number, SIG_DFL) }
  }
}
