/** The line that adds a refund once more when it is recorded once more, and what it should be. */
const addsEachTime = '      order.refunded += e.data.cents'
const setsOnce = '      order.refunded = e.data.cents'

/** The read model in which the demo's fault shows: an order whose money was given back twice. */
export const revenuePerOrder = `import { projection } from 'epoch/projection'

type Order = { captured: number; refunded: number }

export default projection<Order>({
  name: 'RevenuePerOrder',
  from: { types: ['PaymentCaptured', 'RefundRecorded'] },
  key: (e) => e.streamId.replace('payment-', 'order-'),
  init: () => ({ captured: 0, refunded: 0 }),
  on: {
    PaymentCaptured: (order, e) => {
      order.captured += e.data.cents
    },
    RefundRecorded: (order, e) => {
${addsEachTime}
    },
  },
  columns: {
    revenue: (o) => o.captured - o.refunded,
    captured: (o) => o.captured,
    refunded: (o) => o.refunded,
  },
})
`

export const STORY_FILE = 'revenue-per-order.ts'

/** The same with a refund recorded twice counted once; as it is where the line is another one by now. */
export function mendedSource(source: string): string {
  return source.replace(addsEachTime, setsOnce)
}

export function unmendedSource(source: string): string {
  return source.replace(setsOnce, addsEachTime)
}

/** The line, from 1, that says how a refund counts; 1 where there is no such line. */
export function refundLine(source: string): number {
  return (
    Math.max(
      0,
      source.split('\n').findIndex((line) => line === addsEachTime || line === setsOnce),
    ) + 1
  )
}
