import { describe, expect, test } from 'vitest'
import { eventAt } from '../../../projection/projection-log.ts'
import { ArrayLog, RunningProjection } from './running-projection.ts'

function history(length: number): ArrayLog {
  return new ArrayLog(Array.from({ length }, (_, at) => eventAt(at + 1, { stream: `order-${at % 3}` })))
}

function applying(handler: string): string {
  return `export default {\n  name: 'n',\n  apply: (state, e) => {\n    ${handler}\n  },\n}`
}

describe('the same events', () => {
  const formats = 'const zone = Intl.DateTimeFormat().resolvedOptions().timeZone, { compare } = new Intl.Collator()\n'
  const told = `
    const at = new Date()
    return {
      now: Date.now(), iso: at.toISOString(), hours: new Date('2026-07-01T10:00:00').getHours(), parts: new Date(2026, 6, 1).toISOString(),
      text: String(new Date(0)), random: Math.random(), uuid: crypto.randomUUID(), money: (1234.5).toLocaleString(),
      day: at.toLocaleDateString(), zone, sorted: ['ä', 'z', 'a'].sort(compare),
      one: Date(), known: at instanceof Date,
      another: new at.constructor().toISOString(), year: (at.setYear(70), at.toISOString()),
      written: new Intl.DateTimeFormat('en', { dateStyle: 'short', timeStyle: 'short' }).format(),
      listed: new Intl.DateTimeFormat('en').formatToParts().map(({ value }) => value).join(''),
      given: [new Date(0)].map(new Intl.DateTimeFormat('en').format),
    }`

  test('have the time of the event, the zone UTC, the language en-US and the same chance', async () => {
    using projection = new RunningProjection(formats + applying(told), history(600), 600)
    await projection.status('live')
    const [row] = (await projection.exactly(400)).rows
    expect(JSON.parse(row?.json ?? '')).toEqual({
      now: 1_700_000_400_000,
      iso: '2023-11-14T22:20:00.000Z',
      hours: 10,
      parts: '2026-07-01T00:00:00.000Z',
      text: 'Thu, 01 Jan 1970 00:00:00 GMT',
      random: expect.any(Number),
      uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      money: '1,234.5',
      day: '11/14/2023',
      zone: 'UTC',
      sorted: ['a', 'ä', 'z'],
      one: 'Tue, 14 Nov 2023 22:20:00 GMT',
      known: true,
      another: '2023-11-14T22:20:00.000Z',
      year: '1970-11-14T22:20:00.000Z',
      written: expect.stringMatching(/^11.14.23, 10:20\sPM$/),
      listed: '11/14/2023',
      given: ['1/1/1970'],
    })
    using again = new RunningProjection(formats + applying(told), history(600), 600)

    await again.status('live')
    for (const position of [400, 256, 600])
      expect(await again.exactly(position)).toEqual(await projection.exactly(position))
  })

  test.each([
    'fetch("/")',
    'setTimeout(() => {}, 1)',
    'new Worker("x")',
    'new WebSocket("ws://x")',
    'new XMLHttpRequest()',
    'importScripts("x")',
    'postMessage(1)',
  ])('cannot be made different by %s', async (call) => {
    using projection = new RunningProjection(applying(call), history(1), 1)
    const name = /\w+(?=\()/.exec(call)?.[0]
    const { failures } = await projection.status('live')
    expect(failures.first[0]?.message).toContain(`TypeError: ${name} is not there in a projection`)
  })
})
