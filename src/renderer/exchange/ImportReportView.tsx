import type { ReactNode } from 'react'
import type { ImportFault, ImportReport } from '../../contract/import-report.ts'
import { counted, countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { importSummary } from './import-summary.ts'

/** How many faults are shown; a saved report has all that were told. */
const SHOWN_FAULTS = 200

interface ImportReportViewProps {
  readonly report: ImportReport
  readonly onSave: (report: ImportReport) => void
  readonly actions: ReactNode
}

export function ImportReportView({ report, onSave, actions }: ImportReportViewProps) {
  const { format, faults, faultCount, warningCount } = report
  const untold = faultCount + warningCount - Math.min(faults.length, SHOWN_FAULTS)
  return (
    <>
      <p role="status" className={faultCount > 0 ? 'note note-warning' : 'note'}>
        {faultCount > 0 && <Icon name="warning" />}
        <span>{importSummary(report)}</span>
      </p>
      <p className="quiet">Read as {format}.</p>
      {faults.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        <section className="table-scroller import-faults" tabIndex={0} aria-label="What was wrong">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Line:column</th>
                <th scope="col">Byte</th>
                <th scope="col">What is wrong</th>
                <th scope="col">Code</th>
              </tr>
            </thead>
            <tbody>
              {faults.slice(0, SHOWN_FAULTS).map((fault, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes, and two faults may read the same
                <FaultRow key={i} fault={fault} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {faults.length > 0 && untold > 0 && <p className="quiet">… and {countText(untold)} more.</p>}
      <div className="dialog-actions">
        {faults.length > 0 && (
          <button
            type="button"
            className="button"
            title={`${counted(faults.length, 'line')} of JSON, one for each`}
            onClick={() => onSave(report)}
          >
            Save report
          </button>
        )}
        {actions}
      </div>
    </>
  )
}

function FaultRow({ fault }: { readonly fault: ImportFault }) {
  const { line, column, byteOffset, message, code, severity } = fault
  return (
    <tr>
      <th scope="row" className="mono">
        {line === 0 ? '–' : `${line}:${column}`}
      </th>
      <td className="mono quiet">{line === 0 ? '–' : countText(byteOffset)}</td>
      <td className="import-message">{message}</td>
      <td>
        <span className={`badge import-${severity}`}>
          {severity === 'warning' ? 'warning ' : ''}
          {code}
        </span>
      </td>
    </tr>
  )
}
