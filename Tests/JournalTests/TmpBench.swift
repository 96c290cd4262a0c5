import Foundation
import GRDB
import Journal
import Payments
import Testing
import TextSafety

struct TmpBench {
  @Test func `bench`() throws {
    let path = "/tmp/jbench/index.sqlite"
    let clock = ContinuousClock()
    if !FileManager.default.fileExists(atPath: path) {
      try FileManager.default.createDirectory(atPath: "/tmp/jbench", withIntermediateDirectories: true)
      let index = try TransactionIndex(path: path)
      let c = Catalogue(count: 1000, seed: 1)
      try c.fill(index)
      let raw = try DatabaseQueue(path: path)
      let t = try clock.measure { try raw.write { db in
        try db.execute(sql: """
        PRAGMA recursive_triggers=ON;
        INSERT INTO entry (provider, account_origin, merchant, payment, account, status, currency, money_currency, minor, exponent, amount_major, amount_fraction, created, refunded, is_unknown, is_pending, actors, reference_lower, reference_fold, id_lower, id_fold, text_lower, text_fold, as_of)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 1000000)
        SELECT 'neropay', 'https://eu.neropay.app', 'm', 6600000+i, CASE i%3 WHEN 0 THEN 'uk-store' WHEN 1 THEN 'ng-store' ELSE 'nz-store' END,
          CASE WHEN i%100 < 60 THEN 2 ELSE i%10 END, 'GBP','GBP', (i*7919)%1000000, 2, ((i*7919)%1000000)/100, ((i*7919)%100)*100, 1700000000000 + i*60000, i%50=0, i%100000=0, 0, '',
          'np-order'||(1000+i), 'np0rder'||(1000+i), 6600000+i, 6600000+i,
          'np-order'||(1000+i)||char(10)||(6600000+i)||char(10)||'customer'||((i*31)%500000)||'@example.com'||char(10)||'blue shirt size '||(i%40),
          'np0rder'||(1000+i)||char(10)||(6600000+i)||char(10)||'cust0mer'||((i*31)%500000)||'@examp1e.c0m'||char(10)||'b1ue sh1rt s1ze '||(i%40), 1
        FROM n;
        INSERT INTO document SELECT id, (SELECT json FROM document LIMIT 1) FROM entry WHERE id NOT IN (SELECT id FROM document);
        """)
      } }
      print("BENCH fill", t)
    }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    print("BENCH size MB", size / 1_000_000)
    let t0 = clock.now
    let index = try TransactionIndex(path: path)
    print("BENCH open", clock.now - t0)
    func time(_ name: String, _ q: Query) throws {
      for round in 0..<3 {
        var page: IndexPage?
        let t = try clock.measure { page = try index.search(q, limit: 50) }
        print("BENCH", name, round, t, page?.total ?? -1, page?.totalIsLowerBound ?? false, page?.rows.count ?? -1)
      }
    }
    try time("everything", .everything)
    let typed = "NP-ORDER998877"
    for n in 1...typed.count { try time("typed " + typed.prefix(n), Query(terms: [.text(String(typed.prefix(n)))])) }
    for n in 1...7 { try time("id " + "7123456".prefix(n), Query(terms: [.text(String("7123456".prefix(n)))])) }
    try time("customer", Query(terms: [.text("customer4711@")]))
    try time("zz", Query(terms: [.text("zz")]))
    try time("zzz", Query(terms: [.text("zzzq")]))
    try time("shirt", Query(terms: [.text("shirt")]))
    try time("shirt+17", Query(terms: [.text("shirt"), .text("size 17")]))
    try time("two", Query(terms: [.text("order99"), .text("customer12")]))
    try time("status failed", Query(terms: [.status([.failed])]))
    try time("status failed+paid", Query(terms: [.status([.failed, .paid])]))
    try time("amount =", Query(terms: [.amount(AmountRange(around: DecimalNumber(unscaled: 123456, scale: 2)), currencies: [])]))
    try time("amount>=9999", Query(terms: [.amount(AmountRange(lower: .init(DecimalNumber(unscaled: 9999, scale: 0), isIncluded: true)), currencies: [])]))
    try time("amount>=10", Query(terms: [.amount(AmountRange(lower: .init(DecimalNumber(unscaled: 10, scale: 0), isIncluded: true)), currencies: [])]))
    try time("amount narrow", Query(terms: [.amount(AmountRange(from: DecimalNumber(unscaled: 123456, scale: 2), to: DecimalNumber(unscaled: 123457, scale: 2)), currencies: ["GBP"])]))
    try time("currency usd", Query(terms: [.currency(["USD"])]))
    try time("currency gbp", Query(terms: [.currency(["GBP"])]))
    try time("account", Query(terms: [.account([Catalogue.accounts[1]])]))
    try time("unknown", Query(terms: [.marked([.outcomeUnknown])]))
    try time("pending", Query(terms: [.marked([.pending])]))
    try time("refunded", Query(terms: [.refunded([.partly])]))
    try time("refunded no", Query(terms: [.refunded([.no])]))
    try time("created", Query(terms: [.created(InstantRange(from: Instant(milliseconds: 1700100000000), upTo: Instant(milliseconds: 1700200000000)))]))
    try time("text+created old", Query(terms: [.text("order"), .created(InstantRange(from: nil, upTo: Instant(milliseconds: 1700002000000)))]))
    try time("text+unknown", Query(terms: [.text("order"), .marked([.outcomeUnknown])]))
    try time("ref:np-order99*", Query(terms: [.reference([TextPattern(parts: ["np-order99", ""])])]))
    try time("ref exact", Query(terms: [.reference([TextPattern(exactly: "NP-ORDER123456")])]))
    try time("id exact", Query(terms: [.id([TextPattern(exactly: "7123456")])]))
    try time("not status", Query(terms: [.not(.status([.paid]))]))
    try time("sort amount", Query(sort: QuerySort(.amount, isDescending: true)))
    try time("sort ref", Query(sort: QuerySort(.ref, isDescending: false)))
    try time("shirt sort amount", Query(terms: [.text("shirt")], sort: QuerySort(.amount, isDescending: true)))
    let t = try clock.measure { print("BENCH", try index.nearest(to: "NP-ORDER1091x", limit: 3).count) }
    print("BENCH nearest", t)
    let t2 = try clock.measure { print("BENCH", try index.lookup(account: Catalogue.accounts[0], text: "np-order123456").count) }
    print("BENCH lookup", t2)
    let t3 = try clock.measure { print("BENCH", try index.count(Catalogue.accounts[0])) }
    print("BENCH count", t3)
    let c2 = Catalogue(count: 100, seed: 9)
    let t4 = try clock.measure { try index.upsert(c2.items.map(\.transaction), account: Catalogue.accounts[0], asOf: Sample.start) }
    print("BENCH upsert100", t4)
    print("BENCH rss", (try String(contentsOfFile: "/proc/self/status", encoding: .utf8)).split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? "")
  }
}
