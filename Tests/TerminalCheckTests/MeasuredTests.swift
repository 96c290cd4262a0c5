import Foundation
import Glibc
import ProgramSupport
import Testing

extension TerminalCheckTests {
  /// How quick the desk is, and how still; each with a journal of its own, since a desk tells of what others record.
  struct MeasuredTests {
    @Test func `Esc is held back no longer than it must be, and its twins not at all`() throws {
      let run = try currentRun()
      let sandbox = try Sandbox()
      let desk = try Session(configuration: sandbox.configuration)
      try desk.shows("Transactions")
      for key in ["Escape", "C-g"] {
        let times = try Self.answerTimes(of: desk, leaving: "/", by: key)
        for time in times { run.sheet.note(.escape, "search: \(key)", took: time) }
        // Well under what mc or tmux hold it back; the table tells the rest.
        #expect(try #require(times.min()) < .milliseconds(300))
      }
      for time in try Self.answerTimes(of: desk, leaving: "?", by: "q") {
        run.sheet.note(.escape, "help: q", took: time)
      }
      try desk.quit()
    }

    @Test func `a slow line gets the time for Esc that ESCDELAY says`() throws {
      let run = try currentRun()
      let sandbox = try Sandbox()
      let desk = try Session(
        configuration: sandbox.configuration, settings: ["ESCDELAY": "300"])
      try desk.shows("Transactions")
      let times = try Self.answerTimes(of: desk, leaving: "/", by: "Escape", count: 3)
      #expect(times.allSatisfy { $0 >= .milliseconds(300) })
      run.sheet.note(.escape, "ESCDELAY=300 is honoured")
      try desk.quit()
    }

    /// How long each of some keys takes to be answered, that leave what another one opened.
    private static func answerTimes(
      of desk: Session, leaving opening: String, by key: String, count: Int = 5
    ) throws -> [Duration] {
      try (0..<count).map { _ in
        try desk.press(opening)
        return try #require(try desk.answerTime(to: key), "\(key) was not answered")
      }
    }

    @Test func `an idle desk sends nothing and does nothing`() throws {
      let run = try currentRun()
      let sandbox = try Sandbox()
      let desk = try Session(configuration: sandbox.configuration)
      try desk.find("np-order1001", id: "NP-ORDER1001")
      desk.isQuiet(milliseconds: 1500)
      let number = try desk.number
      let before = (desk.bytes.count, Self.switches(of: number), Self.ticks(of: number))
      desk.isQuiet(milliseconds: 3000)
      let sent = desk.bytes.count - before.0
      let switches = Self.switches(of: number) - before.1
      let ticks = Self.ticks(of: number) - before.2
      #expect(sent == 0)
      #expect(switches < 30, "a timer of 100 ms would make that many")
      run.sheet.note(
        .idle,
        "in 3 s: \(sent) bytes, \(switches) context switches, \(ticks) hundredths of processor")
      try desk.quit()
    }

    /// How often its threads have been put on a processor.
    private static func switches(of number: pid_t) -> Int {
      let tasks = "/proc/\(number)/task"
      let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
      return threads.reduce(0) { sum, thread in
        let status =
          (try? String(contentsOfFile: "\(tasks)/\(thread)/status", encoding: .utf8)) ?? ""
        return status.split(separator: "\n").filter { $0.contains("ctxt_switches") }
          .compactMap { Int($0.split(separator: "\t").last ?? "") }.reduce(sum, +)
      }
    }

    /// The processor time that it has used, in hundredths of a second.
    private static func ticks(of number: pid_t) -> Int {
      let stat = (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? ""
      let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
      return [11, 12].compactMap { $0 < fields.count ? Int(fields[$0]) : nil }.reduce(0, +)
    }
  }
}
