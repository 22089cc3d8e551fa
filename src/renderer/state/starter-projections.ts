/** Projections to begin with, by what types of events a store has. */
export function starterProjections(types: readonly string[]): readonly string[] {
  if (types.includes('OrderPlaced')) return [currentOrderStatus, revenuePerDay]
  if (types.includes('CommitMade')) return [lastAuthorAndSize]
  return [eventsPerStream]
}

const eventsPerStream = `import { projection } from 'epoch/projection'

type Stream = { events: number; lastType: string }

export default projection<Stream>({
  name: 'EventsPerStream',
  init: () => ({ events: 0, lastType: '' }),
  apply: (stream, e) => ({ events: stream.events + 1, lastType: e.type }),
  columns: { events: (s) => s.events, lastType: (s) => s.lastType },
})
`

/** What a new tab begins with. */
export const newProjection = eventsPerStream

/** The same in KurrentDB's JavaScript. */
export const newKurrentdbProjection = `fromAll()
  .foreachStream()
  .when({
    $init: () => ({ events: 0, lastType: '' }),
    $any(stream, e) {
      stream.events++
      stream.lastType = e.eventType
    },
  })
  .outputState()
`

const currentOrderStatus = `import { projection } from 'epoch/projection'

type Order = {
  status: 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled'
  cents: number
  customer: string
}

export default projection<Order>({
  name: 'CurrentOrderStatus',
  from: { category: 'order' },
  init: () => ({ status: 'placed', cents: 0, customer: '' }),
  on: {
    OrderPlaced: (order, e) => {
      order.cents = e.data.cents
      order.customer = e.data.customerId
    },
    PaymentTaken: (order) => { order.status = 'paid' },
    ItemShipped: (order) => { order.status = 'shipped' },
    OrderDelivered: (order) => { order.status = 'delivered' },
    OrderCancelled: (order) => { order.status = 'cancelled' },
  },
  columns: { status: (o) => o.status, cents: (o) => o.cents, customer: (o) => o.customer },
})
`

const revenuePerDay = `import { projection } from 'epoch/projection'

type Day = { captured: number; refunded: number }

export default projection<Day>({
  name: 'RevenuePerDay',
  from: { types: ['PaymentCaptured', 'RefundRecorded'] },
  key: (e) => e.createdAt.slice(0, 10),
  init: () => ({ captured: 0, refunded: 0 }),
  on: {
    PaymentCaptured: (day, e) => { day.captured += e.data.cents },
    RefundRecorded: (day, e) => { day.refunded += e.data.cents },
  },
  columns: {
    captured: (d) => d.captured,
    refunded: (d) => d.refunded,
    revenue: (d) => d.captured - d.refunded,
  },
})
`

const lastAuthorAndSize = `import { projection } from 'epoch/projection'

type File = { author: string; bytes: number; changes: number }

export default projection<File>({
  name: 'LastAuthorAndSize',
  from: { category: 'file' },
  key: (e) => e.data.path,
  init: () => ({ author: '', bytes: 0, changes: 0 }),
  on: {
    FileAdded: (file, e) => ({ author: e.data.author, bytes: e.data.bytes ?? 0, changes: file.changes + 1 }),
    FileChanged: (file, e) => ({ author: e.data.author, bytes: e.data.bytes ?? 0, changes: file.changes + 1 }),
    FileRenamed: () => null,
    FileDeleted: () => null,
  },
  columns: { author: (f) => f.author, bytes: (f) => f.bytes, changes: (f) => f.changes },
})
`
