/// Looks for what output must never hold, whatever came in.
package enum OutputLeak {
  /// What a terminal would act on in bytes of output, in words; `nil` when it is clean.
  ///
  /// - Parameter allowed: the control bytes that the output has of its own, such as its line ends.
  package static func find(in bytes: some Sequence<UInt8>, allowing allowed: Set<UInt8>) -> String?
  {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    for scalar in text.unicodeScalars {
      if scalar.isASCII, allowed.contains(UInt8(truncatingIfNeeded: scalar.value)) { continue }
      if isActive(scalar) { return "U+" + String(scalar.value, radix: 16, uppercase: true) }
    }
    return nil
  }

  /// Controls of both kinds, and what turns or hides the text around it.
  private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
    default: false
    }
  }
}
