import { expect, test } from 'vitest'
import { EpochError } from '../../../../src/core/errors.ts'
import type { ValueRef } from '../../../../src/projection/value-store.ts'
import type { ScratchValues, ValuesHost } from '../../../../src/renderer/state/projection-port.ts'
import { eventAt } from '../../../projection/projection-log.ts'
import { ArrayLog, RunningProjection } from './running-projection.ts'

/** Scratch files in memory, with a limit. */
class ScratchFiles implements ValuesHost {
  readonly #limitBytes: number
  opened = 0
  closed = 0
  bytes = 0

  constructor(limitBytes = Number.POSITIVE_INFINITY) {
    this.#limitBytes = limitBytes
  }

  async open(): Promise<ScratchValues> {
    this.opened++
    let all = new Uint8Array()
    return {
      append: async (bytes) => {
        if (all.length + bytes.length > this.#limitBytes) throw new EpochError('value-too-large', 'the disk is full')
        const grown = new Uint8Array(all.length + bytes.length)
        grown.set(all)
        grown.set(bytes, all.length)
        all = grown
        this.bytes = all.length
      },
      read: async (ranges: readonly ValueRef[]) => {
        const parts = ranges.map(({ start, end }) => [...all.subarray(start, end)])
        return Uint8Array.from(parts.flat())
      },
      close: async () => {
        this.closed++
      },
    }
  }
}

const EVENTS = 6000
const wordy = `export default {
  name: 'Wordy',
  apply: (state, e) => ({ at: e.position, words: 'word '.repeat(1600) }),
  columns: { at: (state) => state.at },
}`

function history(): ArrayLog {
  return new ArrayLog(Array.from({ length: EVENTS }, (_, at) => eventAt(at + 1, { stream: `order-${at % 97}` })))
}

test('values that do not fit the budget go to the page and come back exact at any position', async () => {
  const values = new ScratchFiles()
  using projection = new RunningProjection(wordy, history(), 0, { from: 0, limit: 100 }, undefined, {
    values,
    budgetBytes: 5 * 1024 * 1024,
  })
  await projection.status('live')
  expect(values.opened).toBe(1)
  expect(values.bytes).toBeGreaterThan(8 * 1024 * 1024)
  for (const position of [97, 300, 1024, 2999, 256, 5999, EVENTS]) {
    const { rows, total } = await projection.exactly(position)
    expect(total).toBe(97)
    const expected = Array.from({ length: 97 }, (_, key) => key + 1 + 97 * Math.floor((position - key - 1) / 97))
    expect(rows.map(({ columns }) => columns[0])).toEqual(expected)
    expect(rows.map(({ json }) => JSON.parse(json).at)).toEqual(expected)
  }
  projection.run.stop()
  await expect.poll(() => values.closed).toBe(1)
})

test.each([
  ['there is no place for them', undefined],
  ['that place is full', new ScratchFiles(1024)],
])('values that outgrow the budget end the run where %s', async (_, values) => {
  using projection = new RunningProjection(wordy, history(), 0, { from: 0, limit: 100 }, undefined, {
    budgetBytes: 5 * 1024 * 1024,
    ...(values && { values }),
  })
  expect((await projection.status('failed')).error).toMatchObject({ code: 'value-too-large' })
})
