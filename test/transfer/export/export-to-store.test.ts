import { expect, test } from 'vitest'
import type { Event } from '../../../src/core/event.ts'
import { readMask } from '../../../src/core/mask.ts'
import { exportToStore } from '../../../src/transfer/export/export-to-store.ts'
import { MemoryImport } from '../memory-import.ts'
import { asNew, pagesOf, storedEvent } from './exported-events.ts'

const events = Array.from({ length: 7 }, (_, i) => storedEvent({ number: i + 1, data: `{"n":${i},"mail":"x"}` }))

test('a new store gets every event as it is, without its position and version', async () => {
  const target = new MemoryImport()
  const seen: number[] = []
  const onProgress = (progress: { readonly events: number; readonly position: number }) =>
    seen.push(progress.events, progress.position)
  expect(await exportToStore(pagesOf(events), target, { masks: [], onProgress })).toEqual({ events: 7, leftOut: 0 })
  expect(target.events).toEqual(events.map(asNew))
  expect(target.state).toBe('finished')
  expect(seen).toEqual([3, 9, 6, 18, 7, 21])
})

test('what is masked is masked in it, and an event without metadata has an empty object', async () => {
  const target = new MemoryImport()
  const bare = { ...storedEvent({ data: '{"mail":"x"}' }), metadata: '' as Event['metadata'] }
  await exportToStore(pagesOf([bare]), target, { masks: [readMask('data.mail')] })
  expect(target.events).toMatchObject([{ data: '{"mail":"***"}', metadata: '{}' }])
})

test('an event whose id an earlier one has is left out, and counted', async () => {
  const target = new MemoryImport()
  const twice = [
    ...events,
    storedEvent({ number: 1, data: '"other"' }),
    storedEvent({ number: 2, data: '{"n":1,"mail":"x"}' }),
  ]
  expect(await exportToStore(pagesOf(twice), target, { masks: [] })).toEqual({ events: 7, leftOut: 2 })
})

test('when reading fails or is aborted, the store is abandoned', async () => {
  async function* failing(): AsyncGenerator<readonly Event[], void> {
    yield events
    throw new Error('the disk')
  }
  const failed = new MemoryImport()
  await expect(exportToStore(failing(), failed, { masks: [] })).rejects.toThrow('the disk')
  expect(failed.state).toBe('abandoned')
  const aborted = new MemoryImport()
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(exportToStore(pagesOf(events), aborted, { masks: [], signal })).rejects.toThrow('enough')
  expect(aborted.state).toBe('abandoned')
})
