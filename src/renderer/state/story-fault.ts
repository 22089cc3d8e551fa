import { type EventType, eventType, type Position } from '../../core/event.ts'
import type { StoreLink } from './store-link.ts'

/** A refund that was recorded twice, and the order whose money it is. */
export interface StoryFault {
  readonly first: Position
  readonly second: Position
  readonly order: string
  readonly cents: number
}

const REFUND: EventType = eventType('RefundRecorded')
const PAGE_ROWS = 200
const PATHS = ['data.refundId', 'data.orderId', 'data.cents']

/** Looks along the refunds for the first whose id another one had before. None where there is none. */
export async function findDoubleRefund(link: StoreLink): Promise<StoryFault | undefined> {
  const firsts = new Map<string, Position>()
  for (let fromRow = 1; ; fromRow += PAGE_ROWS) {
    const { rows } = await link.ask('log.rows', { view: { types: [REFUND] }, fromRow, limit: PAGE_ROWS })
    const positions = rows.map(({ position }) => position)
    if (positions.length === 0) return undefined
    const { values } = await link.ask('log.values', { positions, paths: PATHS })
    for (const [place, second] of positions.entries()) {
      const [id, order, cents] = values[place] ?? []
      if (typeof id !== 'string') continue
      const first = firsts.get(id)
      if (first !== undefined) return { first, second, order: textIn(order), cents: Number(cents ?? 0) }
      firsts.set(id, second)
    }
    if (rows.length < PAGE_ROWS) return undefined
  }
}

/** Of a JSON text what it says where it is a text, '' otherwise. */
function textIn(json: string | null | undefined): string {
  const value: unknown = JSON.parse(json ?? 'null')
  return typeof value === 'string' ? value : ''
}
