import type { Ticket } from '../../contract/host-contract.ts'
import { InvalidFilter } from '../../core/errors.ts'
import type { Position } from '../../core/event.ts'
import { type EventFilter, type FilterText, filterText, isEverything, treeOf } from '../../core/event-filter.ts'
import { formatFilter } from '../../core/filter/format-filter.ts'

/** A place in a store, as a link says it. What is absent stays as it is. */
export interface LinkedPlace {
  /** Where the playhead stands. */
  readonly position?: Position
  readonly selected?: Position
  readonly filter?: FilterText
  /** Name of the projection's file that is shown. */
  readonly projection?: string
}

/** Most characters of a link that are read: what is longer was not made by Epoch. */
const MAX_LINK_CHARACTERS = 8192

const MAX_FILE_NAME = 100

/** The part of a link that says the place: `position=7&selected=5&filter=…&projection=…`. '' for no place. */
export function placeText({ position, selected, filter, projection }: LinkedPlace): string {
  const members = new URLSearchParams()
  if (position !== undefined) members.set('position', String(position))
  if (selected !== undefined) members.set('selected', String(selected))
  if (filter !== undefined) members.set('filter', filter)
  if (projection !== undefined) members.set('projection', projection)
  return members.toString()
}

/** Reads what {@link placeText} wrote, or a stranger: what is not understood is as if it were not there. */
export function readPlace(text: string): LinkedPlace {
  if (text.length > MAX_LINK_CHARACTERS) return {}
  const members = new URLSearchParams(text)
  const position = positionIn(members.get('position'))
  const selected = positionIn(members.get('selected'))
  const filter = filterIn(members.get('filter'))
  const projection = members.get('projection') ?? ''
  return {
    ...(position !== undefined && { position }),
    ...(selected !== undefined && { selected }),
    ...(filter !== undefined && { filter }),
    ...(projection !== '' && projection.length <= MAX_FILE_NAME && { projection }),
  }
}

/** What a page's address says after its `#`: the ticket of a store that the host has offered, and a place in it. */
export function readHash(hash: string): { readonly ticket?: Ticket; readonly place?: LinkedPlace } {
  const text = hash.replace(/^#/, '')
  const ticket = text.length > MAX_LINK_CHARACTERS ? null : new URLSearchParams(text).get('store')
  const place = readPlace(text)
  return {
    ...(ticket !== null && ticket !== '' && { ticket: ticket as Ticket }),
    ...(Object.keys(place).length > 0 && { place }),
  }
}

/** Everything that a view says as one text of the filter language; none where it has every event. */
export function textOfView(view: EventFilter): FilterText | undefined {
  return isEverything(view) ? undefined : filterText(formatFilter(treeOf(view)))
}

function positionIn(text: string | null): Position | undefined {
  if (text === null || !/^\d{1,16}$/.test(text)) return undefined
  const number = Number(text)
  return Number.isSafeInteger(number) ? (number as Position) : undefined
}

function filterIn(text: string | null): FilterText | undefined {
  if (text === null || text.trim() === '') return undefined
  try {
    return filterText(text)
  } catch (error) {
    if (error instanceof InvalidFilter) return undefined
    throw error
  }
}
