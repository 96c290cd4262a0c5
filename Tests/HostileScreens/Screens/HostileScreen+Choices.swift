import Payments
import SampleWorld
import SupportDesk
import TextSafety
import ViewModels

// What is chosen from, typed and read over the panes.

extension HostileScreen {
  static let choices = [
    layer("columns") { _ in .columns(ColumnChooserModel(choice: .standard)) },
    layer("copy-menu") { feed in
      var menu = CopyMenuModel(
        items: (0..<4).map { _ in .init(title: feed.safe(), text: feed.safe()) })
      menu.index = feed.chance % 4
      return .copyMenu(menu)
    },
    desk("copy-sentences") { model, _ in
      _ = model.update(.keyPressed("Y", at: model.now))
      _ = model.update(.keyPressed("G", at: model.now))
    },
    layer("export") { feed in
      var export = export(&feed)
      export.mistake = feed.sentence()
      return .export(export)
    },
    layer("export-writing") { feed in
      var export = export(&feed)
      export.serial = 3
      export.askedAt = World.start
      return .export(export)
    },
    desk("export-refused") { model, feed in
      var export = export(&feed)
      export.serial = 3
      model.layers = [.export(export)]
      let failure = ExportFailure.failed(feed.safe())
      _ = model.update(.exported(serial: 3, .failure(failure), at: model.now))
    },
    layer("palette") { feed in .palette(palette(&feed, index: 1)) },
    layer("palette-remark") { feed in
      var palette = palette(&feed, index: 0)
      palette.remark = feed.sentence()
      return .palette(palette)
    },
    layer("palette-nothing") { feed in
      var palette = PaletteModel()
      palette.filter = feed.line()
      return .palette(palette)
    },
  ]

  static let overlays = [
    desk("command-empty") { model, _ in _ = model.update(.keyPressed(":", at: model.now)) },
    layer("command") { feed in
      var command = CommandLineModel()
      command.line = feed.line()
      command.candidates = (0..<4).map { _ in
        .init(word: feed.text(), title: feed.safe(), refusal: nil)
      }
      command.chosen = 1
      return .command(command)
    },
    layer("command-refused") { feed in
      var command = CommandLineModel()
      command.line = feed.line()
      command.candidates = [.init(word: feed.text(), title: "", refusal: feed.sentence())]
      return .command(command)
    },
    layer("command-mistake") { feed in
      var command = CommandLineModel()
      command.line = feed.line()
      command.remark = feed.sentence()
      return .command(command)
    },
    layer("help") { _ in .help(HelpModel(firstLine: 0)) },
    desk("help-saved") { model, feed in
      for number in 0..<3 {
        model.memory.remembered.apply(
          .saved(SavedSearch(name: "\(number) \(feed.text())", text: feed.text())))
      }
      model.layers = [.help(HelpModel(firstLine: 14))]
    },
    desk("messages") { model, feed in
      let levels: [Message.Level] = [.note, .success, .warning, .error]
      model.said.messages = levels.map { feed.message($0) }
      model.layers = [.messages(MessagesModel(firstLine: 0))]
    },
    layer("quit-question") { .quitQuestion(QuitQuestionModel($0.sentence())) },
    layer("note") { .note($0.note()) },
    layer("dispute") { .dispute($0.dispute(lifting: false)) },
    layer("dispute-lifting") { .dispute($0.dispute(lifting: true)) },
    layer("confirm-disputed") { .confirm($0.disputed()) },
    layer("raw-answer") { .rawAnswer($0.rawAnswer()) },
  ]

  private static func export(_ feed: inout TextFeed) -> ExportModel {
    var export = ExportModel(
      rows: .payments([]), words: feed.sentence(), gap: feed.sentence(), path: "")
    export.path = feed.line()
    return export
  }

  private static func palette(_ feed: inout TextFeed, index: Int) -> PaletteModel {
    var palette = PaletteModel()
    palette.filter = feed.line()
    palette.entries = [
      .action(.decide(.refund)), .command(name: "theme", word: feed.text()),
      .action(.list(.unmarkAll)),
      .command(name: "theme", word: feed.text()), .command(name: "save", word: nil),
    ]
    palette.index = index
    return palette
  }
}
