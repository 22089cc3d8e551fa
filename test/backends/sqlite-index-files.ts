import { IndexWriter } from '../../src/backends/sqlite/index-writer.ts'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import type { Event, NewEvent } from '../../src/core/event.ts'
import { position, streamName, streamVersion } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { searchIndexName } from '../../src/core/search-indexes.ts'

const stream = streamName('order-1')

/** Appends events with these data to the store in a file, which is made where it is missing. */
export function appendData(file: string, data: readonly string[]): void {
  createStore(file)
  const writer = new LogWriter(file)
  for (let at = 0; at < data.length; at += 1000) {
    const events = data.slice(at, at + 1000).map(eventWith)
    const [outcome] = writer.append([{ stream, events, expectedVersion: 'any' }])
    if (outcome?.kind === 'refused') throw outcome.error
  }
  writer.close()
}

export function eventWith(data: string): NewEvent {
  return new EventBuilder().stream(stream).type('OrderPlaced').dataText(data).build()
}

/** As it is in the store, for a filter to look at. */
export function eventAt(at: number, data: string): Event {
  return { ...eventWith(data), position: position(at), version: streamVersion(at) }
}

/** Adds indexes where they are missing and fills all there are up to the head. */
export function fillIndexes(file: string, ...names: readonly string[]): void {
  const writer = new IndexWriter(file)
  for (const name of names) writer.add(searchIndexName(name))
  while (writer.step().kind === 'worked');
  writer.close()
}
