import { EpochError } from '../core/errors.ts'
import type { Position } from '../core/event.ts'
import type { EventStoreBackend } from '../core/event-store-backend.ts'
import type { LogIndex } from '../core/log-index.ts'
import type { RecognisedStore } from '../core/recognised-store.ts'
import type { SearchIndexes } from '../core/search-indexes.ts'
import type { AuditOptions, StoreAudit } from '../core/store-audit.ts'
import type { MappingPreview, SourceOutline, StoreMapping } from '../core/store-mapping.ts'
import type { StoreSurroundings } from '../core/store-surroundings.ts'
import { ForeignClient } from './foreign/foreign-client.ts'
import type { OpenedFile, SchemaEntry } from './foreign/foreign-contract.ts'
import { ForeignStore } from './foreign/foreign-store.ts'
import type { StartProcess } from './foreign/killable-process.ts'
import { foreignKinds } from './foreign/kinds/foreign-kinds.ts'
import { readMappingPreview, readOutline } from './foreign/read-surroundings.ts'
import { visibleText } from './foreign/visible-text.ts'
import { auditLog } from './general-audit.ts'
import { GeneralLogIndex } from './general-log-index.ts'
import { auditInThread } from './sqlite/audit/audit-in-thread.ts'
import { EPOCH_APPLICATION_ID, EPOCH_SCHEMA_VERSION, epochSchemaStatements, wordsTable } from './sqlite/epoch-schema.ts'
import { openSqliteStore } from './sqlite/sqlite-store.ts'

/** A store, how it was recognised, and what asks about it. Disposing of the store ends the index too. */
export interface OpenedBackend {
  readonly store: EventStoreBackend
  readonly index: LogIndex
  /** Where the store can have them. */
  readonly searchIndexes?: SearchIndexes
  readonly recognised: RecognisedStore
  /** Absent where nothing stands beside the log that is not Epoch's own. */
  readonly surroundings?: StoreSurroundings
  /** Resolves once the index answers from tables of its own: at once where the store keeps them. Never rejects. */
  readonly indexed: Promise<void>
  /** Looks for commits of other processes and publishes them. @returns the head */
  refresh(): Promise<Position>
  /** Reads the whole store and tells what is wrong with it. @throws the signal's reason, and what reading throws */
  audit(options?: AuditOptions): Promise<StoreAudit>
}

interface ForeignOptions {
  readonly startProcess: StartProcess
}

export interface OpenBackendOptions extends ForeignOptions {
  /** Kinds of a person's own, tried after those that Epoch knows; default none. */
  readonly mappings?: readonly StoreMapping[]
  /** Whether another application's store that SQLite finds damaged is read as far as that goes; default: it is refused. */
  readonly readDamaged?: boolean
}

const MOST_TABLES_SAID = 20

/**
 * Opens the event store in a file that is there. Each is first looked at in a process of its own; only one whose schema is
 * to the letter what Epoch makes leaves it.
 *
 * @throws EpochError `store-not-found`, `store-not-a-file`, `store-not-sqlite`, `store-corrupt`, `store-no-permission`,
 * `store-busy`, `store-timeout`, `store-schema-refused`, `store-unknown-schema`
 */
export async function openBackend(path: string, options: OpenBackendOptions): Promise<OpenedBackend> {
  const client = new ForeignClient(path, { ...options, ownApplicationId: EPOCH_APPLICATION_ID })
  try {
    const file = await client.open()
    if (file.applicationId === EPOCH_APPLICATION_ID) {
      await client.dispose()
      return await openOwn(path, file)
    }
    if (file.kind === undefined) throw unknownSchema(path, file.schema, file.nearest)
    const store = new ForeignStore(path, client, file.kind)
    const index = new GeneralLogIndex(store)
    return {
      store,
      index,
      recognised: file.kind.recognised,
      surroundings: store,
      indexed: index.indexed,
      refresh: () => store.refresh(),
      audit: (auditOptions) => auditLog(store, index, auditOptions),
    }
  } catch (error) {
    await client.dispose()
    throw error
  }
}

/**
 * What is in a database, of a known kind or not, for the person who is to say which column is which.
 *
 * @throws EpochError as {@link openBackend}, but for what no kind fits
 */
export function outlineFile(path: string, options: ForeignOptions): Promise<SourceOutline> {
  return withClient(path, options, async (client) => readOutline(await client.call('outline', {})))
}

/**
 * The first events of a database as a mapping makes them.
 *
 * @throws EpochError as {@link openBackend}, but for what no kind fits; `invalid-mapping` where the file has not the table or its columns
 */
export function previewMappingOf(
  path: string,
  mapping: StoreMapping,
  options: ForeignOptions,
): Promise<MappingPreview> {
  return withClient(path, options, async (client) =>
    readMappingPreview(await client.call('previewMapping', { mapping })),
  )
}

async function withClient<Output>(
  path: string,
  options: ForeignOptions,
  ask: (client: ForeignClient) => Promise<Output>,
): Promise<Output> {
  const client = new ForeignClient(path, { ...options, ownApplicationId: EPOCH_APPLICATION_ID })
  try {
    return await ask(client)
  } finally {
    await client.dispose()
  }
}

async function openOwn(path: string, { userVersion, schema }: OpenedFile): Promise<OpenedBackend> {
  const newer = userVersion > EPOCH_SCHEMA_VERSION
  if (newer ? !couldBeNewer(schema) : !isOwnSchema(userVersion, schema))
    throw unknownSchema(
      path,
      schema,
      `it says that Epoch made it, but its schema is not what Epoch's version ${userVersion} makes`,
    )
  const store = await openSqliteStore(path, { mode: newer ? 'read' : 'write' })
  return {
    store,
    index: store,
    searchIndexes: store,
    recognised: {
      kind: 'Epoch',
      sureness: 'certain',
      reasons: [`its schema is Epoch's, version ${userVersion}${newer ? ', which is newer than this Epoch' : ''}`],
      notes: [],
    },
    indexed: Promise.resolve(),
    refresh: () => store.refresh(),
    audit: (options) => auditInThread(path, options),
  }
}

function isOwnSchema(version: number, schema: readonly SchemaEntry[]): boolean {
  if (version < 1) return false
  const own = epochSchemaStatements(version)
  const found = schema.flatMap(({ sql }) => (sql === '' ? [] : [sql])).sort()
  return found.length === own.length && found.every((sql, i) => sql === own[i])
}

/** Whether reading it runs nothing but Epoch's own statements: it has only tables and indexes, none virtual but `words`, none computed. */
function couldBeNewer(schema: readonly SchemaEntry[]): boolean {
  return schema.every(
    ({ type, sql }) =>
      sql === wordsTable ||
      ((type === 'table' || type === 'index') && !/^\s*CREATE\s+VIRTUAL\b/i.test(sql) && !/\bAS\s*\(/i.test(sql)),
  )
}

function unknownSchema(path: string, schema: readonly SchemaEntry[], nearest: string): EpochError {
  const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => visibleText(name))
  const said = tables.slice(0, MOST_TABLES_SAID).join(', ')
  const more = tables.length > MOST_TABLES_SAID ? ` and ${tables.length - MOST_TABLES_SAID} more` : ''
  const has = tables.length === 0 ? 'it has no tables' : `its tables are ${said}${more}`
  const kinds = ['Epoch', ...foreignKinds.map((kind) => kind.name)]
  return new EpochError(
    'store-unknown-schema',
    `${path}: no event store that Epoch knows: ${has}${nearest === '' ? '' : `; ${nearest}`}. Say in the window, or with epoch map, which column is which; by itself Epoch opens ${kinds.join(', ')}`,
    { path, tables: tables.slice(0, MOST_TABLES_SAID), kinds },
  )
}
