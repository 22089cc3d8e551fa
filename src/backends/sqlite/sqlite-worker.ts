import { parentPort, workerData } from 'node:worker_threads'
import { openAuditorThread } from './audit/auditor-thread.ts'
import { createStore } from './open-database.ts'
import { serveThread } from './serve-thread.ts'
import { openStoreImport } from './store-import.ts'
import { openStoreReader } from './store-reader.ts'
import { openStoreWriter } from './store-writer.ts'
import type { ThreadApi, ThreadData } from './thread-messages.ts'

const data: ThreadData = workerData

function open(): ThreadApi {
  switch (data.role) {
    case 'reader':
      if (data.create) createStore(data.path)
      return openStoreReader(data.path, data.file)
    case 'writer':
      return openStoreWriter(data.path, data.file)
    case 'importer':
      return openStoreImport(data.path)
    case 'auditor':
      return openAuditorThread(data.path, data.fileCheck)
  }
}

if (parentPort) serveThread(parentPort, data.path, open)
