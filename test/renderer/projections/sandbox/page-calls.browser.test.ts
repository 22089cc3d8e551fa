import { expect, test } from 'vitest'
import type { Position } from '../../../../src/core/event.ts'
import { EVERYTHING } from '../../../../src/core/event-filter.ts'
import { PageCalls } from '../../../../src/renderer/projections/sandbox/page-calls.ts'
import type { CallReply } from '../../../../src/renderer/projections/sandbox/worker-protocol.ts'
import { eventAt } from '../../../projection/projection-log.ts'
import { ArrayLog } from './running-projection.ts'

const at = (position: number): Position => position as Position
const log = new ArrayLog(Array.from({ length: 6000 }, (_, index) => eventAt(index + 1)))
const own = { history: 'own' as const, filter: EVERYTHING, after: at(0), upTo: at(6000) }

function calls(): PageCalls {
  return new PageCalls({ events: log, filter: () => EVERYTHING, signal: new AbortController().signal })
}

function countIn({ text = '[]' }: CallReply): number {
  const events: unknown = JSON.parse(text)
  return Array.isArray(events) ? events.length : -1
}

test('a tail ends where no engine asks for more, however far it is asked for', async () => {
  expect(countIn(await calls().answer(1, { what: 'tail', after: at(10), upTo: at(300) }))).toBe(290)
  const whole = countIn(await calls().answer(1, { what: 'tail', after: at(0), upTo: at(Number.MAX_SAFE_INTEGER) }))
  expect(whole).toBeGreaterThanOrEqual(4096)
  expect(whole).toBeLessThan(5000)
})

test('a history that is read is not begun again by the same number', async () => {
  const page = calls()
  expect(countIn(await page.answer(1, { what: 'page', reader: 1, begin: own }))).toBe(1000)
  expect(await page.answer(2, { what: 'page', reader: 1, begin: own })).toMatchObject({
    error: { code: 'invalid-request' },
  })
  expect(countIn(await page.answer(3, { what: 'page', reader: 1 }))).toBe(1000)
  await page.answer(4, { what: 'close', reader: 1 })
  expect(countIn(await page.answer(5, { what: 'page', reader: 1, begin: own }))).toBe(1000)
})

test('who asks for much without waiting is refused, and answered again once it has waited', async () => {
  const page = calls()
  const tail = { what: 'tail' as const, after: at(0), upTo: at(300) }
  const replies = await Promise.all(Array.from({ length: 500 }, (_, id) => page.answer(id, tail)))
  const refused = replies.filter(({ error }) => error !== undefined)
  expect(refused).toHaveLength(500 - 64)
  expect(refused[0]).toMatchObject({ error: { code: 'invalid-request' } })
  expect(countIn(await page.answer(501, tail))).toBe(300)
})

test('a page that is on its way when its history is closed is the end of it, and no failure', async () => {
  async function* waiting({ signal }: { readonly signal: AbortSignal }): AsyncGenerator<never, void> {
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
  const reported: unknown[] = []
  const hear = (event: ErrorEvent): void => void reported.push(event.error)
  addEventListener('error', hear)
  const events = { subscribe: waiting, read: (...range: Parameters<ArrayLog['read']>) => log.read(...range) }
  const page = new PageCalls({ events, filter: () => EVERYTHING, signal: new AbortController().signal })
  const coming = page.answer(1, { what: 'page', reader: 1, begin: own })
  await page.answer(2, { what: 'close', reader: 1 })
  expect(await coming).toEqual({ kind: 'reply', id: 1, text: '' })
  removeEventListener('error', hear)
  expect(reported).toEqual([])
})
