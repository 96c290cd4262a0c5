import SeededRandom

/// What a world is like: drawn once from its seed, so that some are calm and some are not.
struct Scene {
  /// Minutes, hours and days in milliseconds.
  static let minute: Int64 = 60_000
  static let hour: Int64 = 60 * minute
  static let day: Int64 = 24 * hour

  /// How long people work while everything can go wrong.
  var storm: Int64
  /// When the last fault happens; later everything works.
  var healed: Int64
  /// When the world ends.
  var end: Int64 = 31 * day
  /// How many visits people make.
  var visits: Int
  /// How many processes run at once at most.
  var hosts: Int

  /// What goes wrong with writes more often than anything else.
  var favourite: WriteMishap?
  /// Whose payments alone people visit; `nil` for everybody's.
  var focus: ProviderClass?

  // How often, in a thousand.
  var writeMishaps: Int
  var readMishaps: Int
  var crashAtCall: Int
  var crashAtChange: Int
  var pauseAtCall: Int
  var jumpAtCall: Int
  /// How often a refund that was final fails after all.
  var lateFailures: Int
  /// How often a person rules without looking.
  var falseRulings: Int

  // How many times.
  var refundsElsewhere: Int
  /// Whether what is refunded elsewhere is what was decided here last.
  var repeatsByHand = false
  var clockJumps: Int
  var powerLosses: Int
  var fullDisks: Int
  var outages: Int
  var rulingRounds: Int
  /// How often the key, the label or both of an account change in the configuration.
  var accountChanges: Int
  /// How often an earlier copy of the journal is put back.
  var restores: Int
  /// How often the journal is removed and begun anew.
  var losses: Int
  /// How often, in a thousand, a copy is made of it in the middle of a decision, and put back later.
  var copyAtDecision: Int
  /// How often somebody edits rows of the journal.
  var rowEdits: Int

  /// Whether a credential counts no more once there is another.
  var endsOldCredentials: Bool
  /// Whether payments have names of others.
  var namesCollide: Bool
  /// How long after its first attempt a request may go out again, as configured.
  var replayWindow: Int64
  /// The longest time after which a request is still carried out.
  var longestDelay: Int64
  /// Whether the tag of a decision goes out in free text.
  var sendsTags: Bool
  var habits = Habits()

  init(_ dice: inout SeededRandom) {
    storm = dice.between(20 * Self.minute, 8 * Self.hour)
    healed = storm + dice.span(Self.hour, 5 * Self.day)
    visits = 3 + dice.below(6)
    hosts = 1 + dice.below(3)
    writeMishaps = dice.pick([0, 200, 400, 700])
    readMishaps = dice.pick([0, 0, 30, 150])
    crashAtCall = dice.pick([0, 0, 10, 40])
    crashAtChange = dice.pick([0, 0, 5, 25])
    pauseAtCall = dice.pick([0, 0, 0, 15, 60])
    jumpAtCall = dice.pick([0, 0, 0, 0, 25])
    lateFailures = dice.pick([0, 0, 0, 150])
    falseRulings = dice.pick([0, 0, 0, 200])
    refundsElsewhere = dice.pick([0, 0, 1, 3])
    clockJumps = dice.pick([0, 0, 1, 3])
    powerLosses = dice.pick([0, 0, 1, 2])
    outages = dice.pick([0, 0, 1, 2])
    fullDisks = dice.pick([0, 0, 0, 1, 2])
    rulingRounds = 3 + dice.below(6)
    accountChanges = dice.pick([0, 0, 1, 3])
    restores = dice.pick([0, 0, 0, 0, 1, 2])
    losses = dice.pick([0, 0, 0, 0, 0, 1])
    copyAtDecision = dice.pick([0, 0, 0, 0, 150])
    // In worlds of their own: a copy would have some edits and lack others.
    rowEdits = restores + losses + copyAtDecision == 0 ? dice.pick([0, 0, 2, 5]) : 0
    endsOldCredentials = dice.chance(400)
    namesCollide = dice.chance(300)
    sendsTags = dice.chance(750)
    habits.nakedShowsPartial = dice.chance(500)
    habits.nakedTellsTotal = dice.chance(500)
    habits.rowsHaveRefundIDs = dice.chance(700)
    habits.signedIsInstant = dice.chance(150)
    habits.referencesComeFirst = namesCollide && dice.chance(150)
    habits.ignoresCase = dice.chance(400)
    // What is promised: a key that lives as long as replays may leave, and as the last of them may be on its way, is
    // long enough. So it lives no longer than that, be it minutes or an hour.
    replayWindow = dice.pick([1, 3, 8, 15, 15, 15]) * Self.minute
    longestDelay = dice.pick([1, 5, 25, 25]) * Self.minute
    habits.keyLife = replayWindow + longestDelay + dice.between(1, 3) * Self.minute
    habits.keyedListsEntries = dice.chance(500)
  }

  /// Takes away what would only hide the harm that a mutation does by itself.
  mutating func calm() {
    readMishaps = 0
    crashAtCall = 0
    crashAtChange = 0
    pauseAtCall = 0
    jumpAtCall = 0
    refundsElsewhere = 0
    clockJumps = 0
    powerLosses = 0
    fullDisks = 0
    outages = 0
    accountChanges = 0
    restores = 0
    losses = 0
    copyAtDecision = 0
    rowEdits = 0
    namesCollide = false
  }
}
