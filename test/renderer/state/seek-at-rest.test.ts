import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import type { ProjectionOptions, ShownRows } from '../../../src/renderer/state/projection-port.ts'
import { seekAtRest } from '../../../src/renderer/state/seek-at-rest.ts'
import { HandClock } from '../hand-clock.ts'

const byColumn: ShownRows = { from: 0, limit: 10, sort: { field: { column: 'cents' }, descending: false } }
const byPath: ShownRows = { from: 0, limit: 10, sort: { field: { path: ['cents'] }, descending: false } }

function following(show: ShownRows) {
  const clock = new HandClock()
  const heard: unknown[] = []
  const options: ProjectionOptions = {
    source: '',
    events: { async *subscribe() {}, read: async () => [] },
    show,
    position: position(9),
    onStatus: () => {},
    onView: () => {},
  }
  const run = seekAtRest(
    () => ({
      seek: (to) => heard.push(to),
      show: () => heard.push('show'),
      ask: () => Promise.reject(new Error('nothing is asked here')),
      stop: () => heard.push('stop'),
    }),
    clock,
  )(options)
  return { clock, heard, run }
}

test('rows by declared columns move along with the playhead', () => {
  const { heard, run } = following(byColumn)
  run.seek(position(1))
  run.seek(position(2))
  expect(heard).toEqual([1, 2])
})

test('rows by anything else follow once the playhead rests', async () => {
  const { clock, heard, run } = following(byPath)
  run.seek(position(1))
  run.seek(position(2))
  expect(heard).toEqual([])
  await clock.runOut()
  expect(heard).toEqual([2])
})

test('other rows are asked for at the position where the playhead is by then', async () => {
  const { clock, heard, run } = following(byPath)
  run.seek(position(3))
  run.show(byColumn)
  await clock.runOut()
  expect(heard).toEqual([3, 'show'])
})

test('a run that has ended is not moved any more', async () => {
  const { clock, heard, run } = following(byPath)
  run.seek(position(3))
  run.stop()
  await clock.runOut()
  expect(heard).toEqual(['stop'])
})
