/// The endpoints under `/_sandbox` that no provider has: the truth, and the faults.
///
/// - `GET /_sandbox/effects`: what really moved.
/// - `GET /_sandbox/faults`, `POST /_sandbox/faults` with `{"clear":true,"add":["…"]}`.
/// - `GET /_sandbox/payments/PROVIDER/ID`: one payment as the provider has it; `POST` with
///   `{"status":"…"}` or `{"refundMinor":500}` changes it as if it had happened elsewhere.
struct ControlAPI: Sendable {
  let providers: SimulatedProviders
  let ledger: SandboxLedger
  let faults: FaultBoard
  let clock: @Sendable () -> Int64

  func answer(_ request: WireRequest) -> WireReply {
    guard request.path.first == "_sandbox" else { return .foreign(404) }
    switch (request.method, request.path.count) {
    case ("GET", 2) where request.path[1] == "effects":
      return WireReply(200, ["effects": .array(effects.map(\.json))])
    case ("GET", 2) where request.path[1] == "faults": return WireReply(200, listing)
    case ("POST", 2) where request.path[1] == "faults": return changeFaults(request.body)
    case ("GET", 4) where request.path[1] == "payments":
      return withPayment(request) { truth($0, $1) }
    case ("POST", 4) where request.path[1] == "payments":
      return withPayment(request) { change($0, $1, request.body) }
    default: return problem(404, "no such endpoint")
    }
  }

  /// What really moved, in the order it did.
  var effects: [SandboxEffect] {
    ledger.inspect(now: now) { $0.effects }
  }

  /// One payment as the provider has it.
  func payment(_ provider: SandboxProvider, id: String) -> SandboxPayment? {
    ledger.inspect(now: now) { books in
      books.shelf(provider).payment(id: id) ?? books.shelf(provider).payment(reference: id)
    }
  }

  /// Refunds at the provider itself, past the desk that is being tested.
  func refundElsewhere(
    _ provider: SandboxProvider, id: String, amountMinor: Int64,
    details: String = "Refunded in the dashboard"
  ) throws(WriteRefusal) {
    let now = self.now
    let rowID = providers[provider].dashboardRowID
    let result: Result<Void, WriteRefusal> = ledger.inspect(now: now) { books in
      let number = books.nextNumber()
      do throws(WriteRefusal) {
        _ = try books.refund(
          RefundOrder(
            provider: provider, paymentID: id, amountMinor: amountMinor, key: "dashboard",
            refundID: "dash_\(number)", rowID: rowID(number),
            details: details, polls: 0, time: now))
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// Lists a refund that failed and moved nothing.
  func listFailedRefund(
    _ provider: SandboxProvider, id: String, amountMinor: Int64, details: String
  ) {
    let now = self.now
    ledger.inspect(now: now) { books in
      books.listFailedRefund(
        of: id, provider, amountMinor: amountMinor, details: details, at: now)
    }
  }

  /// Changes a payment's status; false when there is no such payment.
  func setStatus(_ status: String, of provider: SandboxProvider, id: String) -> Bool {
    ledger.inspect(now: now) { $0.setStatus(status, of: id, provider) } != nil
  }

  // MARK: Endpoints

  private var now: WireTime { WireTime(milliseconds: clock()) }

  private var listing: WireJSON {
    [
      "faults": .array(
        faults.listing.map { fault in
          [
            "fault": .string(fault.spec.description), "struck": .integer(fault.struck),
            "spent": .bool(fault.isSpent),
          ]
        })
    ]
  }

  private func changeFaults(_ body: [UInt8]) -> WireReply {
    do throws(ControlProblem) {
      let root = try object(body)
      var specs: [FaultSpec] = []
      for element in root["add"]?.elements ?? [] { specs.append(try fault(element)) }
      if root["clear"] == .bool(true) { faults.clear() }
      faults.add(specs)
      return WireReply(200, listing)
    } catch {
      return problem(error.status, error.sentence)
    }
  }

  private func withPayment(
    _ request: WireRequest, _ body: (SandboxProvider, String) -> WireReply
  ) -> WireReply {
    guard let provider = providers.name(request.path[2]) else {
      return problem(404, "no such provider")
    }
    return body(provider, request.path[3])
  }

  private func truth(_ provider: SandboxProvider, _ id: String) -> WireReply {
    payment(provider, id: id).map { WireReply(200, $0.truth) } ?? problem(404, "no such payment")
  }

  private func change(_ provider: SandboxProvider, _ id: String, _ body: [UInt8]) -> WireReply {
    do throws(ControlProblem) {
      let root = try object(body)
      if let status = root["status"]?.text {
        _ = setStatus(status, of: provider, id: id)
      }
      if let token = root["refundMinor"]?.numberToken, let minor = Int64(token) {
        try refundOrExplain(provider, id, minor)
      }
      return truth(provider, id)
    } catch {
      return problem(error.status, error.sentence)
    }
  }

  private func refundOrExplain(
    _ provider: SandboxProvider, _ id: String, _ minor: Int64
  ) throws(ControlProblem) {
    do throws(WriteRefusal) {
      try refundElsewhere(provider, id: id, amountMinor: minor)
    } catch {
      throw ControlProblem(status: 422, sentence: "refused: \(error)")
    }
  }

  private func object(_ body: [UInt8]) throws(ControlProblem) -> WireJSON {
    do throws(WireJSONFault) {
      let root = try WireJSONReader.read(body).root
      if root.members != nil { return root }
    } catch {
      throw ControlProblem(status: 400, sentence: "not JSON: \(error.sentence)")
    }
    throw ControlProblem(status: 400, sentence: "expected a JSON object")
  }

  private func fault(_ element: WireJSON) throws(ControlProblem) -> FaultSpec {
    do throws(FaultSpecError) {
      return try FaultSpec(element.text ?? "", for: providers)
    } catch {
      throw ControlProblem(status: 400, sentence: error.description)
    }
  }

  private func problem(_ status: Int, _ sentence: String) -> WireReply {
    WireReply(status, ["problem": .string(sentence)])
  }
}

/// Why a control endpoint did not do it.
private struct ControlProblem: Error {
  let status: Int
  let sentence: String
}

extension SandboxEffect {
  fileprivate var json: WireJSON {
    [
      "sequence": .integer(sequence), "provider": .string(provider.rawValue),
      "paymentID": .string(paymentID), "kind": .string(kind.rawValue),
      "amountMinor": .integer(amountMinor), "currency": .string(currency), "key": .string(key),
      "refundID": refundID.map { .string($0) } ?? .null,
      "timeMilliseconds": .integer(timeMilliseconds), "state": .string(state.rawValue),
    ]
  }
}

extension SandboxPayment {
  fileprivate var truth: WireJSON {
    [
      "provider": .string(provider.rawValue), "id": .string(id), "reference": .string(reference),
      "status": .string(status), "currency": .string(currency.rawValue),
      "amountMinor": .integer(amountMinor), "refundedMinor": .integer(refundedMinor),
      "remainingMinor": .integer(remainingMinor), "createdAt": .string(created.utcText),
      "refunds": .array(
        refunds.map { refund in
          [
            "id": .string(refund.id), "amountMinor": .integer(refund.amountMinor),
            "state": .string(refund.state.rawValue),
          ]
        }),
    ]
  }
}
