import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { projection } from '../../../src/projection/dialects/epoch-definition.ts'

interface OrderData {
  readonly totalCents: number
  readonly quantity: number
  readonly city: string
  readonly customer: string
  readonly sku: string
}

interface OrderEvent {
  readonly type: string
  readonly position: number
  readonly data: OrderData
}

/** About 140 bytes of JSON. */
export interface OrderState {
  status: string
  n: number
  total: number
  qty: number
  city: string
  customer: string
  last: string
  at: number
}

export function newOrder(): OrderState {
  return { status: '', n: 0, total: 0, qty: 0, city: '', customer: '', last: '', at: 0 }
}

export function takeOrder(order: OrderState, { type, position, data }: OrderEvent): void {
  order.status = type
  order.n++
  order.total += data.totalCents
  order.qty += data.quantity
  order.city = data.city
  order.customer = data.customer
  order.last = data.sku
  order.at = position
}

const handled = { init: newOrder, apply: takeOrder }

export const orderProjections = {
  keyed: epochProjection(projection<OrderState>({ name: 'Keyed', ...handled })),
  columns: epochProjection(
    projection<OrderState>({ name: 'Columns', ...handled, columns: { total: (o) => o.total, city: (o) => o.city } }),
  ),
  global: epochProjection(projection<OrderState>({ name: 'Global', key: () => 'all', ...handled })),
  deleting: epochProjection(
    projection<OrderState>({
      name: 'Deleting',
      init: newOrder,
      apply: (order, event) => (event.data.quantity === 5 ? null : takeOrder(order, event)),
    }),
  ),
}
