import Glibc

// What the kernel counts of the program.
extension MeasuredProgram {
  /// The resident memory, in MiB.
  package var residentMebibytes: Double {
    guard let pages = words("/proc/\(process)/statm").dropFirst().first.flatMap({ Double($0) })
    else { return 0 }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
  }

  /// The processor time used so far, in milliseconds.
  package var processorMilliseconds: Double {
    let words = words("/proc/\(process)/stat")
    guard words.count > 14, let user = Double(words[13]), let system = Double(words[14]) else {
      return 0
    }
    return (user + system) * 1000 / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// How often each thread went to sleep, and so was woken up again, by the thread's number.
  package var waits: [String: Int] {
    var waits: [String: Int] = [:]
    for thread in names(in: "/proc/\(process)/task") {
      let text = text("/proc/\(process)/task/\(thread)/status")
      for line in text.split(separator: "\n") where line.hasPrefix("voluntary_ctxt_switches") {
        waits[thread] = line.split(separator: "\t").last.flatMap { Int($0) }
      }
    }
    return waits
  }

  private func words(_ path: String) -> [String] {
    text(path).split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
  }

  private func text(_ path: String) -> String {
    guard let file = unsafe fopen(path, "r") else { return "" }
    defer { unsafe _ = fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe fread(bytes.baseAddress, 1, bytes.count, file)
    }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  private func names(in path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe _ = closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      // The field is declared longer than what an entry has of it: read in place, up to its end.
      guard let field = unsafe UnsafePointer(entry).pointer(to: \.d_name) else { continue }
      let name = unsafe String(cString: UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self))
      if name.first != "." { names.append(name) }
    }
    return names
  }
}
