import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { openBackend } from '../../src/backends/open-backend.ts'
import { EpochError } from '../../src/core/errors.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { allOf, anEvent } from './store-test.ts'

/** What became of a store's use: each time 'done', or the code of what was refused. */
export interface UseReport {
  readonly opened: string
  readonly message: string
  /** How many events were read. */
  readonly read?: number
  readonly whyNoAppend?: string
  readonly append?: string
}

async function use(path: string): Promise<UseReport> {
  const opened = await openBackend(path, { startProcess: startChildProcess })
  const { store, index } = opened
  await index.summary()
  const report = {
    opened: 'done',
    message: '',
    read: (await allOf(store.readAll())).length,
    whyNoAppend: store.capabilities.whyNoAppend,
    append: await append(store),
  }
  await opened.refresh()
  await store.dispose()
  return report
}

async function append(store: EventStoreBackend): Promise<string> {
  try {
    await store.storeEvent(anEvent())
    return 'done'
  } catch (error) {
    if (error instanceof EpochError) return error.code
    throw error
  }
}

async function tryToUse(path: string): Promise<UseReport> {
  try {
    return await use(path)
  } catch (error) {
    if (!(error instanceof EpochError)) throw error
    return { opened: error.code, message: error.message }
  }
}

const reports: UseReport[] = []
for (const path of process.argv.slice(2)) reports.push(await tryToUse(path))
console.log(JSON.stringify(reports))
