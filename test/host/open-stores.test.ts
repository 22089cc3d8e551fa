import { expect, test as plainTest } from 'vitest'
import type { OpeningProgress } from '../../src/host/open-path.ts'
import { OpenStores } from '../../src/host/open-stores.ts'

/** A store that is only asked whether it was closed. */
class Closable {
  outdated = false
  disposals = 0
  async dispose(): Promise<void> {
    this.disposals++
  }
}

const test = plainTest.extend<{ bugs: unknown[]; stores: OpenStores<Closable> }>({
  bugs: async ({}, use) => use([]),
  stores: async ({ bugs }, use) => {
    const stores = new OpenStores<Closable>((bug) => bugs.push(bug))
    await use(stores)
    await stores.dispose()
    expect(bugs).toEqual([])
  },
})

const forever = new AbortController().signal
const silent = { signal: forever, onProgress: () => {} }

test('two clients share what is behind one key, and dispose closes it', async ({ stores }) => {
  let opened = 0
  const open = async (): Promise<Closable> => {
    opened++
    return new Closable()
  }
  const [first, second] = await Promise.all([stores.acquire('a', open, silent), stores.acquire('a', open, silent)])
  const other = await stores.acquire('b', open, silent)
  expect(first.store).toBe(second.store)
  expect(other.store).not.toBe(first.store)
  expect(opened).toBe(2)
  first.release()
  first.release()
  expect(second.store.disposals).toBe(0)
  await stores.dispose()
  expect([second.store.disposals, other.store.disposals]).toEqual([1, 1])
})

test('a store that was let go a moment ago is found open', async ({ stores }) => {
  const open = async (): Promise<Closable> => new Closable()
  const first = await stores.acquire('a', open, silent)
  first.release()
  const again = await stores.acquire('a', open, silent)
  expect(again.store).toBe(first.store)
  expect(again.store.disposals).toBe(0)
})

test('a store that is outdated is not given to who opens it anew, and is closed all the same', async ({ stores }) => {
  const open = async (): Promise<Closable> => new Closable()
  const [first, held] = [await stores.acquire('a', open, silent), await stores.acquire('a', open, silent)]
  first.store.outdated = true
  first.release()
  const again = await stores.acquire('a', open, silent)
  expect(again.store).not.toBe(held.store)
  expect((await stores.acquire('a', open, silent)).store).toBe(again.store)
  expect(held.store.disposals).toBe(0)
  await stores.dispose()
  expect([held.store.disposals, again.store.disposals]).toEqual([1, 1])
})

test('everybody who waits for an opening hears how it goes', async ({ stores }) => {
  const steps: string[] = []
  const ready = Promise.withResolvers<void>()
  const open = async ({ onProgress }: { onProgress: (step: OpeningProgress) => void }): Promise<Closable> => {
    await ready.promise
    onProgress({ what: 'Importing', done: 1 })
    return new Closable()
  }
  const hear = (name: string) => ({
    signal: forever,
    onProgress: ({ what }: OpeningProgress) => steps.push(`${name}: ${what}`),
  })
  const both = [stores.acquire('a', open, hear('one')), stores.acquire('a', open, hear('two'))]
  ready.resolve()
  await Promise.all(both)
  expect(steps).toEqual(['one: Importing', 'two: Importing'])
})

test('an opening goes on as long as one client waits for it, and ends with the last', async ({ stores }) => {
  const ended = Promise.withResolvers<void>()
  const open = ({ signal }: { signal: AbortSignal }): Promise<Closable> =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        ended.resolve()
        reject(signal.reason)
      })
    })
  const [one, two] = [new AbortController(), new AbortController()]
  const first = stores.acquire('a', open, { ...silent, signal: one.signal })
  const second = stores.acquire('a', open, { ...silent, signal: two.signal })
  one.abort(new Error('left'))
  await expect(first).rejects.toThrow('left')
  expect(await Promise.race([ended.promise, Promise.resolve('still opening')])).toBe('still opening')
  two.abort(new Error('left as well'))
  await expect(second).rejects.toThrow('left as well')
  await ended.promise
})

test('a failure is told to all who wait, and the next client tries anew', async ({ stores }) => {
  const failing = async (): Promise<Closable> => {
    throw new Error('no such file')
  }
  const waiting = [stores.acquire('a', failing, silent), stores.acquire('a', failing, silent)]
  for (const one of waiting) await expect(one).rejects.toThrow('no such file')
  expect((await stores.acquire('a', async () => new Closable(), silent)).store.disposals).toBe(0)
})

test('what opens after everybody left is closed again', async ({ stores }) => {
  const opening = Promise.withResolvers<Closable>()
  const controller = new AbortController()
  const leaving = stores.acquire('a', () => opening.promise, { ...silent, signal: controller.signal })
  controller.abort(new Error('left'))
  await expect(leaving).rejects.toThrow('left')
  const disposed = stores.dispose()
  const late = new Closable()
  opening.resolve(late)
  await disposed
  await expect.poll(() => late.disposals).toBe(1)
})
