import Terminal
import Testing
import TextSafety

struct MailboxTests {
  @Test func `messages of one sender keep their order and none is lost`() async throws {
    let mailbox = Mailbox<[Int]>(wakeUp: try WakeUp())
    await withTaskGroup(of: Void.self) { group in
      for sender in 0..<8 {
        group.addTask { for number in 0..<500 { mailbox.post([sender, number]) } }
      }
    }
    let messages = mailbox.drain()
    #expect(messages.count == 4000)
    for sender in 0..<8 {
      #expect(messages.filter { $0[0] == sender }.map { $0[1] } == Array(0..<500))
    }
    #expect(mailbox.drain().isEmpty)
  }
}

struct MemoryScreenTests {
  private let size = Size(columns: 4, rows: 1)

  @Test func `a canvas that is shown already is not kept again`() {
    let screen = MemoryScreen(size: size)
    var canvas = Canvas(size: size)
    screen.present(canvas)
    screen.present(canvas)
    canvas.draw("a", at: .zero)
    screen.present(canvas)
    #expect(screen.presented.map { $0.plainText() } == ["", "a"])
  }

  @Test func `the script is played and then the terminal is gone`() {
    let larger = Size(columns: 9, rows: 3)
    let screen = MemoryScreen(size: size, script: [.key(.enter), .resized(larger)])
    #expect(screen.nextEvent(timeoutMilliseconds: nil) == .key(.enter))
    #expect(screen.size == size)
    #expect(screen.nextEvent(timeoutMilliseconds: 5) == .resized(larger))
    #expect(screen.size == larger)
    #expect(screen.nextEvent(timeoutMilliseconds: nil) == .inputClosed)
  }

  @Test func `what is copied is kept and answered`() {
    let screen = MemoryScreen(size: size)
    screen.copyOutcome = .tooLong
    #expect(screen.copy("NP-1") == .tooLong)
    #expect(screen.copied == ["NP-1"])
    screen.close()
    #expect(screen.actions == ["close"])
  }
}
