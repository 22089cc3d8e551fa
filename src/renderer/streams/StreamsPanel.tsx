import { useCallback, useMemo } from 'react'
import { useStore } from 'zustand'
import { EVERYTHING, type EventFilter, isEverything } from '../../core/event-filter.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { groupName } from '../state/stream-groups.ts'
import { counted, countText, shortCountText } from '../ui/count-text.ts'
import { type TreeRow, VirtualTree } from '../ui/VirtualTree.tsx'
import { type StreamTreeRow, streamTree } from './stream-tree.ts'
import './streams.css'

const ROW_PX = 24

/** Who is in the log: categories and their streams. A click narrows the log to one of them. */
export function StreamsPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const text = useStore(explorer, (state) => state.streamsText)
  return (
    <section className="panel" aria-label="Streams">
      <div className="panel-head">
        <h2 className="panel-title">Streams</h2>
        <input
          type="search"
          className="field streams-filter"
          aria-label="Filter streams"
          placeholder="Filter"
          spellCheck={false}
          value={text}
          onChange={(event) => explorer.getState().setStreamsText(event.target.value)}
        />
      </div>
      <FilterCount explorer={explorer} />
      <StreamsCount explorer={explorer} />
      <StreamsTree explorer={explorer} />
    </section>
  )
}

function FilterCount({ explorer }: { readonly explorer: ExplorerStore }) {
  const text = useStore(explorer, (state) => state.streamsText)
  const found = useStore(explorer, (state) => state.streamGroups.get(groupName({ text: state.streamsText }))?.total)
  if (text === '') return null
  return (
    <p className="streams-found quiet" role="status">
      {found === undefined ? 'Looking…' : `${counted(found, 'stream')} found`}
    </p>
  )
}

/** Said while a store that has no list of its streams is looked through for them. */
function StreamsCount({ explorer }: { readonly explorer: ExplorerStore }) {
  const counting = useStore(explorer, ({ status }) => status !== undefined && status.summary.streams === undefined)
  if (!counting) return null
  return (
    <p className="streams-found quiet" role="status">
      Counting streams: …
    </p>
  )
}

function StreamsTree({ explorer }: { readonly explorer: ExplorerStore }) {
  const categories = useStore(explorer, (state) => state.categories)
  const expanded = useStore(explorer, (state) => state.expanded)
  const streamGroups = useStore(explorer, (state) => state.streamGroups)
  const streamsText = useStore(explorer, (state) => state.streamsText)
  const view = useStore(explorer, (state) => state.view)
  const events = useStore(explorer, (state) => state.status?.summary.events ?? 0)
  const tree = useMemo(
    () => streamTree({ categories, expanded, streamGroups, streamsText }),
    [categories, expanded, streamGroups, streamsText],
  )
  const onSight = useCallback(
    (first: number, last: number) => {
      for (const { group, first: from, last: to } of tree.streamsBetween(first, last))
        explorer.getState().showStreams(group, from, to)
    },
    [tree, explorer],
  )

  function onToggle(place: number, next: 'open' | 'closed'): void {
    const row = tree.rowAt(place)
    if (row.kind !== 'category') return
    const { expandCategory, collapseCategory } = explorer.getState()
    if (next === 'open') expandCategory(row.category.name)
    else collapseCategory(row.category.name)
  }

  function onActivate(place: number): void {
    const wanted = viewOf(tree.rowAt(place))
    if (wanted !== undefined) explorer.getState().setView(wanted)
  }

  return (
    <VirtualTree
      label="Streams"
      className="streams-tree"
      count={tree.count}
      rowPx={ROW_PX}
      rowAt={(place) => treeRow(tree.rowAt(place), view, events)}
      parentOf={tree.parentOf}
      onToggle={onToggle}
      onActivate={onActivate}
      onSight={onSight}
    />
  )
}

/** What the log is narrowed to; nothing for a stream that is not here yet. */
function viewOf(row: StreamTreeRow): EventFilter | undefined {
  switch (row.kind) {
    case 'all':
      return EVERYTHING
    case 'category':
      return { category: row.category.name }
    case 'stream':
      return row.stream && { streams: [row.stream.name] }
  }
}

function treeRow(row: StreamTreeRow, view: EventFilter, events: number): TreeRow {
  switch (row.kind) {
    case 'all':
      return {
        id: 'all',
        level: 1,
        state: 'leaf',
        selected: isEverything(view),
        content: <RowText name="All events" count={events} />,
      }
    case 'category': {
      const { name, streams, events: inCategory } = row.category
      return {
        id: `category ${name}`,
        level: 1,
        state: row.open ? 'open' : 'closed',
        selected: view.category === name,
        content: <RowText name={name} count={inCategory} title={`${name}: ${counted(streams, 'stream')}`} />,
      }
    }
    case 'stream': {
      const { group, place, stream } = row
      return {
        id: `${groupName(group)} ${place}`,
        level: 'category' in group ? 2 : 1,
        state: 'leaf',
        selected: stream !== undefined && view.streams?.[0] === stream.name,
        content: stream ? <RowText name={stream.name} count={stream.version} /> : <span className="quiet">…</span>,
      }
    }
  }
}

interface RowTextProps {
  readonly name: string
  readonly count: number
  readonly title?: string
}

function RowText({ name, count, title = name }: RowTextProps) {
  return (
    <>
      <span className="streams-name" title={title}>
        {name}
      </span>
      <span className="streams-count quiet" title={`${countText(count)} events`}>
        {shortCountText(count)}
      </span>
    </>
  )
}
