import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { describeEventStoreBackend } from './describe-event-store-backend.ts'

describeEventStoreBackend('MemoryStore', async () => new MemoryStore())
