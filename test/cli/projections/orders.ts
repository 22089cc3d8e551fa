import type { InProcess } from '../in-process.ts'

/** A projection of both files below; `Broken` cannot be folded. */
export const ordersSource = `import { projection } from 'epoch/projection'
import { paid } from './words.ts'

export default projection<{ status: string; cents: number }>({
  name: 'Orders',
  from: { category: 'order' },
  init: () => ({ status: 'placed', cents: 0 }),
  on: {
    OrderPlaced: (order, e) => { order.cents = e.data.cents },
    PaymentTaken: (order) => { order.status = paid },
    OrderCancelled: () => null,
    Broken: (order) => {
      order.status = 'half'
      throw new Error('cannot be folded')
    },
  },
})
`

export const kurrentSource = `fromCategory('order').foreachStream().when({
  $init: () => ({ cents: 0 }),
  OrderPlaced: (s, e) => {
    s.cents += e.data.cents
    log('placed ' + e.streamId)
    emit('totals', 'TotalChanged', { of: e.streamId })
    linkTo('all-orders', e)
  },
}).transformBy((s) => ({ total: s.cents / 100 })).outputState()
`

/** As NDJSON. */
export const orderLines = [
  '{"stream":"order-1","type":"OrderPlaced","time":"2026-03-01T10:00:00Z","data":{"cents":1250}}',
  '{"stream":"order-2","type":"OrderPlaced","time":"2026-03-01T11:00:00Z","data":{"cents":900}}',
  '{"stream":"order-1","type":"PaymentTaken","time":"2026-03-02T09:00:00Z","data":{}}',
  '{"stream":"cart-1","type":"OrderPlaced","time":"2026-03-02T09:30:00Z","data":{"cents":1}}',
  '{"stream":"order-2","type":"OrderCancelled","time":"2026-03-03T09:00:00Z","data":{}}',
]

/** What is printed as JSON, line by line. */
export function jsonOf(out: string): readonly unknown[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

/** Puts the events into a store of the folder, and the projection beside it. */
export async function ordersIn(folder: InProcess): Promise<{ readonly store: string; readonly projection: string }> {
  folder.write('words.ts', "export const paid: string = 'paid'\n")
  return { store: await folder.store('shop.db', orderLines), projection: folder.write('orders.ts', ordersSource) }
}
