import { describeEventStoreBackend } from './describe-event-store-backend.ts'
import { newStores } from './sqlite-files.ts'

describeEventStoreBackend('the SQLite store', newStores())
