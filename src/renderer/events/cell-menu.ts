import type { StreamName } from '../../core/event.ts'
import type { EventRow } from '../../core/log-index.ts'
import { copyText } from '../state/copy-text.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { firstVersionOf } from '../state/own-version.ts'
import { rowIn } from '../state/row-cache.ts'
import type { MenuItem } from '../ui/MenuList.tsx'
import { cellFilter } from './cell-filter.ts'
import { cellText, shownValue } from './cell-value.ts'
import { columnTitle, type GridColumn } from './grid-columns.ts'

/** What can be done with a cell, and with the event of its row; without a column, with the event alone. */
export function cellMenu(explorer: ExplorerStore, row: number, column: GridColumn | undefined): readonly MenuItem[] {
  const event = rowIn(explorer.getState().rowCache, row)
  if (event === undefined) return []
  return [...(column === undefined ? [] : valueItems(explorer, row, event, column)), ...eventItems(explorer, event)]
}

function valueItems(explorer: ExplorerStore, row: number, event: EventRow, column: GridColumn): readonly MenuItem[] {
  const state = explorer.getState()
  const title = columnTitle(column.name, state.zone)
  // What a mask hides must not leave the screen, in a copy or in a filter.
  const value = shownValue(state.valueCache, row, column, state.allMasks)
  const text = cellText(column, event, value, { zone: state.zone, firstVersion: firstVersionOf(state) }) ?? ''
  const term = cellFilter(column, event, value)
  const unsaid = term === undefined ? { disabledWhy: 'no filter says this' } : {}
  return [
    {
      label: 'Filter by this value',
      icon: 'filter',
      ...unsaid,
      onChoose: () => term && state.filterBy(term, 'only'),
    },
    {
      label: 'Exclude this value',
      icon: 'exclude',
      ...unsaid,
      onChoose: () => term && state.filterBy(term, 'exclude'),
    },
    {
      label: 'Copy this value',
      icon: 'copy',
      ...copyable(state, column, text),
      onChoose: () => copyText(state, `what ${title} is`, text),
    },
    {
      label: column.path === column.name ? 'Remove this column' : 'Hide this column',
      icon: 'eye-off',
      onChoose: () => state.hideColumn(column.name),
    },
  ]
}

/** A preview is no JSON, so what it reveals cannot be masked in it. */
function copyable({ revealed }: ExplorerState, { name }: GridColumn, text: string): Pick<MenuItem, 'disabledWhy'> {
  if (text === '') return { disabledWhy: 'there is none' }
  return revealed && name === 'data' ? { disabledWhy: 'shows what is masked' } : {}
}

/** What can be done with an event, in the log and in the lanes. */
export function eventItems(explorer: ExplorerStore, { position, stream, type }: EventRow): readonly MenuItem[] {
  const state = explorer.getState()
  const isPinned = state.pinnedStreams.includes(stream)
  return [
    { label: 'Playhead to this event', icon: 'playhead', keys: 'Enter', onChoose: () => state.scrubTo(position) },
    { label: 'Show its type', icon: 'type', onChoose: () => state.openType(type) },
    { label: 'Show its correlation', icon: 'graph', onChoose: () => state.openCorrelationOf(position) },
    laneItem(state, stream),
    {
      label: isPinned ? 'Unpin its stream' : 'Pin its stream',
      icon: isPinned ? 'pin-off' : 'pin',
      onChoose: () => (isPinned ? state.unpinStream(stream) : state.pinStream(stream)),
    },
    { label: 'Compare others with it', icon: 'compare', onChoose: () => state.pinEvent(position) },
  ]
}

function laneItem({ middle, addLane, removeLane }: ExplorerState, stream: StreamName): MenuItem {
  return middle === 'lanes'
    ? { label: 'Remove its lane', icon: 'close', onChoose: () => removeLane(stream) }
    : { label: 'Stream beside others', icon: 'lanes', onChoose: () => addLane(stream) }
}
