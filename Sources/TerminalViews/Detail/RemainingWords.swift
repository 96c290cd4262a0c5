import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// In words how the remaining amount is known, how fresh that is, and what cannot be known.
struct RemainingWords {
  let detail: PaymentDetail
  let isLoading: Bool
  let zone: ZoneOffsets
  let now: Instant

  /// The sentence beside the figure.
  func paragraph(_ remaining: Remaining) -> Paragraph {
    var paragraph = Paragraph()
    let basis = remaining.basis(of: detail.account.providerTitle)
    switch remaining {
    case .reported: paragraph.add(basis, .muted)
    case .computed:
      paragraph.add(basis, .muted)
      paragraph.add(", provider says \(providerWord)", .muted)
    case .atMost: paragraph.add(basis, .warning)
    case .unknown(let money):
      paragraph.add("\(Remaining.unknownWord): \(basis), \(Remaining.boundWord) ", .unknown)
      paragraph.addWhole(money.text, .unknown)
    }
    paragraph.add(", \(freshness)", .muted)
    return paragraph
  }

  private var providerWord: SafeText {
    let word = detail.transaction.providerStatus.safe
    return word.isEmpty ? detail.transaction.status.title : word
  }

  /// When it was read, as a clock time, and from where.
  private var freshness: SafeText {
    switch detail.provenance {
    case .live(let time): "read live \(clock(time))"
    case .indexed(let time):
      isLoading
        ? "from the local index of \(clock(time)), reading live …"
        : "from the local index of \(clock(time))"
    case .offline(let time, _): "last read \(clock(time))"
    }
  }

  private func clock(_ time: Instant) -> SafeText { TimeText.recent(time, zone: zone, now: now) }
}
