import { useId, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { EventType } from '../../core/event.ts'
import type { Density } from '../state/density.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type TypeMark, typeMark, typeMarks } from '../state/type-mark.ts'
import { counted, countText, shortCountText } from '../ui/count-text.ts'
import { toldTypes } from './density-layers.ts'
import '../ui/type-mark.css'
import './legend.css'

/** Types that there is room for beside the track. */
const ROOM = 4

interface LegendEntry {
  readonly type: EventType
  readonly mark: TypeMark
  /** Events of the type in the part that is shown. */
  readonly events: number
}

/** Which colour is which type, the most frequent of the shown part first; a click tells all of them. */
export function Legend({ explorer }: { readonly explorer: ExplorerStore }) {
  const listId = useId()
  const [isOpen, setOpen] = useState(false)
  const whole = useStore(explorer, (state) => state.density)
  const shown = useStore(explorer, (state) => state.shownDensity)
  const types = useStore(explorer, (state) => state.types)
  const { entries, others } = useMemo(() => legendOf(shown ?? whole, types), [shown, whole, types])
  if (entries.length === 0) return <span className="timeline-legend" />
  return (
    <>
      <button
        type="button"
        className="timeline-legend"
        aria-expanded={isOpen}
        title={entries.map(({ type, events }) => `${type}: ${counted(events, 'event')}`).join('\n')}
        popoverTarget={listId}
      >
        <span className="visually-hidden">Types by colour: </span>
        {entries.slice(0, ROOM).map((entry) => (
          <LegendLine key={entry.type} entry={entry} count={shortCountText(entry.events)} />
        ))}
      </button>
      <div
        id={listId}
        popover="auto"
        className="timeline-legend-list"
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        <h2>Events in sight</h2>
        <ul>
          {entries.map((entry) => (
            <li key={entry.type} className="timeline-legend-item">
              <LegendLine entry={entry} count={countText(entry.events)} />
            </li>
          ))}
          {others > 0 && (
            <li className="timeline-legend-item timeline-legend-line">
              <span aria-hidden="true" className="type-mark timeline-legend-others" />
              <span className="timeline-legend-name">Other types</span>
              <span className="timeline-legend-count">{countText(others)}</span>
            </li>
          )}
        </ul>
      </div>
    </>
  )
}

function LegendLine({ entry: { type, mark }, count }: { readonly entry: LegendEntry; readonly count: string }) {
  return (
    <span className="timeline-legend-line">
      <span aria-hidden="true" className={`type-mark type-hue-${mark.hue} type-shape-${mark.shape}`} />
      <span className="timeline-legend-name">{type}</span>
      <span className="timeline-legend-count">{count}</span>
    </span>
  )
}

interface LegendParts {
  readonly entries: readonly LegendEntry[]
  /** Events of the types that have no colour of their own. */
  readonly others: number
}

function legendOf(part: Density | undefined, types: readonly EventType[]): LegendParts {
  if (part === undefined) return { entries: [], others: 0 }
  const marks = typeMarks(types)
  const told = new Set(toldTypes(part))
  const entries = part.types
    .filter(({ name }) => told.has(name))
    .map(({ name, counts }) => ({ type: name, mark: typeMark(marks, name), events: sumOf(counts) }))
    .filter(({ events }) => events > 0)
    .toSorted((one, other) => other.events - one.events)
  return { entries, others: sumOf(part.counts) - sumOf(entries.map(({ events }) => events)) }
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
