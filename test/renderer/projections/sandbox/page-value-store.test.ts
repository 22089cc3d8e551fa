import { expect, test } from 'vitest'
import { PageLink } from '../../../../src/renderer/projections/sandbox/page-link.ts'
import { PageValueStore } from '../../../../src/renderer/projections/sandbox/page-value-store.ts'
import { readWorkerCall } from '../../../../src/renderer/projections/sandbox/read-worker-call.ts'
import type { WorkerMessage } from '../../../../src/renderer/projections/sandbox/worker-protocol.ts'

/** A store whose page takes what a page takes, and has at each place its number of MiB. */
function store(): { readonly values: PageValueStore; readonly read: number[] } {
  const read: number[] = []
  const page: PageLink = new PageLink((message: WorkerMessage) => {
    if (message.kind !== 'call') return
    const call = readWorkerCall(message.call)
    if (call.what !== 'read') return
    const bytes = new Uint8Array(call.ranges.reduce((sum, { start, end }) => sum + end - start, 0))
    let at = 0
    for (const { start, end } of call.ranges) {
      bytes.fill(start / MIB, at, at + end - start)
      at += end - start
    }
    read.push(bytes.length)
    page.replied({ kind: 'reply', id: message.id, bytes })
  })
  return { values: new PageValueStore(page), read }
}

const MIB = 1024 * 1024

test('values that are large together are asked for in parts that a page takes', async () => {
  const { values, read } = store()
  const refs = Array.from({ length: 66 }, (_, at) => ({ start: at * MIB, end: (at + 4) * MIB }))
  const given = await values.readMany(refs)
  expect(given.map(({ length }) => length)).toEqual(refs.map(() => 4 * MIB))
  expect(given.map((bytes) => bytes[17])).toEqual(refs.map((_, at) => at))
  expect(read.length).toBeGreaterThan(1)
})

test('very many values are asked for in parts too, and none without a call', async () => {
  const { values, read } = store()
  const refs = Array.from({ length: 150_000 }, (_, at) => ({ start: (at % 200) * MIB, end: (at % 200) * MIB + 2 }))
  const given = await values.readMany(refs)
  expect(given.every((bytes, at) => bytes.length === 2 && bytes[1] === at % 200)).toBe(true)
  read.length = 0
  expect(await values.readMany([])).toEqual([])
  expect(read).toEqual([])
})
