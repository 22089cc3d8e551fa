import type { PayloadPath } from '../../core/filter/payload-path.ts'
import type { EventRow } from '../../core/log-index.ts'
import { maskedValue } from '../state/masked-value.ts'
import { ownVersion } from '../state/own-version.ts'
import type { Zone } from '../state/settings-store.ts'
import { type ValueCache, valueIn } from '../state/value-cache.ts'
import { timeText } from '../ui/time-text.ts'
import type { GridColumn } from './grid-columns.ts'

/** How a store's events are told to people. */
export interface Telling {
  readonly zone: Zone
  /** What the store's own users call a stream's first version. */
  readonly firstVersion: 0 | 1
}

/** What a cell shows, as text: '' for nothing, undefined while it is on its way. */
export function cellText(
  { name }: Pick<GridColumn, 'name'>,
  event: EventRow,
  value: string | null | undefined,
  { zone, firstVersion }: Telling,
): string | undefined {
  switch (name) {
    case 'position':
      return String(event.position)
    case 'time':
      return timeText(event.createdAtUs, zone)
    case 'type':
    case 'stream':
    case 'id':
      return event[name]
    case 'version':
      return String(ownVersion(event.version, firstVersion))
    case 'data':
      return event.mark === 'purged' ? '' : event.preview
    default:
      return value === undefined ? undefined : valueText(value)
  }
}

/** What is at a column's path of a row's event, masked as it is to be on screen; null where there is nothing, undefined while it is on its way. */
export function shownValue(
  cache: ValueCache,
  row: number,
  { path, parsed }: GridColumn,
  masks: readonly PayloadPath[],
): string | null | undefined {
  if (path === undefined || parsed === undefined) return undefined
  const value = valueIn(cache, row, path)
  return typeof value === 'string' && masks.length > 0 ? maskedValue(parsed, value, masks) : value
}

/** A JSON text as a cell shows it: text without its quotes, anything else as it is written. */
function valueText(json: string | null): string {
  if (json === null) return ''
  if (!json.startsWith('"')) return json
  const text = parsedText(json)
  return text ?? json.slice(1)
}

export function isNumber(json: string | null | undefined): boolean {
  return typeof json === 'string' && /^-?\d/.test(json)
}

/** Undefined for a text that was cut. */
function parsedText(json: string): string | undefined {
  try {
    return String(JSON.parse(json))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
