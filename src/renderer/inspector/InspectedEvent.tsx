import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Event } from '../../core/event.ts'
import type { OwnField } from '../../core/log-index.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { Inspected } from '../state/inspector-slice.ts'
import { firstVersionOf, ownVersion } from '../state/own-version.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { JsonTree } from '../ui/JsonTree.tsx'
import { utcText } from '../ui/utc-text.ts'
import { Causation } from './Causation.tsx'
import { InProjections } from './InProjections.tsx'
import { MarkNote } from './MarkNote.tsx'
import { WhatIfActions } from './WhatIfActions.tsx'

interface InspectedEventProps {
  readonly explorer: ExplorerStore
  readonly inspected: Inspected
}

export function InspectedEvent({ explorer, inspected }: InspectedEventProps) {
  const { event } = inspected
  const mark = event.mark ?? (event.purged && 'purged')
  return (
    <>
      <div className="panel-head">
        <h2 className="panel-title" title={event.type}>
          {event.type}
        </h2>
        <span className="inspector-space" />
        <ProjectType explorer={explorer} event={event} />
        <MovePlayhead explorer={explorer} event={event} />
        <InStream explorer={explorer} inspected={inspected} />
      </div>
      <div className="inspector-body">
        <Facts explorer={explorer} event={event} />
        {mark && <MarkNote event={event} mark={mark} />}
        {mark !== 'purged' && (
          <>
            <JsonPart title="Data" text={event.data} />
            <JsonPart title="Metadata" text={event.metadata} />
          </>
        )}
        {event.own && event.own.length > 0 && <OwnFields fields={event.own} />}
        <InProjections explorer={explorer} />
        <WhatIfActions explorer={explorer} event={event} />
        <Causation explorer={explorer} inspected={inspected} />
      </div>
    </>
  )
}

function MovePlayhead({ explorer, event: { position } }: { readonly explorer: ExplorerStore; readonly event: Event }) {
  const isThere = useStore(explorer, ({ playhead }) => playhead === position)
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label="Move playhead here"
      title="Move playhead here"
      disabled={isThere}
      onClick={() => explorer.getState().scrubTo(position)}
    >
      <Icon name="playhead" />
    </button>
  )
}

function ProjectType({ explorer, event: { type } }: { readonly explorer: ExplorerStore; readonly event: Event }) {
  return (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={`New projection from ${type}`}
      title={`New projection from ${type}`}
      onClick={() => explorer.getState().chooseNewProjection(type)}
    >
      <Icon name="chart" />
    </button>
  )
}

/** Buttons to the neighbours in the event's stream. */
function InStream({ explorer, inspected: { previous, next } }: InspectedEventProps) {
  const button = (label: string, icon: 'left' | 'right', to: Event | undefined): ReactNode => (
    <button
      type="button"
      className="button button-quiet button-icon"
      aria-label={label}
      title={label}
      disabled={to === undefined}
      onClick={() => to && explorer.getState().selectEvent(to.position)}
    >
      <Icon name={icon} />
    </button>
  )
  return (
    <div className="inspector-buttons">
      {button('Previous in stream', 'left', previous)}
      {button('Next in stream', 'right', next)}
    </div>
  )
}

function Facts({ explorer, event }: { readonly explorer: ExplorerStore; readonly event: Event }) {
  const version = useStore(explorer, (state) => ownVersion(event.version, firstVersionOf(state)))
  const knowsTimes = useStore(explorer, ({ status }) => status?.capabilities.time ?? true)
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
      </Fact>
      <Fact name="Time">
        {knowsTimes ? (
          <time className="facts-text" dateTime={utcText(event.createdAtUs).replace(' ', 'T').concat('Z')}>
            {utcText(event.createdAtUs)} <span className="quiet">UTC</span>
          </time>
        ) : (
          <span className="facts-text quiet">not known to this store</span>
        )}
      </Fact>
      <Fact name="Id">
        <span className="facts-text mono">{event.id}</span>
        <CopyButton label="Copy the id" text={event.id} />
      </Fact>
      <Fact name="Schema">
        <span className="facts-text">version {event.schemaVersion}</span>
      </Fact>
    </dl>
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
function OwnFields({ fields }: { readonly fields: readonly OwnField[] }) {
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

function JsonPart({ title, text }: { readonly title: 'Data' | 'Metadata'; readonly text: string }) {
  return (
    <section className="inspector-part" aria-label={title}>
      <div className="inspector-part-head">
        <h3 className="inspector-part-title">{title}</h3>
        {text !== '' && <CopyButton label={`Copy the ${title.toLowerCase()}`} text={text} />}
      </div>
      {text === '' ? <p className="inspector-none quiet">None</p> : <JsonTree key={text} label={title} text={text} />}
    </section>
  )
}
