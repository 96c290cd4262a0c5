import ArgumentParser
import TextSafety
import ViewModels

/// `tilldesk keys`: the keys of the desk, from the table that the desk itself uses.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List the keys of the desk, with what the configuration changed."
  )

  @OptionGroup var options: ConfigurationOptions

  func run() throws {
    let listings = try LiveKeymap.load(options).listings
    let widths = [
      listings.map(\.keys.width).max() ?? 0, listings.map { ($0.id ?? "").width }.max() ?? 0,
      listings.map(\.title.width).max() ?? 0,
    ]
    for listing in listings {
      let name = (listing.id ?? "").padded(to: widths[1])
      Console.data(
        "\(listing.keys.padded(to: widths[0]))  \(name)  \(listing.title.padded(to: widths[2]))  \(listing.places)"
      )
    }
  }
}
