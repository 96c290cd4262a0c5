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
      // The longest: something else may be drawn in between.
      let longest = try #require(times.max())
      #expect(longest >= .milliseconds(300))
      run.sheet.note(.escape, "with ESCDELAY=300, search: Escape", took: longest)
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
      let before = Activity(of: number)
      let bytesBefore = desk.bytes.count
      desk.isQuiet(milliseconds: 3000)
      let after = Activity(of: number)
      let sent = desk.bytes.count - bytesBefore
      #expect(sent == 0)
      #expect(after.mainSwitches == before.mainSwitches, "the thread that waits for keys woke up")
      // The threads behind it belong to libdispatch, which looks at them once a second.
      let switches = after.switches - before.switches
      #expect(switches < 30, "a timer of 100 ms would make that many")
      run.sheet.note(
        .idle,
        """
        in 3 s: \(sent) bytes, \(after.ticks - before.ticks) hundredths of processor; woken: the desk \
        \(after.mainSwitches - before.mainSwitches) times, libdispatch's watch over its threads \(switches) times
        """)
      try desk.quit()
    }
  }
}

/// What a process has done so far.
private struct Activity {
  /// How often its main thread has been put on a processor.
  let mainSwitches: Int
  /// How often any of its threads has.
  let switches: Int
  /// The processor time that it has used, in hundredths of a second.
  let ticks: Int

  init(of number: pid_t) {
    let tasks = "/proc/\(number)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    mainSwitches = Self.switches(of: "\(tasks)/\(number)")
    switches = threads.reduce(0) { $0 + Self.switches(of: "\(tasks)/\($1)") }
    let stat = (try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)) ?? ""
    let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
    ticks = [11, 12].compactMap { $0 < fields.count ? Int(fields[$0]) : nil }.reduce(0, +)
  }

  private static func switches(of thread: String) -> Int {
    let status = (try? String(contentsOfFile: "\(thread)/status", encoding: .utf8)) ?? ""
    return status.split(separator: "\n").filter { $0.contains("ctxt_switches") }
      .compactMap { Int($0.split(separator: "\t").last ?? "") }.reduce(0, +)
  }
}
