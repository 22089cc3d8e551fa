import { expect, test } from 'vitest'
import { EventOutput } from '../../src/cli/event-output.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { type Event, position, streamVersion } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'

class SlowReader implements Terminal {
  readonly lines: string[] = []
  keepUp: () => void = () => {}
  out(line: string): void {
    this.lines.push(line)
  }
  err(line: string): void {
    throw new Error(line)
  }
  drained(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.keepUp = resolve
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  }
}

function eventAt(at: number): Event {
  const event = new EventBuilder().stream('s').type('T').id(`e${at}`).createdAtUs(at).build()
  return { ...event, position: position(at), version: streamVersion(at) }
}

const never = new AbortController().signal
const usual = { firstVersion: 1, time: true } as const

test('the next page waits until the reader keeps up', async () => {
  const reader = new SlowReader()
  const output = new EventOutput('ndjson', reader)
  let taken = false
  const writing = output.write([eventAt(1), eventAt(2)], usual, never).then(() => {
    taken = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect({ taken, lines: reader.lines.length }).toEqual({ taken: false, lines: 1 })
  reader.keepUp()
  await writing
  expect(output.written).toBe(2)
})

test('waiting for a reader ends with the interruption', async () => {
  const interruption = new AbortController()
  const writing = new EventOutput('table', new SlowReader()).write([eventAt(1)], usual, interruption.signal)
  interruption.abort(new Error('interrupted'))
  await expect(writing).rejects.toThrow('interrupted')
})

test('pages of a JSON array are one array', async () => {
  const reader = new SlowReader()
  const output = new EventOutput('json', reader)
  for (const page of [[eventAt(1), eventAt(2)], [eventAt(3)]]) {
    const writing = output.write(page, usual, never)
    reader.keepUp()
    await writing
  }
  output.end()
  const events: readonly Event[] = JSON.parse(reader.lines.join('\n'))
  expect(events.map(({ id }) => id)).toEqual(['e1', 'e2', 'e3'])
})

test('columns stay where they are once a page has made them wide', async () => {
  const reader = new SlowReader()
  const output = new EventOutput('table', reader)
  for (const page of [[eventAt(1000)], [eventAt(1001)], [eventAt(2)]]) {
    const writing = output.write(page, usual, never)
    reader.keepUp()
    await writing
  }
  expect(reader.lines).toEqual([
    '1000  1970-01-01T00:00:00.001000Z  s@1000  T  null',
    '1001  1970-01-01T00:00:00.001001Z  s@1001  T  null',
    '   2  1970-01-01T00:00:00.000002Z  s@2     T  null',
  ])
})

test('versions are those that the store counts, and a time that it does not know is a dash', async () => {
  const reader = new SlowReader()
  const writing = new EventOutput('table', reader).write([eventAt(3)], { firstVersion: 0, time: false }, never)
  reader.keepUp()
  await writing
  expect(reader.lines).toEqual(['3  -  s@2  T  null'])
})
