import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Event } from '../../core/event.ts'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import type { OwnField } from '../../core/log-index.ts'
import { isMasked } from '../../core/mask.ts'
import { linksOf } from '../../core/metadata.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf, ownVersion } from '../state/own-version.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { countText } from '../ui/count-text.ts'
import { isoText, timeText, zoneText } from '../ui/time-text.ts'

interface FactsProps {
  readonly explorer: ExplorerStore
  readonly event: Event
}

/** Where and when the event is, and who. */
export function Facts({ explorer, event }: FactsProps) {
  const version = useStore(explorer, (state) => ownVersion(event.version, firstVersionOf(state)))
  return (
    <dl className="facts">
      <Fact name="Stream">
        <button
          type="button"
          className="link facts-text"
          title="Show only this stream"
          onClick={() => explorer.getState().setView({ streams: [event.stream] })}
        >
          {event.stream}
          <span className="quiet">@{version}</span>
        </button>
        <CopyButton label="Copy stream@version" text={`${event.stream}@${version}`} />
      </Fact>
      <Fact name="Position">
        <span className="facts-text">{countText(event.position)}</span>
        <CopyButton label="Copy the position" text={`${event.position}`} />
      </Fact>
      <Time explorer={explorer} event={event} />
      <Fact name="Id">
        <span className="facts-text mono">{event.id}</span>
        <CopyButton label="Copy the id" text={event.id} />
      </Fact>
      <Correlation explorer={explorer} event={event} />
      <Fact name="Schema">
        <span className="facts-text">version {event.schemaVersion}</span>
      </Fact>
    </dl>
  )
}

const CORRELATION: PayloadPath = { of: 'metadata', steps: ['correlationId'] }

function Correlation({ explorer, event: { metadata } }: FactsProps) {
  const { correlationId } = linksOf(metadata)
  const hidden = useStore(explorer, (state) => isMasked(CORRELATION, state.activeMasks))
  const masked = useStore(explorer, (state) => isMasked(CORRELATION, state.allMasks))
  if (correlationId === undefined) return null
  return (
    <Fact name="Part of">
      <button
        type="button"
        className="link facts-text mono"
        title="Show everything of this correlation"
        onClick={() => explorer.getState().openCorrelation(correlationId)}
      >
        {hidden ? '***' : correlationId}
      </button>
      {!masked && <CopyButton label="Copy the correlation" text={correlationId} />}
    </Fact>
  )
}

function Time({ explorer, event: { createdAtUs } }: FactsProps) {
  const zone = useStore(explorer, (state) => state.zone)
  const knowsTimes = useStore(explorer, ({ status }) => status?.capabilities.time ?? true)
  if (!knowsTimes)
    return (
      <Fact name="Time">
        <span className="facts-text quiet">not known to this store</span>
      </Fact>
    )
  const iso = isoText(createdAtUs)
  return (
    <Fact name="Time">
      <time className="facts-text" dateTime={iso}>
        {timeText(createdAtUs, zone)} <span className="quiet">{zoneText(createdAtUs, zone)}</span>
      </time>
      <CopyButton label="Copy the time" text={iso} />
    </Fact>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt className="quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Columns of a foreign store that have no word here. */
export function OwnFields({ fields }: { readonly fields: readonly OwnField[] }) {
  return (
    <section className="inspector-part" aria-label="Store's own columns">
      <div className="inspector-part-head">
        <h3 className="inspector-part-title">Store's own columns</h3>
      </div>
      <dl className="facts own-fields">
        {fields.map(({ name, value }) => (
          <Fact key={name} name={name}>
            <span className="facts-text mono">{value}</span>
          </Fact>
        ))}
      </dl>
    </section>
  )
}
