import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { addMessage, emmettStoreOf, filesIn, openForTest } from './foreign-emmett-store.ts'
import { allOf } from './store-test.ts'

const writerModule = new URL('./foreign-writer.ts', import.meta.url)

/** Another process that has the store open; `tell` resolves when it has done what it was told. */
async function startWriter(path: string) {
  const writer = startChildProcess(writerModule)
  onTestFinished(() => writer.kill())
  let done: () => void = () => {}
  writer.onText(() => done())
  const tell = (text: string): Promise<void> => {
    const answered = new Promise<void>((resolve) => {
      done = resolve
    })
    writer.send(text)
    return answered
  }
  const crash = (): Promise<void> => {
    const ended = new Promise<void>((resolve) => writer.onExit(() => resolve()))
    writer.kill()
    return ended
  }
  await tell(`open ${path}`)
  return { tell, crash }
}

async function countOf(store: EventStoreBackend): Promise<number> {
  return (await allOf(store.readAll())).length
}

describe('a store that another process writes to', () => {
  test('shows its commits after a refresh, in order and once, and leaves the writer alone', async () => {
    const path = emmettStoreOf({})
    const writer = await startWriter(path)
    await writer.tell('add 2')
    const { store, index, refresh } = await openForTest(path)
    expect(await store.head()).toBe(3)
    const messages = store.subscribe()[Symbol.asyncIterator]()
    expect((await messages.next()).value).toMatchObject({ kind: 'events', events: { length: 3 } })
    expect((await messages.next()).value).toEqual({ kind: 'caught-up', position: 3 })
    const next = messages.next()
    await writer.tell('add 4')
    expect(await refresh()).toBe(7)
    expect((await next).value).toMatchObject({ kind: 'events', events: { length: 4 } })
    expect((await index.summary()).events).toBe(7)
    await messages.return?.()
    await writer.tell('add 1')
  })

  test('keeps its head when nothing was committed', async () => {
    const path = emmettStoreOf({})
    const writer = await startWriter(path)
    const { refresh } = await openForTest(path)
    await writer.tell('begin')
    await writer.tell('add 1')
    expect(await refresh()).toBe(1)
  })

  test('is followed from rest to use and back to rest', async () => {
    const path = emmettStoreOf({})
    const { store, refresh } = await openForTest(path)
    const writer = await startWriter(path)
    await writer.tell('add 1')
    expect(await refresh()).toBe(2)
    await writer.tell('add 1')
    expect(await refresh()).toBe(3)
    await writer.tell('close')
    expect(await refresh()).toBe(3)
    const again = new Database(path)
    addMessage(again)
    again.close()
    expect(await refresh()).toBe(4)
    expect(await countOf(store)).toBe(4)
  })

  test('that crashed keeps what it had committed, and its files', async () => {
    const path = emmettStoreOf({})
    const writer = await startWriter(path)
    await writer.tell('add 5')
    await writer.crash()
    rmSync(`${path}-shm`)
    const before = filesIn(dirname(path))
    expect(before).toEqual(['emmett.db', 'emmett.db-wal'])
    const { store } = await openForTest(path)
    expect(await countOf(store)).toBe(6)
    await store.dispose()
    expect(filesIn(dirname(path))).toEqual(before)
  })
})

describe('a store whose file', () => {
  test('was moved away ends with store-replaced', async () => {
    const path = emmettStoreOf({})
    const { refresh } = await openForTest(path)
    renameSync(path, `${path}.moved`)
    await expect(refresh()).rejects.toMatchObject({ code: 'store-replaced' })
  })

  test('was replaced ends with store-replaced', async () => {
    const path = emmettStoreOf({})
    const { refresh } = await openForTest(path)
    renameSync(emmettStoreOf({}, {}), path)
    await expect(refresh()).rejects.toMatchObject({ code: 'store-replaced' })
  })

  test('cannot be copied for a while is read again when it can', async () => {
    const path = emmettStoreOf({})
    const { store, refresh } = await openForTest(path)
    const writer = await startWriter(path)
    await writer.tell('add 1')
    await writer.tell('close')
    const whole = readFileSync(path)
    truncateSync(path, 5000)
    await expect(refresh()).rejects.toMatchObject({ code: 'store-corrupt' })
    await expect(countOf(store)).rejects.toMatchObject({ code: 'store-corrupt' })
    writeFileSync(path, whole)
    expect(await refresh()).toBe(2)
    expect(await countOf(store)).toBe(2)
  })

  test('lost its last events ends with store-rewound', async () => {
    const path = emmettStoreOf({}, {})
    const { refresh } = await openForTest(path)
    const database = new Database(path)
    database.exec('DELETE FROM emt_messages WHERE global_position = 2')
    database.close()
    await expect(refresh()).rejects.toMatchObject({ code: 'store-rewound', message: /from 2 to 1/ })
  })
})
