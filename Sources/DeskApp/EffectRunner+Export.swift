import Payments
import SupportDesk
import TextSafety
import ViewModels

// Rows of the list into a file, from the local index.

extension EffectRunner {
  func export(_ serial: Int, _ task: ExportTask) {
    // Awaited before the program ends, or half a file would be left.
    track(isGivenUp: false) { runner in
      let result = Result { () throws(ExportFailure) in try runner.export(task) }
      runner.post(.exported(serial: serial, result, at: runner.now()))
    }
  }

  private func export(_ task: ExportTask) throws(ExportFailure) -> ExportReport {
    let (rows, total) = try rows(task.rows)
    let path = try exporter(rows, task.path)
    return ExportReport(path: path, written: rows.count, total: total)
  }

  private func rows(
    _ asked: ExportTask.Rows
  ) throws(ExportFailure) -> (rows: [PaymentRow], total: Int) {
    do throws(DeskError) {
      switch asked {
      case .search(let query):
        let answer = try desk.findLocal(query, limit: ExportTask.rowsMax)
        return (answer.rows, max(answer.total, answer.rows.count))
      case .payments(let keys):
        var rows: [PaymentRow] = []
        for key in keys.prefix(ExportTask.rowsMax) {
          if let detail = try desk.openLocal(key) { rows.append(detail.row) }
        }
        return (rows, keys.count)
      }
    } catch {
      throw .failed(error.sentence)
    }
  }
}
