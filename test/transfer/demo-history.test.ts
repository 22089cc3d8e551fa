import { describe, expect, test } from 'vitest'
import { categoryOf, type NewEvent } from '../../src/core/event.ts'
import { linksOf } from '../../src/core/metadata.ts'
import { demoHistory } from '../../src/transfer/demo/demo-history.ts'
import { OccurrenceCounter } from '../../src/transfer/occurrence-counter.ts'
import { collect } from './collect.ts'

async function demo(events: number, seed: number): Promise<readonly NewEvent[]> {
  return (await collect(demoHistory({ events, seed }))).events
}

function refundsRecordedAgain(events: readonly NewEvent[]): readonly NewEvent[] {
  const seen = new Set<string>()
  return events.filter(({ type, data }) => {
    if (type !== 'RefundRecorded') return false
    const { refundId } = JSON.parse(data)
    return seen.has(refundId) || !seen.add(refundId)
  })
}

const shop = await demo(20_000, 1)

describe('demoHistory', () => {
  test('has as many events as were asked for, of some twenty types in six kinds of streams', () => {
    expect(shop).toHaveLength(20_000)
    expect(new Set(shop.map(({ type }) => type)).size).toBe(25)
    const categories = [...new Set(shop.map(({ stream }) => categoryOf(stream)))].toSorted()
    expect(categories).toEqual(['cart', 'customer', 'order', 'payment', 'shipment', 'stock'])
  })

  test('is the same for the same seed, and another for another', async () => {
    expect(await demo(3000, 5)).toEqual(await demo(3000, 5))
    expect(await demo(3000, 5)).not.toEqual(await demo(3000, 6))
  })

  test.each([0, 1, 999, 1000, 1001])('makes %i events when asked for so many', async (events) => {
    expect(await demo(events, 1)).toHaveLength(events)
  })

  test('runs forward in time from 2024-03-01 for about a year, ids rising with it', () => {
    const times = shop.map(({ createdAtUs }) => createdAtUs)
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(true)
    expect(new Date((times[0] ?? 0) / 1000).toISOString()).toMatch(/^2024-03-01/)
    expect(new Date((times.at(-1) ?? 0) / 1000).toISOString()).toMatch(/^2025-/)
    const ids = shop.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
      true,
    )
    expect(ids).toEqual(ids.toSorted())
  })

  test('every cause is an earlier event of the same correlation', () => {
    const correlations = new Map<string, string | undefined>()
    for (const { id, metadata } of shop) {
      const { causationId, correlationId } = linksOf(metadata)
      if (causationId !== undefined) expect(correlations.get(causationId)).toBe(correlationId)
      else expect(correlationId).toBe(id)
      correlations.set(id, correlationId)
    }
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('records exactly one refund twice (seed %i)', async (seed) => {
    for (const events of [300, 1000, 5000]) {
      const twice = refundsRecordedAgain(await demo(events, seed))
      expect(twice).toHaveLength(1)
      expect(JSON.parse(twice[0]?.metadata ?? '')).toMatchObject({ webhook: { attempt: 2 } })
    }
  })

  test('OrderPlaced changes its shape once', () => {
    const placed = shop.filter(({ type }) => type === 'OrderPlaced')
    const versions = placed.map(({ schemaVersion }) => schemaVersion)
    expect(new Set(versions)).toEqual(new Set([1, 2]))
    expect(versions).toEqual(versions.toSorted())
    for (const { data, schemaVersion } of placed) {
      const { address, shippingAddress } = JSON.parse(data)
      expect(typeof (schemaVersion === 1 ? address : shippingAddress?.city)).toBe('string')
      expect(schemaVersion === 1 ? shippingAddress : address).toBeUndefined()
    }
  })

  test('nights are idle, evenings busy, and the warehouse rests on Sundays', () => {
    const hours = new Array<number>(24).fill(0)
    for (const { createdAtUs } of shop) {
      const hour = new Date(createdAtUs / 1000).getUTCHours()
      hours[hour] = (hours[hour] ?? 0) + 1
    }
    expect(hours.slice(2, 5)).toEqual([0, 0, 0])
    expect(hours[20]).toBeGreaterThan(shop.length / 40)
    const sundays = shop.filter(({ createdAtUs }) => new Date(createdAtUs / 1000).getUTCDay() === 0)
    expect(sundays.some(({ type }) => type === 'CartOpened')).toBe(true)
    expect(sundays.some(({ type }) => type === 'ShipmentPrepared')).toBe(false)
  })
})

test('OccurrenceCounter counts each record apart, also after it has grown', () => {
  const counter = new OccurrenceCounter()
  const records = Array.from({ length: 10_000 }, (_, index) => Buffer.from(`record ${index}`))
  for (const round of [0, 1, 2]) expect(records.every((record) => counter.count(record) === round)).toBe(true)
})
