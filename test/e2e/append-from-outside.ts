import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'

// Another process that appends to a store: node append-from-outside.ts STORE STREAM TYPE COUNT
const [path = '', stream = '', type = '', count = '1'] = process.argv.slice(2)
const store = await openSqliteStore(path, { mode: 'write' })
for (let i = 0; i < Number(count); i++)
  await store.storeEvent(new EventBuilder().stream(stream).type(type).data({ from: 'outside', i }).build())
await store.dispose()
