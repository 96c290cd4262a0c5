import Payments
import TextSafety

/// A line of the worker's log: when, which payment, and what became of it.
struct LogLine {
  /// When, in the zone of the host.
  let time: CivilTime
  /// The payment as the command line names it.
  let payment: SafeText
  /// What became of it.
  let sentence: SafeText

  /// The line.
  var text: SafeText { "\(time.secondText)  \(payment)  \(sentence)" }
}
