import type { Order } from './ordering.ts'
import type { Recorded, Shop } from './shop.ts'
import { MINUTE, SECOND } from './shop-calendar.ts'

interface Refund {
  readonly cause: Recorded
  readonly reason: string
  /** How often the provider's webhook is recorded; it should be once. */
  readonly recordings: 'once' | 'twice'
}

/**
 * Gives an order's money back. The provider confirms by webhook; when it hears no answer it calls again, and a shop that
 * does not look at the refund's id records the same refund once more.
 */
export function refund(shop: Shop, order: Order, { cause, reason, recordings }: Refund): void {
  const { paymentId, id: orderId, cents, payment: stream } = order
  const refundId = `refund-${orderId.slice('order-'.length)}`
  const data = { refundId, paymentId, orderId, cents }
  const actor = 'payments'
  const requested = shop.record({ stream, type: 'RefundRequested', data: { ...data, reason }, actor, cause })
  const delivery = `wh_${shop.random.bits().toString(36)}`
  const recordAttempt = (attempt: number): void => {
    const context = { webhook: { delivery, attempt } }
    shop.record({ stream, type: 'RefundRecorded', data, actor: 'payment-provider', cause: requested, context })
  }
  shop.soon(5 * SECOND, 2 * MINUTE, () => {
    recordAttempt(1)
    if (recordings === 'twice') shop.soon(30 * SECOND, 90 * SECOND, () => recordAttempt(2))
  })
}
