import Foundation
import HostileInput
import Payments
import SupportDesk
import Testing
import TextSafety

@testable import tilldesk

/// What commands print holds nothing that a terminal would act on, whatever the providers said.
struct HostileOutputTests {
  private static let rowsPerSeed = 200

  private func rows(seed: UInt64) -> [PaymentRow] {
    var source = HostileText(seed: seed)
    return (0..<Self.rowsPerSeed).compactMap { _ in
      let texts = source.next(4)
      guard let account = AccountName("uk-store") else { return nil }
      let identity = AccountIdentity(
        provider: ProviderName(rawValue: "neropay"), origin: "https://example", merchant: "m")
      return PaymentRow(
        transaction: Transaction(
          key: PaymentKey(account: identity, id: TransactionID(texts[0])),
          reference: ForeignText(texts[1]), kind: .payment, status: .unrecognised,
          providerStatus: ForeignText(texts[2]),
          amount: QuotedAmount(text: ForeignText(texts[3]), currencyCode: "GBP", money: nil),
          created: nil),
        account: account, mode: .live, remaining: nil, openState: nil,
        asOf: Instant(milliseconds: 0))
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `tables and comma-separated values hold no control`(seed: UInt64) {
    let table = RowTable(rows(seed: seed), zone: .utc)
    for line in table.lines {
      #expect(OutputLeak.find(in: line.text.utf8, allowing: []) == nil)
    }
    let lines = table.csv.text.utf8.split(separator: 0x0A)
    #expect(lines.count == Self.rowsPerSeed + 1)
    for line in lines {
      #expect(line.last == 0x0D)
      #expect(OutputLeak.find(in: line.dropLast(), allowing: []) == nil)
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `JSON holds no control and gives every text back as it came`(seed: UInt64) throws {
    var source = HostileText(seed: seed)
    let texts = source.next(1_000)
    let json = JSONValue.array(texts.map(JSONValue.string)).text
    #expect(OutputLeak.find(in: json.utf8, allowing: []) == nil)
    let read = try JSONDecoder().decode([String].self, from: Data(json.utf8))
    #expect(read.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
  }
}
