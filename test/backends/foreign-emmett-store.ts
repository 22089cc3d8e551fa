import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { type StartProcess, startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { serveForeign } from '../../src/backends/foreign/serve-foreign.ts'
import { type OpenedBackend, openBackend } from '../../src/backends/open-backend.ts'

const tables = [
  `CREATE TABLE emt_streams(
    stream_id TEXT NOT NULL, stream_position BIGINT NOT NULL DEFAULT 0, partition TEXT NOT NULL DEFAULT 'global',
    stream_type TEXT NOT NULL, stream_metadata JSONB NOT NULL, is_archived BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (stream_id, partition, is_archived), UNIQUE (stream_id, partition, is_archived))`,
  `CREATE TABLE emt_messages(
    stream_id TEXT NOT NULL, stream_position BIGINT NOT NULL, partition TEXT NOT NULL DEFAULT 'global',
    message_kind CHAR(1) NOT NULL DEFAULT 'E', message_data JSONB NOT NULL, message_metadata JSONB NOT NULL,
    message_schema_version TEXT NOT NULL, message_type TEXT NOT NULL, message_id TEXT NOT NULL,
    is_archived BOOLEAN NOT NULL DEFAULT FALSE, global_position INTEGER PRIMARY KEY,
    created DATETIME DEFAULT CURRENT_TIMESTAMP, UNIQUE (stream_id, stream_position, partition, is_archived))`,
  `CREATE TABLE emt_processors(
    processor_id TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, partition TEXT NOT NULL DEFAULT 'global',
    status TEXT NOT NULL DEFAULT 'stopped', last_processed_checkpoint TEXT NOT NULL,
    processor_instance_id TEXT DEFAULT 'emt:unknown', PRIMARY KEY (processor_id, partition, version))`,
  `CREATE TABLE emt_projections(
    name TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, partition TEXT NOT NULL DEFAULT 'global', type CHAR(1) NOT NULL,
    kind TEXT NOT NULL, status TEXT NOT NULL, definition JSONB NOT NULL DEFAULT '{}', PRIMARY KEY (name, partition, version))`,
]

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

/** A folder that goes with its test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'epoch-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Makes a database as Emmett does, in WAL, and leaves it open for `fill`; after that it rests. */
export function makeEmmettStore(folder: string, fill: (database: Database.Database) => void = () => {}): string {
  const path = join(folder, 'emmett.db')
  const database = new Database(path)
  try {
    database.pragma('journal_mode = WAL')
    for (const table of tables) database.exec(table)
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
