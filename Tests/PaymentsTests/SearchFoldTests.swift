import Payments
import Testing
import TextSafety

struct `A folded text` {
  @Test(arguments: [
    ("NP-ORDER1001", "np0rder1001"), ("np order il", "np 0rder 11"),
    ("\u{2013}a\u{2212}b\u{2010}", "ab"),
    ("É", "é"), ("", ""), ("---", ""), ("Ｏ", "ｏ"),
  ])
  func `has no case, no dashes and no letters that look like digits`(text: String, folded: String) {
    #expect(SearchFold.fold(text) == folded)
    #expect(SearchFold.fold(folded) == folded, "Folding again changes nothing.")
  }

  @Test(arguments: [
    ("abcabd", "abd", true), ("abc", "abc", true), ("abc", "", true), ("", "", true),
    ("ab", "abc", false),
    ("aab", "ab", true), ("abc", "ac", false), ("caf\u{E9}", "cafe", false),
    ("cafe\u{301}", "cafe", true),
  ])
  func `holds another byte by byte`(text: String, part: String, holds: Bool) {
    #expect(SearchFold.contains(text, part) == holds)
  }
}

struct `A pattern` {
  @Test(arguments: [
    ("abc", ["abc"], true), ("ABC", ["abc"], true), ("abcd", ["abc"], false), ("", [""], true),
    ("", ["", ""], true), ("abc", ["", ""], true), ("abc", ["a", "c"], true),
    ("ac", ["a", "c"], true),
    ("a", ["a", "a"], false), ("aa", ["a", "a"], true), ("abab", ["ab", "ab"], true),
    ("aba", ["ab", "ba"], false),
    ("abcbc", ["a", "bc", ""], true), ("xabc", ["a", ""], false), ("axbyc", ["a", "b", "c"], true),
    ("aybxc", ["a", "x", "y", "c"], false), ("abbc", ["a", "b", "b", "c"], true),
    ("abc", ["a", "b", "b", "c"], false),
  ])
  func `matches as a whole, with anything at its stars`(
    text: String, parts: [String], isMatch: Bool
  ) {
    #expect(TextPattern(parts: parts).matches(text) == isMatch)
  }
}

struct `The nearest` {
  @Test(
    arguments: [
      ("pendng", "pending"), ("pednign", "pending"), ("pai", "paid"), ("auth", "authorized"),
      ("xyzzy", nil), ("", nil),
      ("PAID", "paid"),
    ] as [(String, String?)])
  func `word is the one meant, or none`(typed: String, word: String?) {
    #expect(Nearest.word(to: typed, among: Status.allCases.map(\.queryWord)) == word)
  }

  @Test(
    arguments: [
      ("merchnat", "merchant"), ("secrt", "secret"), ("mer", nil), ("merch", nil), ("", nil),
    ] as [(String, String?)])
  func `word in a file is one of which a third is wrong at most`(typed: String, word: String?) {
    #expect(Nearest.word(to: typed, among: ["secret", "merchant"], within: .third) == word)
  }
}

struct `The words of the query language` {
  @Test(arguments: [
    ("st", ["status:"]), ("-st", ["-status:"]),
    ("status:p", ["status:pending", "status:paid", "status:partly"]),
    ("status:paid,f", ["status:paid,failed"]), ("-STATUS:fa", ["-status:failed"]),
    ("acc", ["account:"]),
    ("account:n", ["account:ng-store", "account:nz-store"]),
    ("provider:ne", ["provider:neropay", "provider:nectar"]),
    ("t", ["today", "tue", "thu"]), ("sort:am", ["sort:amount", "sort:amount-"]),
    ("is:", ["is:unknown", "is:pending", "is:mine"]),
    ("foo:", []), ("ref:x", []), ("currency:gb", ["currency:gbp"]), ("refunded:yes", []),
  ])
  func `are completed from their beginning`(word: String, completions: [String]) {
    let accounts = ["uk-store", "ng-store", "nz-store"].compactMap(AccountName.init)
    let vocabulary = QueryVocabulary(accounts: accounts, providers: ["neropay", "nectar", "aiic"])
    #expect(vocabulary.completions(for: word) == completions)
  }

  @Test
  func `are all understood`() {
    let accounts = ["uk-store", "ng-store", "nz-store"].compactMap(AccountName.init)
    let vocabulary = QueryVocabulary(accounts: accounts, providers: ["neropay", "nectar", "aiic"])
    for word in vocabulary.completions(for: "") {
      for completion in word.hasSuffix(":") ? vocabulary.completions(for: word) : [word] {
        #expect(Query.parsed(completion).isUsable, "\(completion)")
        #expect(
          completion == word || Query.parsed(completion).query != .everything || word == "sort:")
      }
    }
    #expect(vocabulary.completions(for: "currency:").count == 20)
  }
}
