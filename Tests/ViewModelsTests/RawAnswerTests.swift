import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct RawAnswerTests {
  private static func answer(_ lines: [SafeText], isCut: Bool = false) -> ProviderAnswer {
    ProviderAnswer(
      request: "GET https://a.example/1", status: 200, asOf: World.start, byteCount: 12,
      lines: lines, isCut: isCut)
  }

  private static func detail(_ lines: SafeText..., id: String = "1") -> PaymentDetail {
    var detail = World.detail(id)
    detail.answer = answer(lines)
    return detail
  }

  private static func open(_ lines: [SafeText]) -> Desk {
    var read = World.detail("1")
    read.answer = answer(lines)
    var desk = Desk.open(detail: read)
    desk.press(.enter, "r")
    return desk
  }

  private static func texts(_ desk: Desk) -> [SafeText]? { desk.model.rawAnswer?.lines.map(\.text) }

  @Test func `r shows what was asked and what came of it`() {
    let desk = Self.open(["{", "  \"id\": 1", "}"])
    #expect(desk.model.place == .rawAnswer)
    #expect(
      Self.texts(desk) == [
        "GET https://a.example/1", "Credentials and card numbers are blotted out.", "", "{",
        "  \"id\": 1", "}",
      ])
  }

  @Test(arguments: [KeyPress.escape, "q", "r"]) func `it is left by its key and by the usual ones`(
    _ key: KeyPress
  ) {
    var desk = Self.open(["{}"])
    desk.press(key)
    #expect(desk.model.place == .detail)
  }

  @Test func `a payment of the index alone has none, until Ctrl-R reads it`() {
    var desk = Desk.open(detail: World.detail("1", provenance: .indexed(World.start)))
    desk.press(.enter, "r")
    #expect(desk.model.rawAnswer?.answer == nil)
    #expect(Self.texts(desk) == [])
    let effects = desk.press(.control("r"))
    #expect(effects.contains(.open(serial: desk.model.detail.serial, World.key("1"), live: true)))
    desk.read(Self.detail("{}"))
    #expect(desk.model.rawAnswer?.answer?.lines == ["{}"])
  }

  @Test func `a newer answer takes the place of the one on the screen`() {
    var desk = Self.open(["{}"])
    desk.press(.control("r"))
    desk.read(Self.detail("[]"))
    #expect(desk.model.rawAnswer?.answer?.lines == ["[]"])
  }

  @Test func `the last answer stays when only the local record is read, or nothing`() {
    var desk = Self.open(["{}"])
    desk.press(.control("r"))
    desk.read(World.detail("1", provenance: .indexed(World.start)))
    #expect(desk.model.detail.detail?.answer?.lines == ["{}"])
    let error = DeskError.provider(World.uk.name, "No answer in 30 s.")
    desk.send(.detailArrived(serial: desk.model.detail.serial, .failure(error), at: desk.now))
    #expect(desk.model.rawAnswer?.answer?.lines == ["{}"])
  }

  @Test func `the answer about one payment is never shown with another`() {
    var desk = Desk.open(detail: Self.detail("{}"))
    desk.press("j", .enter, "r")
    #expect(desk.model.rawAnswer?.key == World.key("2"))
    #expect(desk.model.rawAnswer?.answer == nil)
    desk.read(World.detail("2", provenance: .indexed(World.start)))
    #expect(desk.model.rawAnswer?.answer == nil)
  }

  @Test func `what was cut is said at the end`() {
    var read = World.detail("1")
    read.answer = Self.answer(["{"], isCut: true)
    var desk = Desk.open(detail: read)
    desk.press(.enter, "r")
    #expect(desk.model.rawAnswer?.lines.last?.kind == .warning)
    #expect(Self.texts(desk)?.last == "Cut here: the answer has 12 bytes.")
  }

  @Test func `it scrolls between its ends, and its last line comes into view`() {
    var desk = Self.open((0..<60).map { "line \($0)" })
    desk.press("k")
    #expect(desk.model.rawAnswer?.firstLine == 0)
    desk.press("j", "j")
    #expect(desk.model.rawAnswer?.firstLine == 2)
    desk.press("G")
    // 63 lines, 20 rows.
    #expect(desk.model.rawAnswer?.firstLine == 43)
    desk.press("j")
    #expect(desk.model.rawAnswer?.firstLine == 43)
    desk.press("g")
    #expect(desk.model.rawAnswer?.firstLine == 0)
    desk.press(.pageDown)
    #expect(desk.model.rawAnswer?.firstLine == 20)
  }

  @Test func `a long line is broken, what goes on of it set in further, and its end is reached`() {
    let long = SafeText(repeating: "word ", count: 40)
    let line = RawAnswerModel.Line(kind: .answer, text: "  " + long)
    let pieces = line.pieces(columns: 40)
    #expect(pieces.map(\.column) == [2, 4, 4, 4, 4, 4])
    #expect(pieces.allSatisfy { $0.column + $0.text.width <= 40 })
    var desk = Self.open([long, long, long])
    desk.send(.resized(columns: 60, rows: 16))
    desk.press("G")
    // Four lines each; the request and the note above them no longer fit.
    #expect(desk.model.rawAnswer?.firstLine == 3)
  }
}
