import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { append, events } from './store-test.ts'

/** Appends to the store at its argument without end, and says each batch's ids once they are committed. */
const [path = ''] = process.argv.slice(2)
const store = await openSqliteStore(path, { mode: 'create' })
for (let i = 0; ; i++) {
  const batches = [1, 2, 3].map((k) => events(1 + ((i * k) % 20), `order-${(i + k) % 5}`))
  await Promise.all(
    batches.map(async (batch) => {
      await append(store, ...batch)
      process.stdout.write(`${batch.map((event) => event.id).join(' ')}\n`)
    }),
  )
}
