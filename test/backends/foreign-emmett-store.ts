import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { type StartProcess, startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { serveForeign } from '../../src/backends/foreign/serve-foreign.ts'
import { type OpenedBackend, openBackend } from '../../src/backends/open-backend.ts'
import { emmettTables } from './emmett-tables.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The columns of a row of emt_messages that a test cares about; the others are as Emmett writes them. */
export interface Message {
  readonly stream_id?: unknown
  readonly stream_position?: unknown
  readonly message_kind?: string
  readonly message_data?: unknown
  readonly message_metadata?: unknown
  readonly message_type?: unknown
  readonly message_id?: unknown
  readonly is_archived?: number
  readonly global_position?: bigint
  readonly created?: unknown
}

/** Makes a database as Emmett does, in WAL, and leaves it open for `fill`; after that it rests. */
export function makeEmmettStore(folder: string, fill: (database: Database.Database) => void = () => {}): string {
  const path = join(folder, 'emmett.db')
  const database = new Database(path)
  try {
    database.pragma('journal_mode = WAL')
    for (const table of emmettTables) database.exec(table)
    fill(database)
  } finally {
    database.close()
  }
  return path
}

export function addMessage(database: Database.Database, message: Message = {}): void {
  const row: Record<string, unknown> = {
    stream_id: 'cart-1',
    stream_position: BigInt(Number(database.prepare('SELECT count(*) + 1 FROM emt_messages').pluck().get())),
    partition: 'emt:default',
    message_data: '{"cents":1250}',
    message_metadata: '{"streamName":"cart-1","streamPosition":"1"}',
    message_schema_version: '0',
    message_type: 'ItemAdded',
    message_id: crypto.randomUUID(),
    is_archived: 0n,
    created: '2024-05-01 12:00:00',
    ...message,
  }
  const names = Object.keys(row)
  database
    .prepare(`INSERT INTO emt_messages(${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(...Object.values(row))
}

/** A store at rest with these messages. */
export function emmettStoreOf(...messages: readonly Message[]): string {
  return makeEmmettStore(temporaryFolder(), (database) => {
    for (const message of messages) addMessage(database, message)
  })
}

/** Opens the store in a process of its own, which ends with the test. */
export async function openForTest(path: string): Promise<OpenedBackend> {
  const opened = await openBackend(path, { startProcess: startChildProcess })
  onTestFinished(() => opened.store.dispose())
  return opened
}

/** Runs in this process what else runs in one of its own, to save the time that one takes to start. */
const startHere: StartProcess = () => {
  let hear: (text: string) => void = () => {}
  let tell: (text: string) => void = () => {}
  let exit: (code: number | null) => void = () => {}
  const close = serveForeign({
    send: (text) => tell(text),
    onText: (listener) => {
      hear = listener
    },
    onGone: () => {},
  })
  return {
    send: (text) => hear(text),
    onText: (listener) => {
      tell = listener
    },
    onExit: (listener) => {
      exit = listener
    },
    kill: () => {
      close()
      exit(null)
    },
  }
}

/** Opens the store in this process. */
export async function openHere(path: string): Promise<OpenedBackend> {
  const opened = await openBackend(path, { startProcess: startHere })
  onTestFinished(() => opened.store.dispose())
  return opened
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder).sort()
}
