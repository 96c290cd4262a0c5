import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// Thousands of agents who press anything: nothing traps, and no money goes out that was not
/// confirmed.
struct RandomAgentTests {
  private static let runsPerSeed: UInt64 = 1000
  private static let eventsPerRun = 40

  @Test(arguments: 0..<UInt64(20))
  func `I12 nothing is sent or ruled without the word typed on a quiet screen`(_ seed: UInt64) {
    var sendCount = 0
    var ruleCount = 0
    var replayCount = 0
    for run in 0..<Self.runsPerSeed {
      let watch = Self.run(seed: seed * Self.runsPerSeed + run)
      sendCount += watch.sendCount
      ruleCount += watch.ruleCount
      replayCount += watch.replayCount
      guard watch.complaints.isEmpty else {
        Issue.record("seed \(seed), run \(run): \(watch.complaints)")
        return
      }
    }
    // An agent who never gets as far as sending or ruling would prove nothing.
    #expect(sendCount > 10)
    #expect(ruleCount > 5)
    #expect(replayCount > 0)
  }

  private static func run(seed: UInt64) -> MoneyWatch {
    var agent = RandomAgent(seed: seed)
    var model = DeskModel(context: World.context)
    var watch = MoneyWatch()
    agent.take(model.update(.started(columns: 80, rows: 24, at: World.start)))
    for _ in 0..<eventsPerRun {
      for event in agent.events(for: model) {
        let before = model
        let effects = model.update(event)
        agent.take(effects)
        watch.look(at: event, before: before, after: model, effects: effects)
        checkBounds(model, seed: seed)
      }
    }
    return watch
  }

  /// The cursor is on a row; but its payment, or the open one, may be gone from the rows, and one that is looked for not there yet.
  private static func isCursorSound(_ list: ListModel) -> Bool {
    if list.gap != nil { return list.cursor == nil }
    if list.wanted != nil, list.selected == nil { return true }
    return (list.selected == nil) == list.rows.isEmpty && (list.rows.isEmpty || list.cursor != nil)
  }

  private static func checkBounds(_ model: DeskModel, seed: UInt64) {
    let list = model.list
    let isSound =
      list.top >= 0 && list.top <= max(0, list.rows.count - 1)
      && isCursorSound(list)
      && model.detail.key == list.selected
      && (model.detail.detail == nil || model.detail.detail?.row.id == model.detail.key)
      && (model.attention.selected == nil) == (model.attention.items ?? []).isEmpty
      && (model.attention.dossier == nil
        || model.attention.dossier?.item.id == model.attention.selected)
      && model.layers.count <= 4 && model.said.messages.count <= MessageLog.messagesMax
      && list.search.cursor <= list.search.text.count
    if !isSound { Issue.record("out of bounds with seed \(seed)") }
  }
}
