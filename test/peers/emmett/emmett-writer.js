import { openEmmettStore, settledConnection } from './emmett-store.js'

// An Emmett application: appends to the store at its argument and says each event's id and stream once Emmett has answered.
const [path, appends] = process.argv.slice(2)
const store = openEmmettStore(path, await settledConnection(path))
for (let i = 0; i < Number(appends); i++) {
  const stream = `cart-${i % 7}`
  const events = Array.from({ length: 1 + (i % 3) }, (_, n) => ({
    type: n === 0 ? 'ItemAdded' : 'ItemCounted',
    data: { append: i, n, cents: 1250 },
    metadata: { user: `u${i % 5}` },
  }))
  const { nextExpectedStreamVersion } = await store.append(stream, events)
  console.log(`${stream} ${nextExpectedStreamVersion} ${events.length}`)
  if (i % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 30))
}
store.close()
