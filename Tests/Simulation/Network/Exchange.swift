import Payments
import ProviderClient

/// One request on its way.
struct Exchange: Sendable {
  let number: Int
  let process: Int
  let provider: ProviderClass
  let request: HTTPRequest
  /// The wait of the task that sent it.
  let wait: Int
  /// When it left, by the true time.
  let departed: Int64
  /// When it left, by the host's wall clock.
  let started: Instant
  /// Which of the provider's credentials it has.
  let credential: Int
  /// The decision whose write this is; `nil` for a read.
  var intent: IntentID?

  /// The path as its parts, without a query.
  var path: [String] {
    let afterScheme = request.url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(
      3)
    return afterScheme.map(String.init)
  }

  /// Host and path, for the story.
  var words: String { "\(request.method) /\(path.joined(separator: "/"))" }
}

extension ProviderClass {
  /// Where its interface is.
  var baseURL: String {
    switch self {
    case .keyed: "https://keyed.example/v2"
    case .naked: "https://naked.example"
    case .signed: "https://signed.example/v1"
    }
  }

  /// The provider whose interface a request is for.
  init(url: String) {
    self =
      url.hasPrefix("https://keyed.") ? .keyed : url.hasPrefix("https://naked.") ? .naked : .signed
  }
}
