public import TextSafety

/// What one attempt to move money came to; never more certain than the evidence.
public enum WriteOutcome: Hashable, Sendable {
  /// Certain: no connection stood, so no byte reached the provider.
  case notSent(SafeText)
  /// Certain: done.
  case succeeded(WriteReceipt)
  /// Accepted, not final.
  case pending(WriteReceipt)
  /// Certain: refused by the provider in its own documented form.
  case rejected(ProviderRefusal)
  /// Accepted by the provider's interface and answered as failed.
  case failed(ProviderRefusal)
  /// Anything else: it may have happened.
  case unknown(SafeText)
}

/// What the provider said when it accepted or did a refund or cancel.
public struct WriteReceipt: Hashable, Sendable, Codable {
  /// The provider's id of the refund, where it gives one.
  public var refundID: ForeignText?
  /// The amount it says it moved; `nil` for a cancel.
  public var amount: Money?
  /// Its word for the state.
  public var providerStatus: ForeignText
  /// When it says it happened.
  public var time: ProviderTime?
  /// What it says is left, where it does.
  public var remaining: Money?
  /// Every refund it tells of for this payment, this one among them.
  public var history: [ReportedRefund]

  /// Makes a receipt.
  public init(
    refundID: ForeignText?, amount: Money?, providerStatus: ForeignText,
    time: ProviderTime? = nil, remaining: Money? = nil, history: [ReportedRefund] = []
  ) {
    self.refundID = refundID
    self.amount = amount
    self.providerStatus = providerStatus
    self.time = time
    self.remaining = remaining
    self.history = history
  }
}

/// A provider's certain no.
public struct ProviderRefusal: Hashable, Sendable, Codable {
  /// The provider's code, where it gives one.
  public var code: ForeignText?
  /// The provider's words.
  public var message: ForeignText
  /// What the agent or the administrator can do; a whole sentence of ours.
  public var advice: String
  /// The provider's id of the refund, when it named one before failing it.
  public var refundID: ForeignText?
  /// Every refund that the answer tells of for this payment, earlier ones too.
  public var history: [ReportedRefund]

  /// Makes a refusal.
  public init(
    code: ForeignText?, message: ForeignText, advice: String, refundID: ForeignText? = nil,
    history: [ReportedRefund] = []
  ) {
    self.code = code
    self.message = message
    self.advice = advice
    self.refundID = refundID
    self.history = history
  }

  /// The provider's words and ours as one line.
  public var sentence: SafeText {
    var said = message.safe.text
    while said.last == "." || said.last == " " { said.removeLast() }
    let words: SafeText = said.isEmpty ? "no reason given" : SafeText(sanitizing: said)
    return advice.isEmpty ? "\(words)." : "\(words). \(SafeText(sanitizing: advice))"
  }
}
