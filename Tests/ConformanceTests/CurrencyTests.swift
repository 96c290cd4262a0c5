import Payments
import Testing

/// The minor units of ISO 4217.
@Suite(.enabled(if: ConformanceData.folder != nil, ConformanceData.needed))
struct CurrencyTests {
  @Test func `every currency has the decimals that ISO 4217 gives it`() throws {
    var tally = Tally("ISO 4217 minor units", deviations: Deviations.currencies)
    var listed: [String: Int?] = [:]
    for line in try ConformanceData.lines("currency-codes/codes-all.csv").dropFirst() {
      // Names may hold commas between quotation marks; the last four fields never do.
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).suffix(4)
      let code = String(fields[fields.startIndex])
      guard fields.last?.isEmpty == true, !code.isEmpty else { continue }
      listed[code] = Int(fields[fields.endIndex - 2])
    }
    for (code, exponent) in listed.sorted(by: { $0.key < $1.key }) {
      let ours = Currency(code: code)?.exponent
      tally.count(
        code, isRight: ours == exponent,
        "\(ours.map(String.init) ?? "none"), not \(exponent.map(String.init) ?? "none")")
    }
    for code in Currency.knownCodes where listed[code] == nil {
      tally.count(code, isRight: false, "ISO 4217 lists it no more")
    }
    try tally.finish()
  }
}
