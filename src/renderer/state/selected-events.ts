import { MAX_VALUE_POSITIONS } from '../../contract/host-contract.ts'
import type { Position } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import { PAGE_EVENTS } from '../../core/event-store-backend.ts'
import { formatPayloadPath, type PayloadPath } from '../../core/filter/payload-path.ts'
import type { EventRow } from '../../core/log-index.ts'
import type { ExplorerDeps } from './explorer-store.ts'
import { maskedValue } from './masked-value.ts'

type Link = Pick<ExplorerDeps['link'], 'ask'>

/** An event as the log shows it, and what it has at payload paths: JSON texts, by the path as Epoch writes it. */
export interface SelectedEvent {
  readonly row: EventRow
  readonly values: ReadonlyMap<string, string>
}

/** Positions of the events in rows `first` to `last` of a view, in order. */
export async function positionsOfRows(
  link: Link,
  view: EventFilter,
  first: number,
  last: number,
): Promise<readonly Position[]> {
  const positions: Position[] = []
  while (first + positions.length <= last) {
    const fromRow = first + positions.length
    const limit = Math.min(PAGE_EVENTS, last - fromRow + 1)
    const { rows } = await link.ask('log.rows', { view, fromRow, limit })
    if (rows.length === 0) break
    for (const { position } of rows) positions.push(position)
  }
  return positions
}

/** The rows of those of the positions, which ascend, that a view has; their previews do not show what is at the masks. */
export async function rowsAtPositions(
  link: Link,
  view: EventFilter,
  positions: readonly Position[],
  masks: readonly PayloadPath[],
): Promise<readonly EventRow[]> {
  const found: EventRow[] = []
  const texts = masks.map(formatPayloadPath)
  let at = 0
  for (let next = positions[at]; next !== undefined; next = positions[at]) {
    const { row } = await link.ask('log.rowAt', { view, position: next })
    const limit = Math.min(PAGE_EVENTS, positions.length - at)
    const page = await link.ask('log.rows', { view, fromRow: Math.max(1, row), limit, masks: texts })
    const last = page.rows.at(-1)?.position ?? next
    const inPage = new Map(page.rows.map((event) => [event.position, event]))
    for (
      let one: Position | undefined = next;
      one !== undefined && (one <= last || one === next);
      one = positions[++at]
    ) {
      const event = inPage.get(one)
      if (event !== undefined) found.push(event)
    }
  }
  return found
}

/** The rows with what they have at the paths, masked. */
export async function withPathValues(
  link: Link,
  rows: readonly EventRow[],
  paths: readonly PayloadPath[],
  masks: readonly PayloadPath[],
): Promise<readonly SelectedEvent[]> {
  if (paths.length === 0) return rows.map((row) => ({ row, values: new Map() }))
  const texts = paths.map(formatPayloadPath)
  const events: SelectedEvent[] = []
  for (let from = 0; from < rows.length; from += MAX_VALUE_POSITIONS) {
    const some = rows.slice(from, from + MAX_VALUE_POSITIONS)
    const positions = some.map(({ position }) => position)
    const { values } = await link.ask('log.values', { positions, paths: texts })
    for (const [at, row] of some.entries()) events.push({ row, values: maskedValues(paths, values[at] ?? [], masks) })
  }
  return events
}

function maskedValues(
  paths: readonly PayloadPath[],
  texts: readonly (string | null)[],
  masks: readonly PayloadPath[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const [at, path] of paths.entries()) {
    const text = texts[at] ?? null
    if (text !== null) values.set(formatPayloadPath(path), maskedValue(path, text, masks))
  }
  return values
}
