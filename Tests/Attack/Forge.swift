/// Makes hostile answers from genuine ones.
struct Forge {
  let genuine: Genuine

  private var yes: String { genuine.yes.rendered }
  private var no: String { genuine.no.rendered }

  /// All of them, always in the same order.
  var answers: [HostileAnswer] {
    statuses + framings + heads + texts + members + twins + envelopes
  }

  // MARK: - Statuses

  private static let foreignStatuses =
    [
      203, 206, 226, 299, 300, 301, 302, 303, 307, 308, 399, 402, 405, 406, 407, 408, 409, 410, 411,
      412, 413, 414, 415, 416, 417, 418, 421, 423, 424, 425, 426, 428, 429, 431, 451, 499, 500, 501,
      502, 503, 504, 505, 507, 508, 511, 520, 521, 522, 523, 524, 525, 530, 598, 599, 600, 999,
    ]

  /// The right words under a status that says otherwise, and statuses with other servers' words.
  private var statuses: [HostileAnswer] {
    let wrong = Self.foreignStatuses.map { status in
      HostileAnswer(
        "\(status), the body of a success", (200..<300).contains(status) ? .yes : .nothing,
        status: status, headers: ["Location: /elsewhere"], body: yes)
    }
    let documented = [400, 401, 403, 404, 422].flatMap { status in
      [
        HostileAnswer("\(status), the body of a success", status: status, body: yes),
        HostileAnswer("\(status), nothing", status: status, body: ""),
        HostileAnswer("\(status), a page", status: status, body: "<html>\(status)</html>"),
        HostileAnswer(
          "\(status), a gateway's words", status: status, body: #"{"fault":"gateway"}"#),
        HostileAnswer("\(status), a list", status: status, body: "[\(no)]"),
        HostileAnswer(
          "\(status), the refusal cut", .nothing,
          bytes: cut(no, status: status, at: no.utf8.count * 2 / 3)),
      ]
    }
    let empty = [200, 201, 202, 204, 205, 302, 500, 503].map { status in
      HostileAnswer("\(status), nothing", status: status, body: "")
    }
    let unsure = [500, 502, 503, 504, 408, 429, 409, 300, 307]
      .filter { !genuine.otherNoStatuses.contains($0) }
      .map { status in HostileAnswer("\(status), the refusal", status: status, body: no) }
    return wrong + documented + empty + unsure
  }

  // MARK: - Framing

  private func cut(_ body: String, status: Int, at count: Int) -> [UInt8] {
    let head = HostileAnswer.head(status, ["Content-Length: \(body.utf8.count)"])
    return Array(head.utf8) + Array(body.utf8.prefix(count))
  }

  private var framings: [HostileAnswer] {
    let size = yes.utf8.count
    let cuts = stride(from: 0, to: size, by: max(1, size / 12)).flatMap { count in
      [HostileAnswer.Ending.close, .reset].map { ending in
        HostileAnswer(
          "cut after \(count) bytes, \(ending)", .nothing,
          bytes: cut(yes, status: genuine.yesStatus, at: count), ending: ending)
      }
    }
    let lengths = [
      "Content-Length: \(size + 1)", "Content-Length: \(size - 1)", "Content-Length: 0",
      "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: abc",
      "Content-Length: \(size)\r\nContent-Length: \(size + 7)", "Content-Length: +\(size)",
      "Content-Length: 9223372036854775807", "Transfer-Encoding: chunked",
      "Transfer-Encoding: chunked\r\nContent-Length: \(size)", "Transfer-Encoding: identity, gzip",
      "Transfer-Encoding: chunked, chunked",
      "Content-Encoding: gzip\r\nContent-Length: \(size + 3)",
    ].map { header in
      HostileAnswer(
        "\(header.replacing("\r\n", with: " and "))", header.contains(": 0") ? .nothing : .yes,
        bytes: Array((HostileAnswer.head(genuine.yesStatus, [header]) + yes).utf8))
    }
    let chunks = [
      ("cut in a chunk", "\(String(size, radix: 16))\r\n\(yes.prefix(size / 2))"),
      ("a chunk without an end", "\(String(size, radix: 16))\r\n\(yes)\r\n"),
      ("a chunk of a negative size", "-5\r\n\(yes)\r\n0\r\n\r\n"),
      ("a chunk of a giant size", "ffffffffffffffffff\r\n\(yes)\r\n0\r\n\r\n"),
      ("a chunk size of no digits", "zz\r\n\(yes)\r\n0\r\n\r\n"),
      ("no chunks", "0\r\n\r\n"),
    ].map { name, body in
      HostileAnswer(
        name, .nothing,
        bytes: Array(
          (HostileAnswer.head(genuine.yesStatus, ["Transfer-Encoding: chunked"]) + body).utf8))
    }
    return cuts + lengths + chunks + silences
  }

  private var silences: [HostileAnswer] {
    [
      HostileAnswer("hangs up", .nothing, bytes: []),
      HostileAnswer("resets", .nothing, bytes: [], ending: .reset),
      HostileAnswer("says nothing", .nothing, bytes: [], ending: .stay),
      HostileAnswer(
        "stops in the head", .nothing, bytes: Array("HTTP/1.1 200 O".utf8), ending: .stay),
      HostileAnswer(
        "stops in the body", .nothing,
        bytes: cut(yes, status: genuine.yesStatus, at: yes.utf8.count / 2), ending: .stay),
    ]
  }

  // MARK: - Heads

  private var heads: [HostileAnswer] {
    let lines = [
      "HTTP/1.1 200", "HTTP/9.9 200 OK", "HTTP/1.1 OK 200", "ICY 200 OK", "200", "",
      "HTTP/1.1 2000 OK", "HTTP/1.1 -200 OK", "HTTP/1.1 \u{0} OK", "http/1.1 200 ok",
      "HTTP/1.1  200  OK", "PRI * HTTP/2.0", "SSH-2.0-OpenSSH_9.2", "+OK", "<html>",
    ].map { line in
      HostileAnswer(
        "begins with \"\(line)\"", .yes,
        bytes: Array("\(line)\r\nContent-Length: \(yes.utf8.count)\r\n\r\n\(yes)".utf8))
    }
    let raw: [(String, [UInt8])] = [
      ("a TLS alert", [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]),
      ("zeros", [UInt8](repeating: 0, count: 4096)),
      ("ones", [UInt8](repeating: 0xFF, count: 4096)),
      ("an HTTP/2 frame", [0, 0, 0, 4, 0, 0, 0, 0, 0]),
      (
        "a head of 300 kB",
        Array(("HTTP/1.1 200 OK\r\nX: " + String(repeating: "a", count: 300_000)).utf8)
      ),
      (
        "a head without an end",
        Array(("HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 20_000)).utf8)
      ),
      ("bytes before the head", Array("x\r\n\(HostileAnswer.head(200, []))\(yes)".utf8)),
      (
        "a thousand interim answers",
        Array(String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 1000).utf8)
      ),
      (
        "switching protocols",
        Array("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n".utf8)
      ),
    ]
    let headers = [
      "Retry-After: 9223372036854775807", "Retry-After: -1", "Retry-After: 1e99",
      "Retry-After: never", "Retry-After: 99999999999999999999999",
      "Retry-After: Fri, 31 Dec 999999 23:59:59 GMT", "Date: Fri, 31 Dec 9999 23:59:59 GMT",
      "Date: Thu, 01 Jan 1970 00:00:00 GMT", "Date: nonsense",
      "Date: Sun, 99 Foo 99999 99:99:99 GMT",
      "Content-Type: text/html", "X-Empty:", "X:\u{7F}\u{1}", "no colon here", " folded: yes",
      "Set-Cookie: a=b", "Connection: keep-alive", "Content-Disposition: attachment",
    ].flatMap { header in
      [
        HostileAnswer(
          "\(genuine.yesStatus), \(header)", .yes, status: genuine.yesStatus, headers: [header],
          body: yes),
        HostileAnswer("503, \(header)", status: 503, headers: [header], body: "{}"),
      ]
    }
    // Empty lines before the head are to be passed over (RFC 9112 §2.2).
    let late = Array("\r\n\r\n\(HostileAnswer.head(200, []))\(yes)".utf8)
    return lines + raw.map { HostileAnswer($0.0, .nothing, bytes: $0.1) }
      + [HostileAnswer("empty lines before the head", .yes, bytes: late)] + headers
  }

  // MARK: - Texts

  private var texts: [HostileAnswer] {
    let deep = String(repeating: "[", count: 100_000)
    let bodies: [(name: String, body: String)] = [
      ("a byte order mark", "\u{FEFF}\(yes)"), ("a tail", "\(yes)x"), ("two answers", yes + yes),
      ("yes and no", yes + no), ("no and yes", no + yes), ("a list", "[\(yes)]"),
      ("a callback", "callback(\(yes))"), ("a guard", ")]}',\n\(yes)"), ("a text", "\"\(yes)\""),
      ("a remark", "\(yes.dropLast())/* ok */}"), ("a comma too many", "\(yes.dropLast()),}"),
      ("single quotes", yes.replacing("\"", with: "'")), ("not a number", "NaN"), ("null", "null"),
      ("true", "true"), ("a number", "1"), ("an empty object", "{}"), ("an empty list", "[]"),
      ("brackets", deep), ("deep objects", String(repeating: "{\"a\":", count: 50_000)),
      ("capital names", yes.uppercased()), ("a page", "<!doctype html><p>done</p>"),
      ("a zero byte", yes.replacing(":", with: ":\u{0}")),
      ("form", "success=true&status=succeeded"),
      ("XML", "<success>true</success>"),
      ("a long text", "{\"a\":\"\(String(repeating: "x", count: 2_000_000))\"}"),
    ]
    return bodies.map { HostileAnswer($0.name, status: genuine.yesStatus, body: $0.body) }
      + [
        HostileAnswer(
          "nine megabytes", .nothing,
          bytes: Array(HostileAnswer.head(genuine.yesStatus, ["Connection: close"]).utf8)
            + [UInt8](repeating: 0x20, count: 9 << 20) + Array(yes.utf8)),
        HostileAnswer(
          "not UTF-8", .nothing,
          bytes: Array(HostileAnswer.head(genuine.yesStatus, ["Connection: close"]).utf8)
            + Array(yes.utf8.dropLast(2)) + [0xC3, 0x28, 0x22, 0x7D]),
        HostileAnswer(
          "UTF-16", .nothing,
          bytes: Array(HostileAnswer.head(genuine.yesStatus, ["Connection: close"]).utf8)
            + yes.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
      ]
  }
}
