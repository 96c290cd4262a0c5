/// Text as merchants and payers write it, some of it made to break a terminal.
enum SeedTexts {
  /// Beginnings of a reference that a careless screen would trip over; a number follows each.
  static let awkwardPrefixes = [
    "注文-", "주문 ", "طلب-", "הזמנה-", "Größe/№ ", "ORDER 🎁👩‍👩‍👧 ", "\u{1B}[31mNP-", "\u{202E}DER-",
    "a\u{0301}\u{0327}ccent-", "zero\u{200B}width-", "tab\tcr\rbell\u{7}-", "'; DROP TABLE-",
    "=HYPERLINK(\"x\")-",
  ]

  /// People and accounts that pay.
  static let customers = [
    "ada.obi@example.com", "j.smith@example.com", "cust_8842", "kenji@example.jp",
    "m.tane@example.nz",
    "fatima@example.bh", "o'neill@example.ie", "lucia.garcia@example.es", "team+orders@example.com",
    "C-00017", "nkechi@example.ng", "guest",
  ]

  /// The same, made to break a terminal.
  static let awkwardCustomers = [
    "王小明", "محمد علي", "נועה לוי", "🦊@example.com", "\u{1B}]0;owned\u{7}", "Zoë\u{0308} Müller",
    "name\nwith line break", "\u{2066}isolate\u{2069}",
  ]

  /// What a payment was for.
  static let details = [
    "Payment for services", "Monthly plan", "Booking deposit", "Two tickets", "Repair and parts",
    "Subscription renewal", "Gift card", "Delivery to Ponsonby", "Consulting, October",
  ]

  /// The same, made to break a terminal.
  static let awkwardDetails = [
    "年間プラン（更新）", "דמי מנוי", "اشتراك شهري", "🎂🎉 party", "\u{1B}[2Jcleared", "a/b\\c \"quoted\"",
    "Té/x \"q\"", "\u{202E}gnp.exe", "very long " + String(repeating: "text ", count: 30),
  ]

  /// One row in this many has awkward text.
  static let awkwardEvery: Int64 = 23
}
