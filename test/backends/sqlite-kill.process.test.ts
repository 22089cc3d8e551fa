import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { fileTest as test } from './sqlite-files.ts'
import { allOf, append, events } from './store-test.ts'
import { verifyLog } from './verify-log.ts'

const writer = fileURLToPath(new URL('./sqlite-writer-process.ts', import.meta.url))

function startWriter(file: string): ChildProcess {
  return spawn(process.execPath, [writer, file], { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Lets a process append until it has acknowledged some batches, and kills it. @returns the ids it acknowledged */
async function killAfter(batches: number, child: ChildProcess): Promise<string[]> {
  if (child.stdout === null) throw new Error('no output')
  const exit = once(child, 'exit')
  const ids: string[] = []
  let acknowledged = 0
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(...line.split(' '))
    if (++acknowledged === batches) child.kill('SIGKILL')
  }
  await exit
  return ids
}

test('what a killed process had acknowledged is kept, once, without gaps', { timeout: 60_000 }, async ({ file }) => {
  const acknowledged: string[] = []
  for (const batches of [1, 5, 23, 40]) {
    acknowledged.push(...(await killAfter(batches, startWriter(file))))
    const store = await openSqliteStore(file, { mode: 'write' })
    const log = await allOf(store.readAll())
    await store.dispose()
    const stored = log.map((event) => event.id)
    expect(new Set(stored).size).toBe(stored.length)
    expect(log.map((event) => event.position)).toEqual(stored.map((_, i) => i + 1))
    expect(acknowledged.filter((id) => !stored.some((other) => other === id))).toEqual([])
  }
  expect((await verifyLog(file)).faultCount).toBe(0)
})

test('another process and this one append at the same time without loss or gap', async ({ file }) => {
  const store = await openSqliteStore(file, { mode: 'create' })
  const child = startWriter(file)
  const own = Array.from({ length: 30 }, (_, i) => events(2, `order-${i % 5}`))
  const [theirs] = await Promise.all([
    killAfter(30, child),
    (async () => {
      for (const batch of own) await append(store, ...batch)
    })(),
  ])
  const head = await store.refresh()
  const stored = new Set<string>((await allOf(store.readAll())).map((event) => event.id))
  expect(stored.size).toBe(head)
  expect([...theirs, ...own.flat().map((event) => event.id)].filter((id) => !stored.has(id))).toEqual([])
  await store.dispose()
  expect((await verifyLog(file)).faultCount).toBe(0)
})
