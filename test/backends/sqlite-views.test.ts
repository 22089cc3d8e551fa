import { describe, expect } from 'vitest'
import { openSqliteImport } from '../../src/backends/sqlite/sqlite-import.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { eventType } from '../../src/core/event.ts'
import { LogModel } from './log-model.ts'
import { fileTest as test } from './sqlite-files.ts'
import { history } from './sqlite-history.ts'
import { allOf } from './store-test.ts'

describe('views of a store too large to gather', () => {
  test('are searched in slices and show rows as they are found', { timeout: 60_000 }, async ({ file }) => {
    const into = await openSqliteImport(file)
    const all = history(62_000)
    for (let i = 0; i < all.length; i += 1000) await into.add(all.slice(i, i + 1000))
    await into.finish()
    const store = await openSqliteStore(file, { mode: 'read' })
    const model = new LogModel(await allOf(store.readAll()))
    const types = ['Type1', 'Type2', 'Type4'].map(eventType)
    const streams = model.streams({ category: 'order', skip: 0, limit: 100 }).streams.map((stream) => stream.name)
    const views = [{ category: 'order' }, { types }, { category: 'cart', types }, { streams, types }, { streams }]
    for (const view of views) {
      const expected = model.view(view)
      let page = await store.rows(view, 1, 50)
      while (!page.complete) page = await store.rows(view, 1, 50)
      expect(page).toEqual({ rows: expected.slice(0, 50), total: expected.length, complete: true })
      const last = expected.at(-1)
      expect((await store.rows(view, expected.length, 5)).rows).toEqual(last === undefined ? [] : [last])
      const backwards = await allOf(store.readAll({ filter: view, direction: 'backwards', limit: 2500 }))
      expect(backwards.map((event) => event.position)).toEqual(
        expected
          .toReversed()
          .slice(0, 2500)
          .map((row) => row.position),
      )
    }
    await store.dispose()
  })
})
