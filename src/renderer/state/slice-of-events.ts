import { MAX_VALUES_BYTES } from '../../contract/host-contract.ts'
import { EpochError } from '../../core/errors.ts'
import type { Position } from '../../core/event.ts'
import { EVERYTHING, type EventFilter } from '../../core/event-filter.ts'
import type { ExplorerState } from './explorer-store.ts'
import { selectedPositions } from './selection-slice.ts'
import type { StoreLink } from './store-link.ts'

/** Which events a workspace file takes along: none, all that are selected, or those of the view or of the whole log around the playhead. */
export type SliceScope = 'none' | 'selection' | 'view' | 'around'

/** Most events around the playhead. */
export const MAX_SLICE_EVENTS = 500

export interface SliceOfEvents {
  /** Ascending. */
  readonly positions: readonly Position[]
  /** NDJSON of Epoch, masked. */
  readonly text: string
}

/** @throws EpochError `not-found` where there are none, `value-too-large` where they do not fit a file */
export async function sliceOfEvents(
  state: ExplorerState,
  link: StoreLink,
  scope: SliceScope,
): Promise<SliceOfEvents | undefined> {
  if (scope === 'none') return undefined
  const positions = scope === 'selection' ? selectedPositions(state) : await around(state, link, viewOf(state, scope))
  if (positions.length === 0) throw new EpochError('not-found', 'there are no such events here; choose others')
  return { positions, text: await exported(link, positions, state.masks) }
}

function viewOf({ view }: ExplorerState, scope: 'view' | 'around'): EventFilter {
  return scope === 'view' ? view : EVERYTHING
}

async function around({ playhead }: ExplorerState, link: StoreLink, view: EventFilter): Promise<readonly Position[]> {
  const { row } = await link.ask('log.rowAt', { view, position: playhead })
  const fromRow = Math.max(1, row - MAX_SLICE_EVENTS / 2)
  const { rows } = await link.ask('log.rows', { view, fromRow, limit: MAX_SLICE_EVENTS })
  return rows.map(({ position }) => position)
}

async function exported(link: StoreLink, positions: readonly Position[], masks: readonly string[]): Promise<string> {
  const decoder = new TextDecoder()
  const choice = { format: 'ndjson', filter: EVERYTHING, positions, masks } as const
  let text = ''
  let bytes = 0
  for await (const message of link.export(choice, new AbortController().signal)) {
    if (message.kind !== 'part') continue
    const part = Uint8Array.from(atob(message.base64), (one) => one.charCodeAt(0))
    bytes += part.length
    if (bytes > MAX_VALUES_BYTES)
      throw new EpochError('value-too-large', 'these events have more than 1 MiB; select fewer of them')
    text += decoder.decode(part, { stream: true })
  }
  return text + decoder.decode()
}

export function base64Of(text: string): string {
  let bytes = ''
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte)
  return btoa(bytes)
}
