import { expect, test } from 'vitest'
import { position } from '../../src/core/event.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { momentAt } from '../../src/projection/moment.ts'
import { MemoryValueStore } from '../../src/projection/value-store.ts'
import { VersionLog } from '../../src/projection/version-log.ts'
import { codec, eventAt } from './projection-log.ts'

test('events that are recorded already, and still held, are folded once', async () => {
  const log = new VersionLog(new MemoryValueStore(), codec, 0)
  const events = Array.from({ length: 300 }, (_, at) => eventAt(at + 1))
  const cell = log.cellFor('order-1')
  await log.record(
    events.slice(0, 256).map((event) => event.position),
    [{ cell, json: '256', event: 255, columns: [] }],
  )
  const projection = epochProjection({ name: 'n', init: () => 0, apply: (n: number) => n + 1 })
  const past = { projection, log, pending: events, readTail: () => Promise.reject(new Error('it was read')) }
  const moment = await momentAt(past, { position: position(300), index: log.newIndex() })
  expect(moment.fold.textOf(cell)).toBe('300')
})
