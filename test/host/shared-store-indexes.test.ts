import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { StoreReadOnly } from '../../src/core/errors.ts'
import { RememberedPaths } from '../../src/host/remembered-paths.ts'
import { SharedStore } from '../../src/host/shared-store.ts'
import { append, events } from '../backends/store-test.ts'
import { folderTest as test } from './temporary-folder.ts'

async function shareStore(folder: string, origin: 'store' | 'demo', bugs: unknown[]): Promise<SharedStore> {
  const file = join(folder, 'shop.db')
  const store = await openSqliteStore(file, { mode: 'create' })
  await append(store, ...events(20))
  const backend = {
    store,
    index: store,
    searchIndexes: store,
    recognised: { kind: 'Epoch', sureness: 'certain' as const, reasons: ['the test made it'], notes: [] },
    indexed: Promise.resolve(),
    refresh: () => store.refresh(),
    audit: () => Promise.reject(new Error('not asked for')),
  }
  return await SharedStore.over(
    { backend, file, name: 'shop.db', origin },
    {
      path: file,
      isCopy: false,
      switched: new RememberedPaths(join(folder, 'appends.json'), 10),
      attention: () => 'front',
      reportBug: (error) => void bugs.push(error),
    },
  )
}

/** Looks at the indexes until there is one that has all 20 events. */
async function indexedNames(shared: SharedStore): Promise<string[]> {
  for (;;) {
    const indexes = await shared.searchIndexes()
    if (indexes.some(({ indexedTo }) => indexedTo === 20)) return indexes.map(({ of }) => of)
    await shared.index.summary()
  }
}

describe('the search indexes of a store that the host has open', () => {
  test('have its words from the start where appends are allowed', async ({ folder }) => {
    const bugs: unknown[] = []
    const shared = await shareStore(folder, 'demo', bugs)
    expect(await indexedNames(shared)).toEqual(['words'])
    await shared.addSearchIndex('data.n')
    expect((await shared.searchIndexes()).map(({ of }) => of)).toEqual(['data.n', 'words'])
    await shared.removeSearchIndex('words')
    expect((await shared.searchIndexes()).map(({ of }) => of)).toEqual(['data.n'])
    expect((await shared.status()).trouble).toBe('')
    await shared.dispose()
    expect(bugs).toEqual([])
  })

  test('are none until appends are allowed, and may not be added before', async ({ folder }) => {
    const bugs: unknown[] = []
    const shared = await shareStore(folder, 'store', bugs)
    expect(await shared.searchIndexes()).toEqual([])
    await expect(shared.addSearchIndex('words')).rejects.toThrow(StoreReadOnly)
    await shared.allowAppends(true)
    expect(await indexedNames(shared)).toEqual(['words'])
    await shared.dispose()
    expect(bugs).toEqual([])
  })
})
