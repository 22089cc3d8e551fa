import { describeLogIndex } from './describe-log-index.ts'
import { newStores } from './sqlite-files.ts'

const openNew = newStores()

describeLogIndex('the SQLite store as a log index', async () => {
  const store = await openNew()
  return { store, index: store }
})
