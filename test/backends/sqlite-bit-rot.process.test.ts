import { expect } from 'vitest'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { rotAway } from './bit-rot.ts'
import { fileTest as test } from './sqlite-files.ts'
import { history } from './sqlite-history.ts'
import { noon } from './store-test.ts'

/** A store with a whole segment, links, long events and several streams. */
function makeStore(file: string): void {
  createStore(file)
  const writer = new LogWriter(file)
  const long = new EventBuilder().stream('order-7').type('Long').createdAtUs(noon).data('é'.repeat(9000)).build()
  const events = [...history(600), long, ...history(500)]
  writer.append(events.map((event) => ({ stream: event.stream, events: [event], expectedVersion: 'any' as const })))
  writer.close()
}

test('a changed byte is either told of or changes no event', { timeout: 600_000 }, async ({ file }) => {
  makeStore(file)
  const rot = await rotAway(file, { flips: 500, seed: 20261124 })
  expect(rot.missed).toEqual([])
  expect(rot.found).toBeGreaterThan(200)
})

test('without checksums some changed bytes would be missed', { timeout: 600_000 }, async ({ file }) => {
  makeStore(file)
  const rot = await rotAway(file, { flips: 60, seed: 1, deafTo: ['checksum', 'seal'] })
  expect(rot.missed.length).toBeGreaterThan(0)
})
