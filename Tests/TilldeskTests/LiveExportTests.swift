import Foundation
import Glibc
import Payments
import ProgramSupport
import SupportDesk
import Testing
import TextSafety
import ViewModels

@testable import tilldesk

/// Files of exported rows: private, whole, never over another one, and no formulas.
struct LiveExportTests {
  private static func row(_ reference: String, minor: Int64 = 1599) -> PaymentRow {
    let account = AccountIdentity(
      provider: ProviderName(rawValue: "neropay"), origin: "https://a.example", merchant: "m")
    let transaction = Transaction(
      key: PaymentKey(account: account, id: TransactionID("6636598")),
      reference: ForeignText(reference), kind: .payment, status: .paid,
      providerStatus: ForeignText("succeeded"),
      amount: QuotedAmount(Money(minor: minor, currency: .gbp)),
      created: ProviderTime("2026-04-22T02:37:11Z"), customer: ForeignText("ann@example.org"))
    return PaymentRow(
      transaction: transaction, account: name, mode: .test,
      remaining: .computed(Money(minor: minor, currency: .gbp)), openState: nil,
      asOf: Instant(seconds: 1_776_866_400))
  }

  private static var name: AccountName {
    guard let name = AccountName("uk-store") else { preconditionFailure("a valid name") }
    return name
  }

  private static func failure(_ step: () throws(ExportFailure) -> Void) -> ExportFailure? {
    do throws(ExportFailure) { try step() } catch { return error }
    return nil
  }

  @Test func `each fact has a cell of its own, and no cell is a formula`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let path = folder.path("a.csv")
    let written = try LiveExport.write(
      [Self.row("=HYPERLINK(\"x\")"), Self.row("NP, 1")], of: [], to: path)
    #expect(written.text == path)
    let lines = try folder.text("a.csv").split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("created_utc,created_as_given,account,mode,provider,transaction,"))
    #expect(lines[1].contains(",\"'=HYPERLINK(\"\"x\"\")\","))
    #expect(
      lines[2].hasPrefix(
        "2026-04-22T02:37:11Z,2026-04-22T02:37:11Z,uk-store,test,,6636598,\"NP, 1\",payment,paid,succeeded,15.99,GBP,1599,15.99,1599,computed,"
      ))
    #expect(lines[2].hasSuffix(",ann@example.org,,,2026-04-22T14:00:00Z"))
  }

  @Test func `only its owner can read the file`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    _ = try LiveExport.write([], of: [], to: folder.path("a.csv"))
    var status = stat()
    #expect(unsafe stat(folder.path("a.csv"), &status) == 0)
    #expect(status.st_mode & 0o7777 == 0o600)
  }

  @Test func `a file that is there is never replaced, nor one behind a link`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try Data("kept".utf8).write(to: URL(filePath: folder.path("a.csv")))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("b.csv"), withDestinationPath: folder.path("c.csv"))
    for name in ["a.csv", "b.csv"] {
      let failure = Self.failure { () throws(ExportFailure) in
        _ = try LiveExport.write([], of: [], to: folder.path(name))
      }
      #expect(failure == .exists)
    }
    #expect(try folder.text("a.csv") == "kept")
    #expect(!FileManager.default.fileExists(atPath: folder.path("c.csv")))
  }

  @Test func `a folder that is not there is said in the system's words`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let failure = Self.failure { () throws(ExportFailure) in
      _ = try LiveExport.write([], of: [], to: folder.path("none/a.csv"))
    }
    let sentence = "\(folder.path("none/a.csv")): No such file or directory."
    #expect(failure == .failed(SafeText(sanitizing: sentence)))
  }
}
