import { memo } from 'react'
import type { Position } from '../../../core/event.ts'
import { type ChartLine, type LineData, lineId } from '../../state/chart-slice.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { countText } from '../../ui/count-text.ts'
import { EventLink } from './EventLink.tsx'
import { lineText } from './line-text.ts'

interface ChartTableProps {
  readonly explorer: ExplorerStore
  readonly lines: readonly ChartLine[]
  readonly data: Readonly<Record<string, LineData>>
}

const MAX_ROWS = 500

interface Change {
  readonly position: Position
  readonly line: number
  readonly value: string
}

/** The lines of a chart in numbers: every change, the last one first. It does not depend on the playhead, and is not rendered anew for that. */
export const ChartTable = memo(function ChartTable({ explorer, lines, data }: ChartTableProps) {
  const changes = lines
    .flatMap((line, place) =>
      (data[lineId(line)]?.changes ?? []).map(
        ({ position, value }): Change => ({ position, line: place, value: value ?? '–' }),
      ),
    )
    .sort((a, b) => b.position - a.position || a.line - b.line)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="read-model-scroller" tabIndex={0} aria-label="The lines in numbers">
      <table className="read-model-table">
        <thead>
          <tr>
            <th scope="col">event</th>
            <th scope="col">line</th>
            <th scope="col" className="cell-number">
              value
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, MAX_ROWS).map(({ position, line, value }) => (
            <tr key={`${position} ${line}`}>
              <td>
                <EventLink explorer={explorer} position={position} />
              </td>
              <td className={`series-${line + 1}`}>
                <span className="chart-swatch" /> {lines[line] && lineText(lines[line])}
              </td>
              <td className="cell-number">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > MAX_ROWS && (
        <p className="panel-empty">
          Only the last {countText(MAX_ROWS)} of {countText(changes.length)} changes.
        </p>
      )}
    </section>
  )
})
