import type { MappingPreview } from '../../core/store-mapping.ts'
import { countText } from '../ui/count-text.ts'
import { utcText } from '../ui/utc-text.ts'

interface MappingPreviewTableProps {
  /** Absent until it came. */
  readonly preview: MappingPreview | undefined
  /** Parts that are still to be chosen. */
  readonly missing: readonly string[]
  /** The column of times; '' where there is none. */
  readonly times: string
}

/** The first events as the mapping makes them, and what is wrong with it. */
export function MappingPreviewTable({ preview, missing, times }: MappingPreviewTableProps) {
  return (
    <div className="mapper-part">
      <h2 id="mapper-events" className="section-title">
        First events
      </h2>
      <div role="status">
        {missing.length > 0 && <p className="quiet">Choose the column of the {missing.join(', the ')} to see them.</p>}
        {missing.length === 0 && preview === undefined && <p className="quiet">Reading…</p>}
        {preview && preview.problems.length > 0 && (
          <ul className="note note-warning mapper-problems" aria-label="Problems">
            {preview.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
        {preview?.events.length === 0 && <p className="quiet">No row becomes an event by it.</p>}
      </div>
      {preview && preview.events.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        <section className="table-scroller" tabIndex={0} aria-labelledby="mapper-events">
          <table className="table">
            <thead>
              <tr>
                <th scope="col" className="number">
                  Position
                </th>
                {times !== '' && <th scope="col">Time (UTC)</th>}
                <th scope="col">Type</th>
                <th scope="col">Stream @ version</th>
                <th scope="col">Data</th>
              </tr>
            </thead>
            <tbody>
              {preview.events.map(({ position, stream, version, type, createdAtUs, preview: data }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: positions may repeat by a wrong mapping
                <tr key={i}>
                  <td className="number">{countText(position)}</td>
                  {times !== '' && (
                    <td>{createdAtUs === undefined ? <span className="quiet">none</span> : utcText(createdAtUs)}</td>
                  )}
                  <td>{type}</td>
                  <td title={stream}>
                    {stream}
                    <span className="quiet">@{version}</span>
                  </td>
                  <td className="mono" title={data}>
                    {data}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}
