import { expect } from 'vitest'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { compete } from './competing-writers.ts'
import { fileTest } from './sqlite-files.ts'

const EVENTS_EACH = 5000

const test = fileTest.extend<{ path: string }>({
  path: async ({ file }, use) => {
    const store = await openSqliteStore(file, { mode: 'create' })
    await store.dispose()
    await use(file)
  },
})

test('two processes of fifty writers each lose nothing and see no lock, whatever version they find', async ({
  path,
}) => {
  const report = await compete({ path, manners: ['any', 'any'], eventsEach: EVENTS_EACH })
  expect(report).toMatchObject({ events: 2 * EVENTS_EACH, conflicts: 0, faults: [] })
})

test('two processes that expect exact versions and try again get one winner a version', async ({ path }) => {
  const report = await compete({ path, manners: ['exact', 'exact'], eventsEach: EVENTS_EACH })
  expect(report).toMatchObject({ events: 2 * EVENTS_EACH, faults: [] })
  expect(report.conflicts).toBeGreaterThan(0)
})

test('the check of competing writers notices one that does not wait for its turn', async ({ path }) => {
  const { faults } = await compete({ path, manners: ['carefree', 'carefree'], eventsEach: 2000 })
  expect(faults.join()).toMatch(/SQLITE_BUSY/)
})
