package import Payments

/// What the desk remembers for its agent from one session to the next.
///
/// Nothing in it decides anything about money: a draft is text, and every decision is reviewed and confirmed anew.
package struct DeskMemory: Hashable, Sendable {
  /// Earlier searches, oldest first, each once.
  package var searches: [String] = []
  /// Earlier commands, oldest first, each once.
  package var commands: [String] = []
  /// Searches with names, in the order in which they were saved.
  package var saved: [SavedSearch] = []
  /// Which facts the list shows.
  package var columns = ColumnChoice.standard
  /// Drafts of refunds, one for a payment.
  package var drafts: [PaymentKey: RefundDraft] = [:]
  /// Drafts of rulings, one for a verdict on a matter.
  package var rulings: [RulingFormModel.ID: RulingDraft] = [:]
  /// Whether the agent has been told where the keys are listed.
  package var isWelcomed = false

  /// How many earlier searches are kept.
  package static let searchesMax = 100
  /// How many earlier commands are kept.
  package static let commandsMax = 100
  /// How many searches may have names.
  package static let savedMax = 100
  /// How many drafts of refunds, and how many of rulings, are kept; the oldest go first.
  package static let draftsMax = 50

  /// Makes an empty memory.
  package init() {}
}

/// A search with a name.
package struct SavedSearch: Hashable, Sendable {
  /// The name; no two differ in case alone.
  package var name: String
  /// The text of the search line.
  package var text: String

  /// Makes a saved search.
  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// One thing that is remembered from now on, or no longer.
///
/// Small, so that what several desks remember at once is put together and not overwritten.
package enum MemoryChange: Hashable, Sendable {
  /// A search was made.
  case searched(String)
  /// A command was done.
  case commanded(String)
  /// A search got a name, or a name another search.
  case saved(SavedSearch)
  /// A name was given up.
  case forgot(name: String)
  /// The facts that the list shows were chosen.
  case columns(ColumnChoice)
  /// A refund was begun and not decided.
  case drafted(RefundDraft)
  /// A draft is not needed any more.
  case draftDone(PaymentKey)
  /// A ruling was begun and not made.
  case ruling(RulingDraft)
  /// A draft of a ruling is not needed any more.
  case rulingDone(RulingFormModel.ID)
  /// The agent was told where the keys are listed.
  case welcomed
}

extension DeskMemory {
  /// Takes a change over.
  package mutating func apply(_ change: MemoryChange) {
    switch change {
    case .searched(let text): Self.append(text, to: &searches, max: Self.searchesMax)
    case .commanded(let text): Self.append(text, to: &commands, max: Self.commandsMax)
    case .saved(let search):
      if let index = index(ofName: search.name) {
        saved[index] = search
      } else if saved.count < Self.savedMax {
        saved.append(search)
      }
    case .forgot(let name): saved.removeAll { $0.name.lowercased() == name.lowercased() }
    case .columns(let choice): columns = choice
    case .drafted(let draft):
      drafts[draft.key] = draft
      while drafts.count > Self.draftsMax,
        let oldest = drafts.values.min(by: { $0.saved < $1.saved })
      {
        drafts[oldest.key] = nil
      }
    case .draftDone(let key): drafts[key] = nil
    case .ruling(let draft):
      rulings[draft.id] = draft
      while rulings.count > Self.draftsMax,
        let oldest = rulings.values.min(by: { $0.saved < $1.saved })
      {
        rulings[oldest.id] = nil
      }
    case .rulingDone(let id): rulings[id] = nil
    case .welcomed: isWelcomed = true
    }
  }

  private static func append(_ text: String, to history: inout [String], max: Int) {
    history.removeAll { $0 == text }
    history.append(text)
    history.removeFirst(Swift.max(0, history.count - max))
  }

  /// Forgets the drafts that are too old to be of use.
  package mutating func forgetOldDrafts(now: Instant) {
    drafts = drafts.filter { $0.value.isCurrent(at: now) }
    rulings = rulings.filter { $0.value.isCurrent(at: now) }
  }

  /// Where a name stands among the saved searches; `nil` when it does not.
  package func index(ofName name: String) -> Int? {
    saved.firstIndex { $0.name.lowercased() == name.lowercased() }
  }
}
