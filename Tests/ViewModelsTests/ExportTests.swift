import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct ExportTests {
  private static func export(_ desk: Desk) -> ExportModel? {
    if case .export(let export)? = desk.model.layers.last { export } else { nil }
  }

  @Test func `e asks for the path with a proposed name, and says what is written`() {
    var desk = Desk.open()
    desk.press("e")
    #expect(desk.model.place == .exportPath)
    #expect(Self.export(desk)?.path.text == "~/tilldesk-2026-04-22.csv")
    #expect(Self.export(desk)?.words == "3 rows of the local index")
    #expect(Self.export(desk)?.gap == nil)
  }

  @Test func `all rows of the search are written, not only those that were read`() {
    var desk = Desk.open()
    desk.paste("gbp")
    desk.answer(World.answer(World.rows(1...3), total: 4812))
    desk.press("e")
    #expect(Self.export(desk)?.words == "4812 rows found for “gbp”")
    let effects = desk.press(.enter)
    guard case .export(_, let task)? = effects.first else {
      Issue.record("nothing was written")
      return
    }
    #expect(task.path == "~/tilldesk-2026-04-22.csv")
    guard case .search(let asked) = task.rows else {
      Issue.record("marked payments were written")
      return
    }
    #expect(asked.terms.count == 1)
    desk.send(
      .exported(
        serial: desk.model.session.serial,
        .success(ExportReport(path: "/home/a/x.csv", written: 4812, total: 4812)), at: desk.now))
    #expect(desk.notice == "Wrote 4812 rows to /home/a/x.csv.")
    #expect(desk.model.said.notice?.level == .success)
    #expect(desk.model.layers.isEmpty)
  }

  @Test func `marked payments go out alone, in the order of the list`() {
    var desk = Desk.open()
    desk.press("j", " ", "g", " ")
    desk.press("e")
    #expect(Self.export(desk)?.words == "The 2 marked payments")
    #expect(Self.export(desk)?.rows == .payments([World.key("1"), World.key("2")]))
  }

  @Test func `what may be missing is said before and after, and rows cut off are counted`() {
    var desk = Desk.open()
    desk.answer(
      World.answer(
        World.rows(1...3),
        progress: [
          World.uk.name: .answered(World.start, incomplete: "Only the last 90 days are listed."),
          World.ng.name: .failed("No answer."),
        ]))
    desk.press("e")
    let gap: SafeText =
      "It may lack rows: uk-store: Only the last 90 days are listed; ng-store did not answer."
    #expect(Self.export(desk)?.gap == gap)
    desk.press(.enter)
    desk.send(
      .exported(
        serial: desk.model.session.serial,
        .success(ExportReport(path: "/x.csv", written: 100_000, total: 250_000)), at: desk.now))
    #expect(desk.notice == "Wrote 100000 of 250000 rows to /x.csv. \(gap)")
    #expect(desk.model.said.notice?.level == .warning)
  }

  @Test func `no file is replaced; another name is offered`() {
    var desk = Desk.open()
    desk.press("e")
    for name in ["~/tilldesk-2026-04-22-2.csv", "~/tilldesk-2026-04-22-3.csv"] {
      desk.press(.enter)
      desk.send(.exported(serial: desk.model.session.serial, .failure(.exists), at: desk.now))
      #expect(Self.export(desk)?.path.text == name)
      #expect(Self.export(desk)?.mistake != nil)
    }
  }

  @Test func `what the disk says stands under the path, which can be changed`() {
    var desk = Desk.open()
    desk.press("e")
    desk.press(.enter)
    #expect(desk.press(.enter) == [])
    desk.send(
      .exported(
        serial: desk.model.session.serial, .failure(.failed("/x: No space left.")), at: desk.now))
    #expect(Self.export(desk)?.mistake == "/x: No space left.")
    desk.press(.control("u"))
    #expect(Self.export(desk)?.mistake == nil)
    #expect(desk.press(.enter) == [])
    #expect(Self.export(desk)?.mistake == "Type the name of a file.")
    desk.paste("/tmp/a.csv")
    #expect(!desk.press(.enter).isEmpty)
  }

  @Test func `a dialog left meanwhile does not hide what came of it`() {
    var desk = Desk.open()
    desk.press("e", .enter)
    let serial = desk.model.session.serial
    desk.press(.escape)
    desk.send(.exported(serial: serial, .failure(.failed("No space left.")), at: desk.now))
    #expect(desk.notice == "No space left.")
  }

  @Test func `what came of it leaves a dialog opened since alone`() {
    var desk = Desk.open()
    desk.press("e", .enter)
    let serial = desk.model.session.serial
    desk.press(.escape, "e")
    desk.send(
      .exported(
        serial: serial, .success(ExportReport(path: "/x.csv", written: 3, total: 3)), at: desk.now))
    #expect(Self.export(desk) != nil)
    #expect(desk.notice == "Wrote 3 rows to /x.csv.")
  }

  @Test func `without rows there is nothing to export`() {
    var desk = Desk.open()
    desk.answer(World.answer([]))
    desk.press("e")
    #expect(desk.notice == "There is nothing to export.")
    #expect(desk.model.layers.isEmpty)
  }
}
