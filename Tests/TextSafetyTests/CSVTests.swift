import Testing
import TextSafety

/// Tables for spreadsheets.
struct CSVTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("15.99", "15.99"), ("a,b", "\"a,b\""), ("a;b", "\"a;b\""),
    ("say \"hi\"", "\"say \"\"hi\"\"\""), ("\"\u{301}", "\"\"\"\u{301}\""), (" x", "\" x\""),
    ("x ", "\"x \""), ("=1+1", "'=1+1"), ("+44", "'+44"), ("-5.00", "'-5.00"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""), ("  =1", "'  =1"),
    ("＝1", "'＝1"), ("1=1", "1=1"), ("a-b", "a-b"), ("'", "'"),
  ])
  func `a cell is quoted and cannot be a formula`(cell: String, expected: String) {
    let line = CSV.line([SafeText(sanitizing: cell), "x"])
    #expect(line.unicodeScalars.elementsEqual((expected + ",x\r\n").unicodeScalars))
  }

  @Test(arguments: ["\t=1", "\r=1", "a\r\nb"])
  func `line ends and tabs from outside show as their codes`(cell: String) {
    let line = CSV.line([SafeText(sanitizing: cell)])
    #expect(line.unicodeScalars.filter { $0.value < 0x20 }.map(\.value) == [0x0D, 0x0A])
  }

  @Test func `rows follow the header`() {
    var csv = CSV(header: ["Reference", "Amount"])
    csv.append(row: ["NP-1", "15.99 GBP"])
    csv.append(row: [""])
    csv.append(row: ["", ""])
    #expect(csv.text == "Reference,Amount\r\nNP-1,15.99 GBP\r\n\"\"\r\n,\r\n")
    #expect(CSV().text.isEmpty)
  }
}
