import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { linkKey } from '../../src/backends/sqlite/event-id-blob.ts'
import { LinkFinder } from '../../src/backends/sqlite/link-finder.ts'
import { LinkMerger } from '../../src/backends/sqlite/link-merger.ts'
import { RecentLinks, removeLinks } from '../../src/backends/sqlite/link-tables.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { position } from '../../src/core/event.ts'
import type { JsonText } from '../../src/core/json.ts'
import { fileTest } from './sqlite-files.ts'

const COUNT = 70_000

/** Links of events that have one cause of 97 and one correlation of 13. */
function metadataOf(at: number): JsonText {
  return JSON.stringify({ causationId: `cause-${at % 97}`, correlationId: `work-${at % 13}` }) as JsonText
}

function positionsWhere(fits: (at: number) => boolean, upTo: number): number[] {
  return Array.from({ length: upTo }, (_, i) => i + 1).filter(fits)
}

const test = fileTest.extend<{ database: Database.Database; finder: LinkFinder }>({
  database: async ({ file }, use) => {
    createStore(file)
    const database = new Database(file)
    const links = new RecentLinks(database)
    database.transaction(() => {
      for (let at = 1; at <= COUNT; at++) links.add(position(at), metadataOf(at))
      links.write()
    })()
    await use(database)
    database.close()
  },
  finder: async ({ database }, use) => use(new LinkFinder(database, 2)),
})

function expectAll(finder: LinkFinder, upTo = COUNT): void {
  expect(finder.positions('causations', linkKey('cause-5'), 0, COUNT)).toEqual(
    positionsWhere((at) => at % 97 === 5, upTo),
  )
  expect(finder.positions('correlations', linkKey('work-3'), 100, 50)).toEqual(
    positionsWhere((at) => at % 13 === 3, upTo)
      .filter((at) => at > 100)
      .slice(0, 50),
  )
}

test('links are found before, between and after the steps that sort them, each once and in order', ({
  database,
  finder,
}) => {
  expectAll(finder)
  const merger = new LinkMerger(database)
  expect(merger.isDue).toBe(true)
  let steps = 0
  while (merger.step()) if (steps++ % 10 === 0) expectAll(finder)
  expectAll(finder)
  expectAll(new LinkFinder(database, 2))
  expect(merger.isDue).toBe(false)
  expect(database.prepare('SELECT count(*) FROM recent_links').pluck().get()).toBe(COUNT - 65_537)
})

test('a merge that was cut off is done again', ({ database, finder }) => {
  const cutOff = new LinkMerger(database)
  for (let i = 0; i < 5; i++) cutOff.step()
  const merger = new LinkMerger(database)
  while (merger.step());
  expectAll(finder)
})

test('links come in while others are sorted', ({ database, finder }) => {
  const merger = new LinkMerger(database)
  const links = new RecentLinks(database)
  let at = COUNT
  while (merger.step()) {
    links.add(position(++at), metadataOf(at))
    links.write()
  }
  expectAll(finder, at)
})

test('an event whose links were removed is found no more, even where they were about to be sorted', ({
  database,
  finder,
}) => {
  const merger = new LinkMerger(database)
  merger.step()
  for (const at of [5, 102, 69_942]) removeLinks(database, position(at), metadataOf(at))
  while (merger.step());
  const left = positionsWhere((one) => one % 97 === 5 && ![5, 102, 69_942].includes(one), COUNT)
  expect(finder.positions('causations', linkKey('cause-5'), 0, COUNT)).toEqual(left)
  expect(new LinkFinder(database, 2).positions('causations', linkKey('cause-5'), 0, COUNT)).toEqual(left)
})
