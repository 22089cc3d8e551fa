import { useCallback, useState } from 'react'
import { useStore } from 'zustand'
import { EVERYTHING, type EventFilter, isEverything } from '../../core/event-filter.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { type TreeRow, VirtualTree } from '../ui/VirtualTree.tsx'
import { RowText } from './RowText.tsx'
import { StreamMenu, type StreamMenuPlace } from './StreamMenu.tsx'
import type { StreamTreeRow } from './stream-tree.ts'
import { useStreamTree } from './use-stream-tree.ts'

const ROW_PX = 24

const shelfTexts = { pinned: 'Pinned', recent: 'Recent' } as const

/** Categories with the streams of those that are open, below what is pinned and what was looked at last. */
export function StreamsTree({ explorer }: { readonly explorer: ExplorerStore }) {
  const tree = useStreamTree(explorer)
  const view = useStore(explorer, (state) => state.view)
  const events = useStore(explorer, (state) => state.status?.summary.events ?? 0)
  const [menu, setMenu] = useState<StreamMenuPlace>()
  const onSight = useCallback(
    (first: number, last: number) => {
      for (const { category, first: from, last: to } of tree.streamsBetween(first, last))
        explorer.getState().showStreams(category, from, to)
    },
    [tree, explorer],
  )

  function onToggle(place: number, next: 'open' | 'closed'): void {
    const row = tree.rowAt(place)
    const { expandCategory, collapseCategory, turnShelf } = explorer.getState()
    if (row.kind === 'shelf') turnShelf(row.shelf, next)
    if (row.kind !== 'category') return
    if (next === 'open') expandCategory(row.category.name)
    else collapseCategory(row.category.name)
  }

  function onActivate(place: number): void {
    const row = tree.rowAt(place)
    const wanted = viewOf(row)
    if (row.kind === 'shelf') onToggle(place, row.open ? 'closed' : 'open')
    else if (wanted !== undefined) explorer.getState().setView(wanted)
  }

  return (
    <>
      <VirtualTree
        label="Streams"
        className="streams-tree"
        count={tree.count}
        rowPx={ROW_PX}
        rowAt={(place) => treeRow(tree.rowAt(place), view, events)}
        parentOf={tree.parentOf}
        onToggle={onToggle}
        onActivate={onActivate}
        onRowMenu={(place, at) => {
          const target = targetOf(tree.rowAt(place))
          if (target !== undefined) setMenu({ target, at })
        }}
        onSight={onSight}
      />
      {menu && <StreamMenu explorer={explorer} {...menu} onClose={() => setMenu(undefined)} />}
    </>
  )
}

/** What the log is narrowed to; nothing for a shelf, and for a stream that is not here yet. */
function viewOf(row: StreamTreeRow): EventFilter | undefined {
  const target = targetOf(row)
  if (row.kind === 'all') return EVERYTHING
  if (target === undefined) return undefined
  return target.kind === 'category' ? { category: target.name } : { streams: [target.name] }
}

function targetOf(row: StreamTreeRow): StreamMenuPlace['target'] | undefined {
  switch (row.kind) {
    case 'category':
      return { kind: 'category', name: row.category.name }
    case 'kept':
      return { kind: 'stream', name: row.name }
    case 'stream':
      return row.stream && { kind: 'stream', name: row.stream.name }
    default:
      return undefined
  }
}

function treeRow(row: StreamTreeRow, view: EventFilter, events: number): TreeRow {
  const only = view.streams?.length === 1 ? view.streams[0] : undefined
  switch (row.kind) {
    case 'all':
      return { ...leaf('all', 1, isEverything(view)), content: <RowText name="All events" count={events} /> }
    case 'shelf':
      return {
        id: row.shelf,
        level: 1,
        state: row.open ? 'open' : 'closed',
        selected: false,
        content: <ShelfText row={row} />,
      }
    case 'kept':
      return { ...leaf(`${row.shelf} ${row.name}`, 2, row.name === only), content: <RowText name={row.name} /> }
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
      const { category, place, stream } = row
      return {
        ...leaf(`stream ${place} of ${category}`, 2, stream !== undefined && stream.name === only),
        content: stream ? <RowText name={stream.name} count={stream.version} /> : <span className="quiet">…</span>,
      }
    }
  }
}

function leaf(id: string, level: number, selected: boolean): Omit<TreeRow, 'content'> {
  return { id, level, state: 'leaf', selected }
}

function ShelfText({ row: { shelf, streams } }: { readonly row: Extract<StreamTreeRow, { kind: 'shelf' }> }) {
  return (
    <>
      <span className="streams-shelf quiet">
        <Icon name={shelf === 'pinned' ? 'pin' : 'history'} />
        {shelfTexts[shelf]}
      </span>
      <span className="streams-count quiet" title={counted(streams, 'stream')}>
        {streams}
      </span>
    </>
  )
}
