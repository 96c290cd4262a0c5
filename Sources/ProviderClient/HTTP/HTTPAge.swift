import Payments

/// How old an answer is that did not come from the provider but from a cache on the way (RFC 9111 §4.2.3, §5.1).
package enum HTTPAge {
  /// The oldest answer that a read takes: as old as a read may be before a write goes (I24).
  package static let readSecondsMax = 20
  /// What stands for every greater age, and for one that cannot be read (RFC 9111 §1.2.2).
  package static let secondsMax = 2_147_483_648

  /// The age of an answer in whole seconds; `nil` for one that came from no cache.
  ///
  /// A cache says so by an `Age` above 0. How old its answer is, the `Date` of the provider tells too: the greater
  /// counts. Without an `Age`, an old `Date` cannot be told from a wrong clock, and counts as that.
  package static func seconds(of reply: HTTPReply) -> Int? {
    guard let text = reply.headers["age"] else { return nil }
    let told = text.split(separator: ",", omittingEmptySubsequences: false).map(seconds).max() ?? 0
    guard told > 0 else { return nil }
    guard let date = reply.headers["date"].flatMap(HTTPDate.read) else { return told }
    // The header counts whole seconds.
    let apparent = (reply.ended.milliseconds(since: date) - 999) / 1000
    return max(told, Int(min(apparent, Int64(secondsMax))))
  }

  private static func seconds(_ text: Substring) -> Int {
    let digits = text.utf8.filter { $0 != 0x20 && $0 != 0x09 }
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(String(decoding: digits, as: UTF8.self))
    else { return secondsMax }
    return min(number, secondsMax)
  }

  /// The same in words.
  package static func words(_ seconds: Int) -> String {
    seconds < secondsMax ? "\(seconds) s old" : "of unknown age"
  }
}
